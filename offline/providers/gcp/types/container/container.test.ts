import { describe, expect, it } from "vitest";
import { type Properties, unknown } from "../../../values/value";
import { gcp } from "../../provider";

const tokens = {
  cluster: "gcp:container/cluster:Cluster",
  pool: "gcp:container/nodePool:NodePool",
  backups: "gcp:gkebackup/backupPlan:BackupPlan",
  restore: "gcp:gkebackup/restorePlan:RestorePlan",
};

const sound: Record<keyof typeof tokens, Properties> = {
  cluster: { name: "main", location: "europe-west1", enableAutopilot: true },
  pool: { cluster: "main" },
  backups: {
    cluster: "projects/p/locations/europe-west1/clusters/main",
    location: "europe-west1",
    backupConfig: { allNamespaces: true },
    backupSchedule: { cronSchedule: "0 3 * * *" },
    retentionPolicy: { backupRetainDays: 30, backupDeleteLockDays: 7 },
  },
  restore: {
    cluster: "c",
    location: "europe-west1",
    backupPlan: "b",
    restoreConfig: { allNamespaces: true },
  },
};

function provider(options: Properties = {}) {
  const simulated = gcp();
  simulated.configure({ project: "p", region: "europe-west1", ...options });
  return simulated;
}

function checked(type: keyof typeof tokens, change: Properties, options?: Properties) {
  const token = tokens[type];
  return provider(options).check({
    urn: `urn:pulumi:dev::stack::${token}::main`,
    type: token,
    logicalName: "main",
    inputs: { ...sound[type], ...change },
    priorInputs: undefined,
    randomSeed: new Uint8Array([1]),
    naming: undefined,
  });
}

const window = (recurrence: string, hours: number): Properties => ({
  maintenancePolicy: {
    recurringWindow: {
      startTime: "2026-01-01T01:00:00Z",
      endTime: `2026-01-01T${String(1 + hours).padStart(2, "0")}:00:00Z`,
      recurrence,
    },
  },
});

describe("refuses", () => {
  it.each<[string, keyof typeof tokens, Properties, RegExp]>([
    [
      "node pools beside Autopilot",
      "cluster",
      { nodePools: [{}] },
      /"enableAutopilot", "nodePools"/,
    ],
    [
      "shielded nodes beside Autopilot, whatever is said of them",
      "cluster",
      { enableShieldedNodes: true },
      /"enableAutopilot", "enableShieldedNodes" exclude each other/,
    ],
    [
      "an addon that Autopilot decides",
      "cluster",
      { addonsConfig: { dnsCacheConfig: { enabled: true } } },
      /"enableAutopilot", "addonsConfig.dnsCacheConfig"/,
    ],
    ["Autopilot in one zone", "cluster", { location: "europe-west1-b" }, /is the zone/],
    [
      "Autopilot without a release channel",
      "cluster",
      { releaseChannel: { channel: "UNSPECIFIED" } },
      /always in a release channel/,
    ],
    ["a Standard cluster without a node", "cluster", { enableAutopilot: null }, /no node to start/],
    [
      "network policies of two makers",
      "cluster",
      {
        enableAutopilot: null,
        initialNodeCount: 1,
        datapathProvider: "ADVANCED_DATAPATH",
        networkPolicy: { enabled: true },
      },
      /enforces network policies itself/,
    ],
    ["a name with capitals", "cluster", { name: "Main" }, /"name" is "Main"/],
    ["a name of 41 characters", "cluster", { name: "a".repeat(41) }, /1 to 40 characters/],
    [
      "a range by its name and by its numbers",
      "cluster",
      { ipAllocationPolicy: { clusterIpv4CidrBlock: "/14", servicesSecondaryRangeName: "s" } },
      /exclude each other/,
    ],
    [
      "a control plane of another size",
      "cluster",
      { privateClusterConfig: { masterIpv4CidrBlock: "10.0.0.0/24" } },
      /28 bits/,
    ],
    [
      "a workload pool that is a project",
      "cluster",
      { workloadIdentityConfig: { workloadPool: "p" } },
      /"my-project.svc.id.goog"/,
    ],
    ["too little maintenance", "cluster", window("FREQ=WEEKLY;BYDAY=SA,SU", 4), /gives 32 hours/],
    ["maintenance in short pieces", "cluster", window("FREQ=DAILY", 3), /is 3 hours long/],
    ["a count in two ways", "pool", { initialNodeCount: 1, nodeCount: 2 }, /exclude each other/],
    [
      "a pool that shrinks below its least",
      "pool",
      { autoscaling: { minNodeCount: 3, maxNodeCount: 2 } },
      /is 3 and "autoscaling.maxNodeCount" is 2/,
    ],
    [
      "nodes that cannot be upgraded",
      "pool",
      { upgradeSettings: { maxSurge: 0, maxUnavailable: 0 } },
      /are both 0/,
    ],
    ["a tiny disk", "pool", { nodeConfig: { diskSizeGb: 5 } }, /"nodeConfig.diskSizeGb" is 5/],
    ["a schedule without an end", "backups", { retentionPolicy: {} }, /without "retentionPolicy/],
    [
      "a lock that outlives the backup",
      "backups",
      { retentionPolicy: { backupRetainDays: 7, backupDeleteLockDays: 8 } },
      /kept at least as long as it is locked/,
    ],
    [
      "a backup of nothing",
      "backups",
      { backupConfig: {} },
      /None of "backupConfig.allNamespaces"/,
    ],
    [
      "two schedules",
      "backups",
      { backupSchedule: { cronSchedule: "0 3 * * *", rpoConfig: { targetRpoMinutes: 1440 } } },
      /exclude each other/,
    ],
    [
      "hourly backups for a month",
      "backups",
      { backupSchedule: { rpoConfig: { targetRpoMinutes: 60 } } },
      /at most 15 days/,
    ],
    [
      "a restore of everything and of nothing",
      "restore",
      { restoreConfig: { allNamespaces: true, noNamespaces: true } },
      /Only one of/,
    ],
  ])("%s", (_, type, change, message) => {
    expect(checked(type, change).failures).toEqual([expect.stringMatching(message)]);
  });

  it("a cluster in no place", () => {
    const { failures } = checked("cluster", { location: null }, { region: null });
    expect(failures).toEqual([expect.stringMatching(/neither zone nor region/)]);
  });
});

describe("takes", () => {
  it.each<[string, keyof typeof tokens, Properties]>([
    ["an Autopilot cluster", "cluster", {}],
    [
      "a Standard cluster whose first pool goes",
      "cluster",
      { enableAutopilot: null, initialNodeCount: 1, removeDefaultNodePool: true },
    ],
    ["a mode that is not known yet", "cluster", { enableAutopilot: unknown, nodePools: unknown }],
    ["long nights at weekends", "cluster", window("FREQ=WEEKLY;BYDAY=FR,SA,SU", 4)],
    ["long weekends", "cluster", window("FREQ=WEEKLY;BYDAY=SA,SU", 6)],
    ["a window of every night", "cluster", window("FREQ=DAILY", 4)],
    ["a window that is more than days of a week", "cluster", window("FREQ=MONTHLY", 5)],
    ["a pool", "pool", { autoscaling: { minNodeCount: 1, maxNodeCount: 1 } }],
    ["a surge without a gap", "pool", { upgradeSettings: { maxSurge: 1, maxUnavailable: 0 } }],
    ["a plan of backups", "backups", {}],
    ["backups on demand", "backups", { backupSchedule: null, retentionPolicy: {} }],
    ["a plan to restore", "restore", {}],
  ])("%s", (_, type, change) => {
    expect(checked(type, change).failures).toEqual([]);
  });
});

describe("a cluster", () => {
  const created = (preview: boolean, change: Properties = {}) =>
    provider().create({
      urn: "urn:pulumi:dev::stack::gcp:container/cluster:Cluster::main",
      type: tokens.cluster,
      logicalName: "main",
      inputs: checked("cluster", change).inputs,
      preview,
      timeout: 0,
    } as Parameters<ReturnType<typeof provider>["create"]>[0]).outputs;

  const byName = {
    controlPlaneEndpointsConfig: { dnsEndpointConfig: { allowExternalTraffic: true } },
  };

  it("has the name of its control plane once it is there", () => {
    expect(created(false, byName).controlPlaneEndpointsConfig).toEqual({
      dnsEndpointConfig: {
        allowExternalTraffic: true,
        endpoint: expect.stringMatching(/^gke-[0-9a-f]{40}-\d{12}\.europe-west1\.gke\.goog$/),
      },
    });
    expect(created(true, byName).controlPlaneEndpointsConfig).toEqual({
      dnsEndpointConfig: { allowExternalTraffic: true, endpoint: unknown },
    });
  });

  it("has a certificate that clients can trust it by", () => {
    const { clusterCaCertificate } = created(false).masterAuth as Record<string, string>;
    expect(Buffer.from(clusterCaCertificate ?? "", "base64").toString()).toMatch(
      /^-----BEGIN CERTIFICATE-----/,
    );
  });
});
