import type { ConnectorArgs, ConnectorState } from "@pulumi/gcp/vpcaccess";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { atMostOne, between, exactlyOne, needs } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import type { Value } from "../../../values/value";
import {
  deletionPolicy,
  needsProject,
  needsRegion,
  plainName,
  project,
  region,
  sameReference,
} from "../../properties";

const id = (r: Reading) =>
  `projects/${r.text("project")}/locations/${r.text("region")}/connectors/${r.text("name")}`;

/** A Serverless VPC Access connector. It grows in place, and shrinks only by a replacement. */
export const connector = describe<ConnectorArgs, ConnectorState>({
  token: "gcp:vpcaccess/connector:Connector",
  id,
  required: [],
  autoName: plainName,
  defaults: { machineType: "e2-micro" },
  rules: [
    needsProject,
    needsRegion,
    exactlyOne("network", "subnet.name"),
    needs("ipCidrRange", "network"),
    atMostOne("maxInstances", "maxThroughput"),
    atMostOne("minInstances", "minThroughput"),
    between("maxThroughput", 200, 1000),
    between("minThroughput", 200, 1000),
  ],
  replaces: [
    "ipCidrRange",
    "maxThroughput",
    "minThroughput",
    "name",
    "network",
    "project",
    "region",
    "subnet",
  ],
  ignores: [sameReference("network")],
  replacesWhen: [
    { path: "minInstances", when: shrinks },
    { path: "maxInstances", when: shrinks },
  ],
  computed: {
    connectedProjects: assigned((r) => [r.text("project")]),
    selfLink: derived(id),
    state: derived(() => "READY"),
  },
  decided: {
    deletionPolicy,
    project,
    region,
    maxInstances: assigned((r) => Math.round(Number(r.given("maxThroughput") ?? 1000) / 100)),
    minInstances: assigned((r) => Math.round(Number(r.given("minThroughput") ?? 200) / 100)),
    maxThroughput: assigned((r) => r.number("maxInstances") * 100),
    minThroughput: assigned((r) => r.number("minInstances") * 100),
  },
});

function shrinks(before: Value | undefined, after: Value | undefined): boolean {
  return Number(after) < Number(before);
}
