import type { FunctionArgs, FunctionState } from "@pulumi/gcp/cloudfunctionsv2";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { atMostOne, oneOf } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import {
  deletionPolicy,
  labelSecrets,
  labels,
  lowerCaseName,
  needsProject,
  now,
  project,
} from "../../properties";

const id = (r: Reading) =>
  `projects/${r.text("project")}/locations/${r.text("location")}/functions/${r.text("name")}`;

/** A function of Cloud Run functions, 2nd generation. It is not built or run here. */
export const cloudFunction = describe<FunctionArgs, FunctionState>({
  token: "gcp:cloudfunctionsv2/function:Function",
  id,
  required: ["location"],
  autoName: lowerCaseName(),
  defaults: {
    "serviceConfig.allTrafficOnLatestRevision": true,
    "serviceConfig.ingressSettings": "ALLOW_ALL",
  },
  rules: [
    needsProject,
    oneOf(
      "serviceConfig.ingressSettings",
      "ALLOW_ALL",
      "ALLOW_INTERNAL_ONLY",
      "ALLOW_INTERNAL_AND_GCLB",
      "",
    ),
    oneOf(
      "serviceConfig.vpcConnectorEgressSettings",
      "VPC_CONNECTOR_EGRESS_SETTINGS_UNSPECIFIED",
      "PRIVATE_RANGES_ONLY",
      "ALL_TRAFFIC",
      "",
    ),
    oneOf(
      "serviceConfig.directVpcEgress",
      "VPC_EGRESS_ALL_TRAFFIC",
      "VPC_EGRESS_PRIVATE_RANGES_ONLY",
      "",
    ),
    oneOf(
      "eventTrigger.retryPolicy",
      "RETRY_POLICY_UNSPECIFIED",
      "RETRY_POLICY_DO_NOT_RETRY",
      "RETRY_POLICY_RETRY",
      "",
    ),
    atMostOne("serviceConfig.vpcConnector", "serviceConfig.directVpcNetworkInterfaces"),
  ],
  replaces: ["location", "name", "project"],
  computed: {
    ...labels,
    environment: assigned(() => "GEN_2"),
    state: derived(() => "ACTIVE"),
    updateTime: derived(now),
    url: assigned(
      (r) =>
        `https://${r.text("location")}-${r.text("project")}.cloudfunctions.net/${r.text("name")}`,
    ),
  },
  computedWithin: {
    "serviceConfig.uri": assigned(
      (r) => `https://${r.text("name")}-${r.pick("host", 1e9, 9e9)}.run.app`,
    ),
    "serviceConfig.service": assigned(
      (r) =>
        `projects/${r.text("project")}/locations/${r.text("location")}/services/${r.text("name")}`,
    ),
  },
  decided: { deletionPolicy, project },
  secrets: labelSecrets,
});
