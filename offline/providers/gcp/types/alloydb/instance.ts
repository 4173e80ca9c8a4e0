import { randomUUID } from "node:crypto";
import type { InstanceArgs, InstanceState } from "@pulumi/gcp/alloydb";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { oneOf } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import {
  deletionPolicy,
  effectiveAnnotations,
  labelSecrets,
  labels,
  now,
  privateServicesAddress,
} from "../../properties";

const id = (r: Reading) => `${r.text("cluster")}/instances/${r.text("instanceId")}`;

/** An AlloyDB instance: what clients of a cluster connect to. */
export const instance = describe<InstanceArgs, InstanceState>({
  token: "gcp:alloydb/instance:Instance",
  id,
  required: ["cluster", "instanceId", "instanceType"],
  defaults: {},
  rules: [
    oneOf("instanceType", "PRIMARY", "READ_POOL", "SECONDARY"),
    oneOf("availabilityType", "AVAILABILITY_TYPE_UNSPECIFIED", "ZONAL", "REGIONAL", ""),
    oneOf("activationPolicy", "ACTIVATION_POLICY_UNSPECIFIED", "ALWAYS", "NEVER", ""),
    oneOf(
      "clientConnectionConfig.sslConfig.sslMode",
      "ENCRYPTED_ONLY",
      "ALLOW_UNENCRYPTED_AND_ENCRYPTED",
      "",
    ),
  ],
  replaces: ["cluster", "instanceId", "instanceType"],
  computed: {
    ...labels,
    effectiveAnnotations,
    createTime: assigned(now),
    ipAddress: derived((r) => privateServicesAddress(r, r.text("cluster"))),
    name: derived(id),
    outboundPublicIpAddresses: assigned(() => []),
    publicIpAddress: derived(() => ""),
    reconciling: derived(() => false),
    state: derived(() => "READY"),
    uid: assigned(() => randomUUID()),
    updateTime: assigned(now),
  },
  decided: {
    deletionPolicy,
    activationPolicy: assigned(() => "ALWAYS"),
    availabilityType: assigned(() => "REGIONAL"),
  },
  secrets: [...labelSecrets],
});
