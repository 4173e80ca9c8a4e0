import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { isKnown } from "../framework/value";

/** What the provider takes where a program gives no scheme. */
const CLASSIC = "EXTERNAL";

/** Schemes under which a regional load balancer has serverless NEGs. */
const REGIONAL = ["EXTERNAL_MANAGED", "INTERNAL_MANAGED"];

/** A forwarding rule that reaches the backend service. */
export interface ReachingRule {
  /** Its name in the program. */
  readonly name: string;
  /** Its properties. */
  readonly rule: Place;
}

/**
 * What is wrong with the load balancing scheme of a backend service with serverless NEGs.
 *
 * @param regional Whether it is a regional backend service.
 */
export function checkScheme(
  service: Place,
  regional: boolean,
  rules: readonly ReachingRule[],
): readonly Finding[] {
  const own = service.at("loadBalancingScheme");
  const path = own.path;
  if (!isKnown(own.value)) {
    return [
      undetermined(path, `${own.value.reason}. Give it as a literal, such as "EXTERNAL_MANAGED".`),
    ];
  }
  const scheme = schemeOf(own) ?? (regional ? "INTERNAL" : CLASSIC);
  if (regional && !REGIONAL.includes(scheme)) {
    return [
      violation(
        path,
        `is "${scheme}", but a regional backend service with serverless NEGs needs "EXTERNAL_MANAGED" or "INTERNAL_MANAGED". Set one.`,
      ),
    ];
  }
  return isMigrating(service)
    ? []
    : rules.flatMap((reaching) => checkAgainst(path, scheme, reaching));
}

function checkAgainst(
  path: string,
  scheme: string,
  { name, rule }: ReachingRule,
): readonly Finding[] {
  const place = rule.at("loadBalancingScheme");
  if (!isKnown(place.value)) {
    return [
      undetermined(
        path,
        `must be that of the forwarding rule "${name}", which ${place.value.reason}. Give both as literals.`,
      ),
    ];
  }
  const other = schemeOf(place) ?? CLASSIC;
  return other === scheme || isMigrating(rule)
    ? []
    : [
        violation(
          path,
          `is "${scheme}", but the forwarding rule "${name}" that reaches it has "${other}". ` +
            `They must agree, and the default of a forwarding rule is "${CLASSIC}". Set "${scheme === CLASSIC ? other : scheme}" on both.`,
        ),
      ];
}

/** While a classic load balancer is migrated, its parts change their schemes one after the other. */
function isMigrating(resource: Place): boolean {
  return ["externalManagedMigrationState", "externalManagedBackendBucketMigrationState"].some(
    (key) => (resource.at(key).value ?? "") !== "",
  );
}

function schemeOf({ value }: Place): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
