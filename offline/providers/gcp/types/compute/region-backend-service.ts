import type { RegionBackendServiceArgs, RegionBackendServiceState } from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { atMostOne, oneOf } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import {
  computeLink,
  deletionPolicy,
  fingerprint,
  needsProject,
  needsRegion,
  now,
  plainName,
  project,
  region,
  sameReference,
} from "../../properties";

const id = (r: Reading) =>
  `projects/${r.text("project")}/regions/${r.text("region")}/backendServices/${r.text("name")}`;

/** What a load balancer of one region knows of one group of backends. */
export const regionBackendService = describe<RegionBackendServiceArgs, RegionBackendServiceState>({
  token: "gcp:compute/regionBackendService:RegionBackendService",
  id,
  required: [],
  autoName: plainName,
  defaults: {
    "backends.balancingMode": "UTILIZATION",
    connectionDrainingTimeoutSec: 300,
    "connectionTrackingPolicy.connectionPersistenceOnUnhealthyBackends": "DEFAULT_FOR_PROTOCOL",
    "connectionTrackingPolicy.trackingMode": "PER_CONNECTION",
    loadBalancingScheme: "INTERNAL",
    "logConfig.sampleRate": 1,
  },
  rules: [
    needsProject,
    needsRegion,
    oneOf(
      "loadBalancingScheme",
      "EXTERNAL",
      "EXTERNAL_MANAGED",
      "INTERNAL",
      "INTERNAL_MANAGED",
      "INTERNAL_SELF_MANAGED",
      "",
    ),
    oneOf(
      "protocol",
      "HTTP",
      "HTTPS",
      "HTTP2",
      "TCP",
      "SSL",
      "UDP",
      "GRPC",
      "UNSPECIFIED",
      "H2C",
      "",
    ),
    atMostOne("haPolicy", "connectionTrackingPolicy"),
    atMostOne("haPolicy", "failoverPolicy"),
    atMostOne("haPolicy", "healthChecks"),
    atMostOne("haPolicy", "sessionAffinity"),
  ],
  replaces: [
    "haPolicy.fastIpMove",
    "loadBalancingScheme",
    "name",
    "network",
    "params",
    "project",
    "region",
    "dynamicForwarding.forwardProxy.enabled",
    "dynamicForwarding.ipPortSelection.enabled",
  ],
  ignores: [sameReference("network"), sameReference("securityPolicy")],
  sets: ["backends"],
  computed: {
    creationTimestamp: assigned(now),
    fingerprint,
    generatedId: assigned((r) => r.pick("backend service", 1e9, 9e15)),
    selfLink: derived((r) => computeLink(id(r))),
  },
  decided: {
    deletionPolicy,
    project,
    region,
    portName: assigned(() => ""),
    protocol: assigned(() => "TCP"),
    sessionAffinity: assigned(() => "NONE"),
    timeoutSec: assigned(() => 30),
  },
});
