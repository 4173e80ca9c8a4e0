import type { FirewallArgs, FirewallState } from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { atMostOne, between, exactlyOne, type Failure, oneOf } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import type { Properties } from "../../../values/value";
import {
  computeLink,
  deletionPolicy,
  lowerCaseName,
  needsProject,
  now,
  project,
  sameReference,
} from "../../properties";

const id = (r: Reading) => `projects/${r.text("project")}/global/firewalls/${r.text("name")}`;

/** What an ingress rule lets in traffic from. */
const sources = ["sourceRanges", "sourceServiceAccounts", "sourceTags"];

/** A firewall rule of a VPC network. */
export const firewall = describe<FirewallArgs, FirewallState>({
  token: "gcp:compute/firewall:Firewall",
  id,
  required: ["network"],
  autoName: lowerCaseName(),
  defaults: { priority: 1000 },
  rules: [
    needsProject,
    exactlyOne("allows", "denies"),
    atMostOne("sourceServiceAccounts", "sourceTags"),
    atMostOne("sourceServiceAccounts", "targetTags"),
    atMostOne("targetServiceAccounts", "sourceTags"),
    atMostOne("targetServiceAccounts", "targetTags"),
    oneOf("direction", "INGRESS", "EGRESS", ""),
    between("priority", 0, 65535),
    oneOf("logConfig.metadata", "EXCLUDE_ALL_METADATA", "INCLUDE_ALL_METADATA"),
    { about: sources, failures: withoutSource },
  ],
  replaces: ["direction", "name", "params", "project"],
  ignores: [sameReference("network")],
  sets: [
    "allows",
    "denies",
    "destinationRanges",
    "sourceRanges",
    "sourceServiceAccounts",
    "sourceTags",
    "targetServiceAccounts",
    "targetTags",
  ],
  computed: {
    creationTimestamp: assigned(now),
    selfLink: derived((r) => computeLink(id(r))),
  },
  decided: {
    deletionPolicy,
    project,
    direction: assigned(() => "INGRESS"),
    destinationRanges: assigned(() => []),
    enableLogging: assigned((r) => r.get("logConfig") !== undefined),
  },
});

/** The real provider refuses an ingress rule that says from nowhere. */
function withoutSource(inputs: Properties): Failure[] {
  if (inputs.direction === "EGRESS" || sources.some((name) => (inputs[name] ?? null) !== null)) {
    return [];
  }
  return [
    `None of ${sources.map((name) => `"${name}"`).join(", ")} is given. An ingress rule needs one of them. Give it.`,
  ];
}
