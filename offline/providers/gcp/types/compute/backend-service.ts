import type { BackendServiceArgs, BackendServiceState } from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { oneOf } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import {
  computeLink,
  deletionPolicy,
  fingerprint,
  needsProject,
  now,
  plainName,
  project,
  sameReference,
} from "../../properties";

const id = (r: Reading) => `projects/${r.text("project")}/global/backendServices/${r.text("name")}`;

/** What a global load balancer knows of one group of backends. */
export const backendService = describe<BackendServiceArgs, BackendServiceState>({
  token: "gcp:compute/backendService:BackendService",
  id,
  required: [],
  autoName: plainName,
  defaults: {
    "backends.balancingMode": "UTILIZATION",
    "backends.capacityScaler": 1,
    connectionDrainingTimeoutSec: 300,
    loadBalancingScheme: "EXTERNAL",
    "logConfig.sampleRate": 1,
  },
  rules: [
    needsProject,
    oneOf(
      "backends.balancingMode",
      "UTILIZATION",
      "RATE",
      "CONNECTION",
      "CUSTOM_METRICS",
      "IN_FLIGHT",
      "",
    ),
    oneOf(
      "loadBalancingScheme",
      "EXTERNAL",
      "INTERNAL_SELF_MANAGED",
      "INTERNAL_MANAGED",
      "EXTERNAL_MANAGED",
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
    oneOf(
      "sessionAffinity",
      "NONE",
      "CLIENT_IP",
      "CLIENT_IP_PORT_PROTO",
      "CLIENT_IP_PROTO",
      "GENERATED_COOKIE",
      "HEADER_FIELD",
      "HTTP_COOKIE",
      "STRONG_COOKIE_AFFINITY",
      "",
    ),
    oneOf("compressionMode", "AUTOMATIC", "DISABLED", ""),
    oneOf(
      "localityLbPolicy",
      "ROUND_ROBIN",
      "LEAST_REQUEST",
      "RING_HASH",
      "RANDOM",
      "ORIGINAL_DESTINATION",
      "MAGLEV",
      "WEIGHTED_MAGLEV",
      "WEIGHTED_ROUND_ROBIN",
      "",
    ),
  ],
  replaces: ["name", "params", "project", "dynamicForwarding.ipPortSelection.enabled"],
  ignores: [sameReference("securityPolicy"), sameReference("edgeSecurityPolicy")],
  sets: ["backends", "customRequestHeaders", "customResponseHeaders"],
  computed: {
    creationTimestamp: assigned(now),
    fingerprint,
    generatedId: assigned((r) => r.pick("backend service", 1e9, 9e15)),
    selfLink: derived((r) => computeLink(id(r))),
  },
  decided: {
    deletionPolicy,
    project,
    portName: assigned(() => "http"),
    protocol: assigned(() => "HTTP"),
    sessionAffinity: assigned(() => "NONE"),
    timeoutSec: assigned(() => 30),
  },
});
