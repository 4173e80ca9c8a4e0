import { randomUUID } from "node:crypto";
import type { InstanceArgs, InstanceState } from "@pulumi/gcp/alloydb";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { agree, between, type Failure, needs, oneOf, shaped } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import type { Value } from "../../../values/value";
import {
  deletionPolicy,
  effectiveAnnotations,
  labelSecrets,
  labels,
  now,
  privateServicesAddress,
} from "../../properties";
import { networkOfCluster } from "./cluster";

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
    shaped(
      "cluster",
      /^projects\/[^/]+\/locations\/[^/]+\/clusters\/[^/]+$/,
      'ids such as "projects/my-project/locations/us-central1/clusters/main"',
    ),
    between("readPoolConfig.nodeCount", 1, 20),
    between("queryInsightsConfig.queryStringLength", 256, 4500),
    between("queryInsightsConfig.queryPlansPerMinute", 0, 20),
    needs("networkConfig.authorizedExternalNetworks", "networkConfig.enablePublicIp"),
    agree(["instanceType", "readPoolConfig.nodeCount"], readPool),
    agree(["availabilityType", "readPoolConfig.nodeCount"], (availability, nodes) =>
      availability === "REGIONAL" && nodes === 1
        ? `"readPoolConfig.nodeCount" is 1 and "availabilityType" is "REGIONAL". One node is in one zone. Give 2 nodes, or choose "ZONAL".`
        : undefined,
    ),
    agree(["availabilityType", "gceZone"], (availability, zone) =>
      zone !== undefined && availability !== "ZONAL"
        ? `"gceZone" is "${zone}", which only a "ZONAL" instance takes. Remove it, or set "availabilityType" to "ZONAL".`
        : undefined,
    ),
    agree(["machineConfig.cpuCount", "machineConfig.machineType"], (cpus, type) => {
      const [, ofType] = /-(\d+)(?:-lssd)?$/.exec(String(type ?? "")) ?? [];
      return cpus !== undefined && ofType !== undefined && Number(ofType) !== Number(cpus)
        ? `"machineConfig.cpuCount" is ${cpus}, and "machineConfig.machineType" is "${type}". Give the number of the machine type.`
        : undefined;
    }),
  ],
  replaces: ["cluster", "instanceId", "instanceType", "networkConfig.allocatedIpRangeOverride"],
  computedWithin: {
    "connectionPoolConfig.poolerCount": derived((r) =>
      r.get("connectionPoolConfig.enabled") === true ? 1 : 0,
    ),
  },
  computed: {
    ...labels,
    effectiveAnnotations,
    createTime: assigned(now),
    ipAddress: derived((r) => {
      const [network] = r.existing(networkOfCluster(r.text("cluster")));
      return privateServicesAddress(r, network ?? r.text("cluster"));
    }),
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

/** A read pool says how many nodes it has, and nothing else does. */
function readPool(type: Value | undefined, nodes: Value | undefined): Failure | undefined {
  if (type === "READ_POOL" && nodes === undefined) {
    return `"instanceType" is "READ_POOL" without "readPoolConfig.nodeCount". Give it.`;
  }
  return type !== "READ_POOL" && nodes !== undefined
    ? `"readPoolConfig" is given, and "instanceType" is "${type}". Only a read pool takes it. Remove it.`
    : undefined;
}
