import { type Finding, undetermined, violation } from "../framework/finding";
import { Place } from "../framework/place";
import type { StackFinding, StackResource } from "../framework/policy";
import { subjectOf } from "../framework/subject";
import {
  type BackendGroups,
  backendGroupsOf,
  isBackendService,
} from "../models/load-balancer/backend-groups";
import { rulesByBackendService } from "../models/load-balancer/forwarding";
import { Relations } from "../models/relation/relations";
import { checkFeatures } from "./features";
import { checkScheme, type ReachingRule } from "./scheme";
import { checkSettings } from "./settings";

/** Judges the backend services of a stack that have serverless NEGs. */
export function checkStack(resources: readonly StackResource[]): readonly StackFinding[] {
  const relations = Relations.of(resources);
  const rules = rulesByBackendService(resources, relations);
  return resources
    .filter(({ type }) => isBackendService(type))
    .flatMap((service) =>
      checkService(
        service,
        backendGroupsOf(service, relations),
        (rules.get(service.urn) ?? []).map(reachingRule),
      ).map((finding) => ({ subject: subjectOf(service), urn: service.urn, finding })),
    );
}

/** What the program gives is judged, not what the provider adds to it, such as a timeout that the API shows for each. */
function checkService(
  { type, inputs }: StackResource,
  groups: BackendGroups,
  rules: readonly ReachingRule[],
): readonly Finding[] {
  if (inputs === undefined) {
    return [];
  }
  const service = new Place(inputs);
  const regional = type.startsWith("gcp:compute/region");
  const settings = [...checkSettings(service), ...checkFeatures(service)];
  if (groups.serverless.length === 0) {
    return settings.length > 0 && groups.others.length === 0 ? groups.untold.map(untold) : [];
  }
  return [...settings, ...checkGroups(groups), ...checkScheme(service, regional, rules)];
}

/** Nothing tells what a backend is, and the settings would be wrong for serverless NEGs. */
function untold(group: Place): Finding {
  const what = group.unknownReason() ?? "names what the program does not declare";
  return undetermined(
    group.path,
    `${what}, so nothing tells whether it is a serverless NEG, for which settings of this backend service would be wrong. ` +
      "Refer to the group as a resource of the program.",
  );
}

/** All backends are of one kind, and each region has one serverless NEG at most. */
function checkGroups({ serverless, others }: BackendGroups): readonly Finding[] {
  const mixed =
    others.length === 0
      ? []
      : [
          violation(
            "backends",
            `mixes serverless NEGs (${quoted(serverless.map(({ name }) => name))}) with other groups (${quoted(others)}). ` +
              "A backend service has one kind. Make one for each kind, and route between them in the URL map.",
          ),
        ];
  return [...mixed, ...checkRegions(serverless)];
}

function checkRegions(serverless: readonly StackResource[]): readonly Finding[] {
  const byRegion = new Map<string, string[]>();
  for (const { name, inputs, props } of serverless) {
    const region = (inputs ?? props).region;
    if (typeof region === "string") {
      byRegion.set(region, [...(byRegion.get(region) ?? []), name]);
    }
  }
  return [...byRegion]
    .filter(([, names]) => names.length > 1)
    .map(([region, names]) =>
      violation(
        "backends",
        `has several serverless NEGs (${quoted(names)}) in the region "${region}". ` +
          "A backend service has one in each region. Make one backend service for each, and route between them in the URL map.",
      ),
    );
}

function reachingRule({ name, inputs, props }: StackResource): ReachingRule {
  return { name, rule: new Place(inputs ?? props) };
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
