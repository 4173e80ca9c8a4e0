import * as gcp from "@pulumi/gcp";
import * as k8s from "@pulumi/kubernetes";
import { interpolate, jsonStringify } from "@pulumi/pulumi";
import { network, subnetwork } from "./network";
import { settings } from "./settings";

const location = gcp.config.region ?? "";

/** A cluster whose nodes are Google's. */
export const autopilot = new gcp.container.Cluster("autopilot", {
  location,
  enableAutopilot: true,
  network: network.id,
  subnetwork: subnetwork.id,
  deletionProtection: settings.protect,
  ipAllocationPolicy: {},
  addonsConfig: { gkeBackupAgentConfig: { enabled: true } },
  controlPlaneEndpointsConfig: { dnsEndpointConfig: { allowExternalTraffic: true } },
  maintenancePolicy: {
    recurringWindow: {
      startTime: "2026-01-01T01:00:00Z",
      endTime: "2026-01-01T07:00:00Z",
      recurrence: "FREQ=WEEKLY;BYDAY=SA,SU",
    },
  },
});

const standard = new gcp.container.Cluster("standard", {
  location,
  initialNodeCount: 1,
  removeDefaultNodePool: true,
  deletionProtection: settings.protect,
});

new gcp.container.NodePool("pool", {
  cluster: standard.id,
  autoscaling: { minNodeCount: 1, maxNodeCount: 3 },
  nodeConfig: { machineType: "e2-standard-4" },
});

const plan = new gcp.gkebackup.BackupPlan("backups", {
  cluster: autopilot.id,
  location,
  backupConfig: { allNamespaces: true, includeVolumeData: true },
  backupSchedule: { cronSchedule: "0 3 * * *" },
  retentionPolicy: { backupRetainDays: 30 },
});

new gcp.gkebackup.RestorePlan("restore", {
  cluster: autopilot.id,
  location,
  backupPlan: plan.id,
  restoreConfig: {
    allNamespaces: true,
    volumeDataRestorePolicy: "RESTORE_VOLUME_DATA_FROM_BACKUP",
  },
});

const endpoint = autopilot.controlPlaneEndpointsConfig.dnsEndpointConfig.apply(
  (config) => config?.endpoint,
);

// In a preview of a new stack nothing is known of the cluster that this provider talks to.
const provider = new k8s.Provider("autopilot", {
  clusterIdentifier: autopilot.id,
  kubeconfig: jsonStringify({
    "current-context": "main",
    contexts: [{ name: "main", context: { cluster: "main" } }],
    clusters: [{ name: "main", cluster: { server: interpolate`https://${endpoint}` } }],
  }),
});

/** A namespace in the cluster. */
export const tenant = new k8s.core.v1.Namespace("tenant", {}, { provider });
