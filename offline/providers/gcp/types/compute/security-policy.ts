import type { SecurityPolicyArgs, SecurityPolicyState } from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { type Failure, oneOf, shaped } from "../../../declared/rules";
import { formatPath, valuesAt } from "../../../values/path";
import type { Reading } from "../../../values/reading";
import { type Properties, unmarked } from "../../../values/value";
import {
  computeLink,
  computeName,
  deletionPolicy,
  fingerprint,
  labelSecrets,
  labels,
  lowerCaseName,
  needsProject,
  project,
} from "../../properties";

const id = (r: Reading) =>
  `projects/${r.text("project")}/global/securityPolicies/${r.text("name")}`;

/** Rules of Cloud Armor for the requests to a backend service. */
export const securityPolicy = describe<SecurityPolicyArgs, SecurityPolicyState>({
  token: "gcp:compute/securityPolicy:SecurityPolicy",
  id,
  required: [],
  autoName: lowerCaseName(),
  rules: [
    needsProject,
    shaped("name", computeName.pattern, computeName.form),
    oneOf("type", "CLOUD_ARMOR", "CLOUD_ARMOR_EDGE", "CLOUD_ARMOR_INTERNAL_SERVICE"),
    oneOf("rules.match.versionedExpr", "SRC_IPS_V1"),
    oneOf("rules.rateLimitOptions.conformAction", "allow"),
    oneOf(
      "rules.rateLimitOptions.exceedAction",
      "redirect",
      "deny(403)",
      "deny(404)",
      "deny(429)",
      "deny(502)",
    ),
    oneOf(
      "rules.rateLimitOptions.enforceOnKey",
      "ALL",
      "IP",
      "HTTP_HEADER",
      "XFF_IP",
      "HTTP_COOKIE",
      "HTTP_PATH",
      "SNI",
      "REGION_CODE",
      "TLS_JA3_FINGERPRINT",
      "TLS_JA4_FINGERPRINT",
      "USER_IP",
      "",
    ),
    { about: ["rules.priority"], failures: repeatedPriorities },
    { about: ["rules.match.config.srcIpRanges"], failures: tooManyRanges },
  ],
  replaces: ["name", "project", "type"],
  sets: ["rules", "rules.match.config.srcIpRanges"],
  computed: {
    ...labels,
    fingerprint,
    labelFingerprint: derived(() => "42WmSpB8rSM="),
    selfLink: derived((r) => computeLink(id(r))),
  },
  decided: {
    deletionPolicy,
    project,
    type: assigned(() => "CLOUD_ARMOR"),
    rules: assigned(() => [
      {
        action: "allow",
        description: "default rule",
        match: { config: { srcIpRanges: ["*"] }, versionedExpr: "SRC_IPS_V1" },
        preview: false,
        priority: 2_147_483_647,
      },
    ]),
  },
  secrets: labelSecrets,
});

function repeatedPriorities(inputs: Properties): Failure[] {
  const priorities = valuesAt(inputs, "rules.priority")
    .map(({ value }) => unmarked(value))
    .filter((priority) => typeof priority === "number");
  const repeated = priorities.filter((priority, index) => priorities.indexOf(priority) !== index);
  return [...new Set(repeated)].map(
    (priority) => `Two of "rules" have the priority ${priority}. Give each its own.`,
  );
}

/** Most ranges of one rule, which the provider counts before the API does. */
const mostRanges = 10;

function tooManyRanges(inputs: Properties): Failure[] {
  return valuesAt(inputs, "rules.match.config.srcIpRanges").flatMap(({ path, value }) => {
    const ranges = unmarked(value);
    return Array.isArray(ranges) && ranges.length > mostRanges
      ? [
          `"${formatPath(path)}" has ${ranges.length} entries. Allowed are 1 to ${mostRanges}. Spread them over several rules.`,
        ]
      : [];
  });
}
