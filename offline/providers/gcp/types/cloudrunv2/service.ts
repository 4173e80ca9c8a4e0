import type { ServiceArgs, ServiceState } from "@pulumi/gcp/cloudrunv2";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { atMostOne, oneOf, shaped } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import {
  deletionPolicy,
  effectiveAnnotations,
  labelSecrets,
  labels,
  lowerCaseName,
  needsProject,
  project,
} from "../../properties";
import { deterministicUri, uri } from "./uri";
import { lifecycle, probeDefaults, revision } from "./workload";

const id = (r: Reading) =>
  `projects/${r.text("project")}/locations/${r.text("location")}/services/${r.text("name")}`;

/** A Cloud Run service. */
export const service = describe<ServiceArgs, ServiceState>({
  token: "gcp:cloudrunv2/service:Service",
  id,
  required: ["location", "template"],
  autoName: lowerCaseName(50),
  defaults: {
    deletionProtection: true,
    "template.containers.envs.value": "",
    "template.volumes.emptyDir.medium": "MEMORY",
    ...probeDefaults("template.containers", "livenessProbe", "startupProbe"),
  },
  rules: [
    needsProject,
    atMostOne("template.vpcAccess.connector", "template.vpcAccess.networkInterfaces"),
    oneOf("template.vpcAccess.egress", "ALL_TRAFFIC", "PRIVATE_RANGES_ONLY", ""),
    oneOf(
      "template.executionEnvironment",
      "EXECUTION_ENVIRONMENT_GEN1",
      "EXECUTION_ENVIRONMENT_GEN2",
      "",
    ),
    oneOf("template.volumes.emptyDir.medium", "MEMORY", "DISK", ""),
    shaped("template.timeout", /^[0-9]+(?:\.[0-9]{1,9})?s$/, 'seconds such as "300s"'),
    oneOf(
      "ingress",
      "INGRESS_TRAFFIC_ALL",
      "INGRESS_TRAFFIC_INTERNAL_ONLY",
      "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
      "",
    ),
    oneOf("scaling.scalingMode", "AUTOMATIC", "MANUAL", ""),
    oneOf(
      "traffics.type",
      "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST",
      "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION",
      "",
    ),
  ],
  replaces: ["location", "name", "project", "tags"],
  sets: ["template.containers.envs", "template.volumes.cloudSqlInstance.instances"],
  computed: {
    ...labels,
    ...lifecycle,
    effectiveAnnotations,
    latestCreatedRevision: derived((r) => revision(r, id(r))),
    latestReadyRevision: derived((r) => revision(r, id(r))),
    trafficStatuses: derived((r) => r.get("traffics") ?? []),
    uri: derived((r) => (r.flag("defaultUriDisabled") ? "" : uri(r))),
    urls: derived((r) => (r.flag("defaultUriDisabled") ? [] : [deterministicUri(r), uri(r)])),
  },
  decided: {
    deletionPolicy,
    project,
    ingress: assigned(() => "INGRESS_TRAFFIC_ALL"),
    launchStage: assigned(() => "GA"),
    traffics: assigned(() => [
      { percent: 100, type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", revision: "", tag: "" },
    ]),
  },
  secrets: labelSecrets,
  deletionGuards: ["deletionProtection"],
});
