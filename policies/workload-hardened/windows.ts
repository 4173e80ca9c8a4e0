import { type Finding, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { checkSetting } from "../models/setting/required-setting";
import type { PodContainer, PodSpec } from "../models/workload/pod-spec";

/** What pods on Windows may do beyond what they need: other settings are those of Linux, which the API refuses there. */
export function checkWindowsPod({ spec }: PodSpec): readonly Finding[] {
  return checkOptions(spec.at("securityContext", "windowsOptions"));
}

/** The same of one container. */
export function checkWindowsContainer({ place }: PodContainer): readonly Finding[] {
  return checkOptions(place.at("securityContext", "windowsOptions"));
}

function checkOptions(options: Place): readonly Finding[] {
  const user = options.at("runAsUserName");
  return [
    ...checkSetting(options.at("hostProcess"), {
      allows: (value) => value !== true,
      consequence: "so the container is a process of its node",
      action: "Remove it.",
    }),
    ...(typeof user.value === "string" && /^ContainerAdministrator$/i.test(user.value)
      ? [
          violation(
            user.path,
            `is "${user.value}", who may do everything in the container. Use "ContainerUser".`,
          ),
        ]
      : []),
  ];
}
