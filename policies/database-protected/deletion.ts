import type { Finding } from "../framework/finding";
import type { Place } from "../framework/place";
import { checkSetting } from "../models/setting/required-setting";

/** The settings of a database by which Pulumi itself keeps it. */
export interface ProviderGuards {
  readonly deletionProtection: Place;
  readonly deletionPolicy: Place;
  /** Whether the program sets the resource option `protect`. */
  readonly protect: boolean;
}

/**
 * Judges whether Pulumi would delete a database. The provider refuses it unless it is told not to; the option `protect`
 * and the policies PREVENT and ABANDON keep the data as well.
 */
export function checkProviderDeletion(guards: ProviderGuards): readonly Finding[] {
  const policy = guards.deletionPolicy.value;
  if (guards.protect || policy === "PREVENT" || policy === "ABANDON") {
    return [];
  }
  return checkSetting(guards.deletionProtection, {
    allows: (value) => value !== false,
    consequence: "so one wrong update deletes the database with its data",
    action: "It must be true, which is the default. Set it to true or remove it.",
  });
}

/** Judges whether anything but Pulumi, such as the console, would delete a database. */
export function checkApiDeletion(setting: Place): readonly Finding[] {
  return checkSetting(setting, {
    allows: (value) => value === true,
    consequence: "so the console, gcloud and the API may delete the instance with its data",
    action: "It must be true. Set it to true.",
  });
}
