import type { ClusterArgs, ClusterState } from "@pulumi/gcp/container";
import { describe } from "../../../declared/describe";
import { assigned, derived, planned } from "../../../declared/resource-type";
import { agree, atMostOne, oneOf, shaped } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import { newPrivateKey, selfSigned } from "../../certificate";
import {
  deletionPolicy,
  labelSecrets,
  labels,
  lowerCaseName,
  needsProject,
  project,
  projectNumber,
  sameReference,
} from "../../properties";
import { modeRules } from "./autopilot";
import { maintenanceRules } from "./maintenance-window";

const id = (r: Reading) =>
  `projects/${r.text("project")}/locations/${r.text("location")}/clusters/${r.text("name")}`;
const isAutopilot = (r: Reading) => r.flag("enableAutopilot");
const range = (r: Reading, purpose: string, bits: number) =>
  `10.${r.pick(purpose, 128, 256)}.0.0/${bits}`;

/** The version that a cluster and its nodes have where no one says one. */
export const version = "1.34.1-gke.1431000";

/** The zone of the provider, else its region: where a resource is that does not say it. */
export const placeOf = (r: Reading) => String(r.configured("zone") ?? r.configured("region") ?? "");

/** A GKE cluster, Autopilot or Standard. */
export const cluster = describe<ClusterArgs, ClusterState>({
  token: "gcp:container/cluster:Cluster",
  id,
  required: [],
  autoName: lowerCaseName(40),
  defaults: {
    deletionProtection: true,
    enableKubernetesAlpha: false,
    enableLegacyAbac: false,
    network: "default",
    "ipAllocationPolicy.stackType": "IPV4",
  },
  rules: [
    needsProject,
    {
      about: ["location"],
      failures: (inputs, { zone, region }) =>
        (inputs.location ?? zone ?? region ?? null) === null
          ? [`"location" is missing, and the provider has neither zone nor region. Give a region.`]
          : [],
    },
    shaped(
      "name",
      /^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/,
      "lower case letters, digits and hyphens, 1 to 40 characters",
    ),
    ...modeRules,
    ...maintenanceRules,
    atMostOne("clusterIpv4Cidr", "ipAllocationPolicy"),
    ...["clusterIpv4CidrBlock", "servicesIpv4CidrBlock"].flatMap((block) =>
      ["clusterSecondaryRangeName", "servicesSecondaryRangeName"].map((name) =>
        atMostOne(`ipAllocationPolicy.${block}`, `ipAllocationPolicy.${name}`),
      ),
    ),
    atMostOne("loggingService", "clusterTelemetry"),
    atMostOne("monitoringService", "clusterTelemetry"),
    oneOf(
      "datapathProvider",
      "DATAPATH_PROVIDER_UNSPECIFIED",
      "LEGACY_DATAPATH",
      "ADVANCED_DATAPATH",
    ),
    oneOf("networkingMode", "VPC_NATIVE", "ROUTES"),
    oneOf("releaseChannel.channel", "UNSPECIFIED", "RAPID", "REGULAR", "STABLE", "EXTENDED"),
    oneOf(
      "gatewayApiConfig.channel",
      "CHANNEL_DISABLED",
      "CHANNEL_EXPERIMENTAL",
      "CHANNEL_STANDARD",
    ),
    oneOf("databaseEncryption.state", "ENCRYPTED", "ALL_OBJECTS_ENCRYPTION_ENABLED", "DECRYPTED"),
    oneOf("binaryAuthorization.evaluationMode", "DISABLED", "PROJECT_SINGLETON_POLICY_ENFORCE"),
    oneOf(
      "dnsConfig.clusterDns",
      "PROVIDER_UNSPECIFIED",
      "PLATFORM_DEFAULT",
      "CLOUD_DNS",
      "KUBE_DNS",
    ),
    oneOf("dnsConfig.clusterDnsScope", "DNS_SCOPE_UNSPECIFIED", "CLUSTER_SCOPE", "VPC_SCOPE"),
    oneOf("securityPostureConfig.mode", "DISABLED", "BASIC", "ENTERPRISE", "MODE_UNSPECIFIED"),
    oneOf(
      "securityPostureConfig.vulnerabilityMode",
      "VULNERABILITY_DISABLED",
      "VULNERABILITY_BASIC",
      "VULNERABILITY_ENTERPRISE",
      "VULNERABILITY_MODE_UNSPECIFIED",
    ),
    oneOf(
      "loggingConfig.enableComponents",
      "SYSTEM_COMPONENTS",
      "APISERVER",
      "CONTROLLER_MANAGER",
      "KCP_CONNECTION",
      "KCP_SSHD",
      "KCP_HPA",
      "KCP_VPA",
      "SCHEDULER",
      "WORKLOADS",
    ),
    oneOf("monitoringConfig.managedPrometheus.autoMonitoringConfig.scope", "ALL", "NONE"),
    oneOf("podAutoscaling.hpaProfile", "NONE", "PERFORMANCE"),
    oneOf("clusterAutoscaling.autoscalingProfile", "BALANCED", "OPTIMIZE_UTILIZATION"),
    oneOf(
      "maintenancePolicy.maintenanceExclusions.exclusionOptions.scope",
      "NO_UPGRADES",
      "NO_MINOR_UPGRADES",
      "NO_MINOR_OR_NODE_UPGRADES",
    ),
    oneOf("anonymousAuthenticationConfig.mode", "ENABLED", "LIMITED"),
    shaped(
      "privateClusterConfig.masterIpv4CidrBlock",
      /^(|\d{1,3}(\.\d{1,3}){3}\/28)$/,
      'IPv4 ranges with 28 bits, such as "172.16.0.0/28"',
    ),
    shaped(
      "masterAuthorizedNetworksConfig.cidrBlocks.cidrBlock",
      /^[0-9a-f.:]+\/\d{1,3}$/,
      'ranges such as "10.0.0.0/8"',
    ),
    shaped(
      "workloadIdentityConfig.workloadPool",
      /^[a-z0-9.:-]+\.svc\.id\.goog$/,
      'the project and ".svc.id.goog", such as "my-project.svc.id.goog"',
    ),
    agree(["nodeVersion", "removeDefaultNodePool"], (nodeVersion, removed) =>
      nodeVersion !== undefined && removed === true
        ? `"nodeVersion" is given and "removeDefaultNodePool" is true. Give the version to the node pools.`
        : undefined,
    ),
  ],
  replaces: [
    "clusterIpv4Cidr",
    "confidentialNodes",
    "datapathProvider",
    "dataplaneOptimizationMode",
    "defaultMaxPodsPerNode",
    "description",
    "enableAutopilot",
    "enableKubernetesAlpha",
    "enableTpu",
    "initialNodeCount",
    "ipAllocationPolicy.clusterIpv4CidrBlock",
    "ipAllocationPolicy.clusterSecondaryRangeName",
    "ipAllocationPolicy.podCidrOverprovisionConfig",
    "ipAllocationPolicy.servicesIpv4CidrBlock",
    "ipAllocationPolicy.servicesSecondaryRangeName",
    "location",
    "masterAuth.clientCertificateConfig",
    "name",
    "network",
    "networkingMode",
    "nodeConfig",
    "nodePools",
    "privateClusterConfig.masterIpv4CidrBlock",
    "privateClusterConfig.privateEndpointSubnetwork",
    "project",
    "subnetwork",
    "tpuConfig",
  ],
  replacesWhen: [
    { path: "enableL4IlbSubsetting", when: (before) => before === true },
    { path: "enableFqdnNetworkPolicy", when: (before) => before === true },
  ],
  ignores: [sameReference("network"), sameReference("subnetwork")],
  sets: ["masterAuthorizedNetworksConfig.cidrBlocks", "nodeLocations"],
  computed: {
    effectiveLabels: planned((r) => r.get("resourceLabels") ?? {}),
    pulumiLabels: labels.pulumiLabels,
    emulatedVersion: derived(() => ""),
    endpoint: assigned(
      (r) => `34.${r.pick("b", 64, 96)}.${r.pick("c", 0, 256)}.${r.pick("d", 1, 255)}`,
    ),
    labelFingerprint: derived((r) => r.hex("labels", 8)),
    masterVersion: assigned((r) => r.text("minMasterVersion") || version),
    operation: derived(() => ""),
    selfLink: derived((r) => `https://container.googleapis.com/v1/${id(r)}`),
    servicesIpv4Cidr: assigned((r) => range(r, "services", 20)),
    tpuIpv4CidrBlock: derived(() => ""),
  },
  computedWithin: {
    "controlPlaneEndpointsConfig.dnsEndpointConfig.endpoint": assigned(dnsEndpoint),
    "fleet.membership": assigned(
      (r) =>
        `//gkehub.googleapis.com/projects/${r.text("fleet.project")}/locations/${r.text("location")}/memberships/${r.text("name")}`,
    ),
    "ipAllocationPolicy.clusterIpv4CidrBlock": assigned((r) => range(r, "pods", 14)),
    "ipAllocationPolicy.servicesIpv4CidrBlock": assigned((r) => r.text("servicesIpv4Cidr")),
    "masterAuth.clusterCaCertificate": assigned(authority),
    "privateClusterConfig.privateEndpoint": assigned((r) => `10.${r.pick("private", 0, 63)}.0.2`),
    "privateClusterConfig.publicEndpoint": assigned((r) => r.text("endpoint")),
  },
  decided: {
    clusterIpv4Cidr: assigned((r) => range(r, "pods", 14)),
    controlPlaneEndpointsConfig: assigned((r) => ({
      dnsEndpointConfig: { allowExternalTraffic: false, endpoint: dnsEndpoint(r) },
      ipEndpointsConfig: { enabled: true },
    })),
    databaseEncryption: assigned(() => ({ keyName: "", state: "DECRYPTED" })),
    datapathProvider: assigned((r) => (isAutopilot(r) ? "ADVANCED_DATAPATH" : "LEGACY_DATAPATH")),
    deletionPolicy,
    enableIntranodeVisibility: planned((r) => isAutopilot(r)),
    enableShieldedNodes: planned(() => true),
    location: assigned(placeOf),
    masterAuth: assigned((r) => ({
      clientCertificate: "",
      clientCertificateConfig: { issueClientCertificate: false },
      clientKey: "",
      clusterCaCertificate: authority(r),
    })),
    networkingMode: planned(() => "VPC_NATIVE"),
    nodeLocations: assigned((r) => {
      const location = r.text("location");
      return /-[a-z]$/.test(location) ? [] : ["a", "b", "c"].map((zone) => `${location}-${zone}`);
    }),
    nodeVersion: assigned((r) => r.text("masterVersion")),
    project,
    releaseChannel: assigned(() => ({ channel: "REGULAR" })),
    subnetwork: assigned((r) => r.text("network")),
    workloadIdentityConfig: assigned((r) =>
      isAutopilot(r) ? { workloadPool: `${r.text("project")}.svc.id.goog` } : undefined,
    ),
  },
  secrets: [...labelSecrets],
  deletionGuards: ["deletionProtection"],
});

/** The name of the control plane, which only callers with the permission reach. */
function dnsEndpoint(r: Reading): string {
  const number = projectNumber(r.text("project"));
  return `gke-${r.hex("endpoint", 40)}-${number}.${r.text("location")}.gke.goog`;
}

/** The certificate that clients trust the control plane by, as the API gives it: encoded. */
function authority(r: Reading): string {
  const certificate = selfSigned(newPrivateKey(), r.hex("authority", 32));
  return Buffer.from(certificate).toString("base64");
}
