import { describe, expect, it } from "vitest";
import { clusterDnsName } from "../testing/computed-outputs";
import { type Recording, record, unknown } from "../testing/recording";
import { Cluster, type ClusterArgs } from "./cluster";

const args: ClusterArgs = {
  project: "netra-staging",
  region: "us-central1",
  clusterName: "apps",
  network: "net",
  subnetwork: "subnet",
  podRangeName: "pods",
  serviceRangeName: "services",
  nodeServiceAccount: "nodes@netra-staging.iam.gserviceaccount.com",
};
const nodePools = { general: { machineType: "e2-standard-4", maxNodes: 6 } };

const create = (more: Partial<ClusterArgs> = {}, preview = false) =>
  record(() => new Cluster("apps-cluster", { ...args, ...more }), { preview });
const clusterIn = (recording: Recording<unknown>) =>
  recording.one("gcp:container/cluster:Cluster", "apps-cluster");

/** What the provider refuses beside `enableAutopilot`, and what Autopilot decides itself. */
const standardOnly = [
  "binaryAuthorization",
  "datapathProvider",
  "defaultMaxPodsPerNode",
  "enableIntranodeVisibility",
  "enableShieldedNodes",
  "initialNodeCount",
  "networkPolicy",
  "networkingMode",
  "nodeConfig",
  "nodePools",
  "removeDefaultNodePool",
  "workloadIdentityConfig",
];

describe("Cluster", () => {
  it("creates a cluster whose nodes are Google's, access to it, and nothing else", async () => {
    expect((await create()).counts()).toEqual({
      "holdfast:gke:Cluster": 1,
      "gcp:container/cluster:Cluster": 1,
      "pulumi:providers:kubernetes": 1,
    });
  });

  it("sends nothing that the provider refuses of such a cluster", async () => {
    const { inputs } = clusterIn(await create());
    for (const key of standardOnly) {
      expect(inputs).not.toHaveProperty(key);
    }
    expect(inputs).toMatchObject({
      enableAutopilot: true,
      clusterAutoscaling: {
        autoProvisioningDefaults: {
          serviceAccount: args.nodeServiceAccount,
          oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
        },
      },
    });
    expect(inputs.clusterAutoscaling).not.toHaveProperty("enabled");
    expect(inputs.clusterAutoscaling).not.toHaveProperty("resourceLimits");
  });

  it.each([undefined, nodePools])(
    "is private, upgraded, watched and backed up (%j)",
    async (nodePools) => {
      const { inputs, protect } = clusterIn(await create({ nodePools }));
      expect(protect).toBe(true);
      expect(inputs).toMatchObject({
        name: "apps",
        location: "us-central1",
        network: "net",
        subnetwork: "subnet",
        ipAllocationPolicy: {
          clusterSecondaryRangeName: "pods",
          servicesSecondaryRangeName: "services",
        },
        privateClusterConfig: { enablePrivateNodes: true },
        controlPlaneEndpointsConfig: {
          dnsEndpointConfig: { allowExternalTraffic: true },
          ipEndpointsConfig: { enabled: false },
        },
        releaseChannel: { channel: "REGULAR" },
        gatewayApiConfig: { channel: "CHANNEL_STANDARD" },
        loggingConfig: { enableComponents: ["SYSTEM_COMPONENTS", "WORKLOADS"] },
        monitoringConfig: { managedPrometheus: { enabled: true } },
        addonsConfig: { gkeBackupAgentConfig: { enabled: true } },
        costManagementConfig: { enabled: true },
        securityPostureConfig: { mode: "BASIC" },
        deletionProtection: true,
      });
      expect(inputs).not.toHaveProperty("databaseEncryption");
    },
  );

  it("is upgraded in its window, which may end on the next day", async () => {
    const { inputs } = clusterIn(
      await create({
        maintenance: {
          days: ["MONDAY", "TUESDAY", "WEDNESDAY"],
          startTime: "22:30",
          hours: 4,
          exclusions: {
            christmas: {
              startTime: "2026-12-20T00:00:00Z",
              endTime: "2027-01-04T00:00:00Z",
              scope: "NO_UPGRADES",
            },
          },
        },
      }),
    );
    expect(inputs.maintenancePolicy).toEqual({
      recurringWindow: {
        startTime: "2024-01-06T22:30:00Z",
        endTime: "2024-01-07T02:30:00Z",
        recurrence: "FREQ=WEEKLY;BYDAY=MO,TU,WE",
      },
      maintenanceExclusions: [
        {
          exclusionName: "christmas",
          startTime: "2026-12-20T00:00:00Z",
          endTime: "2027-01-04T00:00:00Z",
          exclusionOptions: { scope: "NO_UPGRADES" },
        },
      ],
    });
  });

  it("is replaced by nothing and deleted by nobody until its protection is off", async () => {
    const { inputs, protect } = clusterIn(await create({ deletionProtection: false }));
    expect(inputs.deletionProtection).toBe(false);
    expect(protect).toBe(false);
  });

  it("encrypts Kubernetes Secrets once more where there is a key for it", async () => {
    const secretsKey = "projects/p/locations/us-central1/keyRings/r/cryptoKeys/k";
    const { inputs } = clusterIn(await create({ secretsKey }));
    expect(inputs.databaseEncryption).toEqual({ state: "ENCRYPTED", keyName: secretsKey });
  });

  it("has nodes of its own where it has node pools", async () => {
    const recording = await create({
      nodePools: {
        ...nodePools,
        batch: {
          machineType: "n4-standard-8",
          minNodes: 0,
          maxNodes: 3,
          diskSizeGb: 50,
          diskType: "hyperdisk-balanced",
          spot: true,
          labels: { tier: "batch" },
          taints: [{ key: "spot", value: "true", effect: "NO_SCHEDULE" }],
        },
      },
    });
    const { inputs, ignoreChanges } = clusterIn(recording);
    expect(inputs).not.toHaveProperty("enableAutopilot");
    expect(inputs).not.toHaveProperty("clusterAutoscaling");
    expect(inputs).not.toHaveProperty("networkPolicy");
    expect(inputs).toMatchObject({
      networkingMode: "VPC_NATIVE",
      datapathProvider: "ADVANCED_DATAPATH",
      workloadIdentityConfig: { workloadPool: "netra-staging.svc.id.goog" },
      enableShieldedNodes: true,
      initialNodeCount: 1,
      removeDefaultNodePool: true,
    });
    expect(ignoreChanges).toEqual(["nodeConfig", "initialNodeCount"]);
    const pools = recording.all("gcp:container/nodePool:NodePool");
    expect(pools.map(({ name, parent }) => [name, parent])).toEqual([
      ["apps-cluster-batch", "apps-cluster-batch"],
      ["apps-cluster-general", "apps-cluster-general"],
    ]);
    const [batch, general] = pools.map((pool) => pool.inputs);
    const common = {
      cluster: "projects/netra-staging/locations/us-central1/clusters/apps",
      location: "us-central1",
      management: { autoRepair: true, autoUpgrade: true },
      upgradeSettings: { strategy: "SURGE", maxSurge: 1, maxUnavailable: 0 },
      networkConfig: { enablePrivateNodes: true },
    };
    const node = {
      serviceAccount: args.nodeServiceAccount,
      oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
      shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
      workloadMetadataConfig: { mode: "GKE_METADATA" },
      imageType: "COS_CONTAINERD",
    };
    expect(general).toEqual({
      ...common,
      name: "general",
      autoscaling: { totalMinNodeCount: 1, totalMaxNodeCount: 6, locationPolicy: "BALANCED" },
      nodeConfig: {
        ...node,
        machineType: "e2-standard-4",
        diskSizeGb: 100,
        diskType: "pd-balanced",
        spot: false,
        labels: {},
        taints: [],
      },
    });
    expect(batch).toEqual({
      ...common,
      name: "batch",
      autoscaling: { totalMinNodeCount: 0, totalMaxNodeCount: 3, locationPolicy: "ANY" },
      nodeConfig: {
        ...node,
        machineType: "n4-standard-8",
        diskSizeGb: 50,
        diskType: "hyperdisk-balanced",
        spot: true,
        labels: { tier: "batch" },
        taints: [{ key: "spot", value: "true", effect: "NO_SCHEDULE" }],
      },
    });
  });

  it("is reached by its DNS name, without a credential, once it has nodes", async () => {
    const recording = await create({ nodePools });
    const { inputs, dependsOn } = recording.one("pulumi:providers:kubernetes");
    const kubeconfig = JSON.parse(String(inputs.kubeconfig));
    expect(kubeconfig.clusters).toEqual([
      { name: "apps", cluster: { server: `https://${clusterDnsName}` } },
    ]);
    expect(kubeconfig.users[0].user.exec).toMatchObject({
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: "gke-gcloud-auth-plugin",
      provideClusterInfo: true,
    });
    expect(kubeconfig["current-context"]).toBe("apps");
    expect(inputs.clusterIdentifier).toBe(clusterDnsName);
    expect(String(inputs.enableServerSideApply)).toBe("true");
    expect(dependsOn).toContain("apps-cluster-general");
  });

  it("passes a name that is not known yet on in a preview of a new stack", async () => {
    const { inputs } = (await create({}, true)).one("pulumi:providers:kubernetes");
    expect(inputs.kubeconfig).toEqual(unknown);
    expect(inputs.clusterIdentifier).toEqual(unknown);
  });

  it("refuses all that is wrong before anything is registered", async () => {
    await expect(create({ clusterName: `${"x".repeat(40)}-`, nodePools: {} })).rejects.toThrow(
      /Cluster "apps-cluster": clusterName is "x{40}-"\. GKE allows 1 to 40 .*\nCluster "apps-cluster": nodePools has no pool\./,
    );
  });

  it("lets a transform have the last word", async () => {
    const recording = await create({
      nodePools,
      transform: {
        cluster: { securityPostureConfig: { mode: "DISABLED" } },
        nodePool: { autoscaling: { totalMaxNodeCount: 9 } },
      },
    });
    expect(clusterIn(recording).inputs.securityPostureConfig).toEqual({ mode: "DISABLED" });
    const { inputs } = recording.one("gcp:container/nodePool:NodePool");
    expect(inputs.autoscaling).toEqual({ totalMaxNodeCount: 9 });
  });
});
