import { describe, expect, it } from "vitest";
import { Network } from "../network/network";
import { networkInputs } from "../network/network-inputs";
import { ProjectApis, requiredApis } from "../project/project-apis";
import { createRepository } from "../registry/stack-repository";
import { aiaWith } from "../testing/aia";
import { record } from "../testing/recording";
import { stagingWith } from "../testing/staging";
import { createCluster } from "./stack-cluster";

const create = (configuration = aiaWith()) =>
  record(() => {
    const { project, region, network, gke } = configuration;
    const apis = new ProjectApis("apis", { project, apis: requiredApis(configuration) });
    const vpc = new Network("aia-network", networkInputs(network, region, gke));
    return createCluster(configuration, vpc, createRepository(configuration, apis), apis);
  });

describe("the cluster of a stack", () => {
  it("is none where nothing runs on GKE", async () => {
    const recording = await create(stagingWith());
    expect(recording.result).toBeUndefined();
    expect(recording.all("gcp:container/cluster:Cluster")).toEqual([]);
  });

  it("has nodes whose account writes logs and metrics, pulls the stack's images and may do nothing else", async () => {
    const recording = await create();
    const member = "serviceAccount:aia-nodes@netra-staging.iam.gserviceaccount.com";
    expect(recording.all("gcp:projects/iAMMember:IAMMember").map(({ inputs }) => inputs)).toEqual([
      { project: "aia-production", role: "roles/container.defaultNodeServiceAccount", member },
    ]);
    const pulls = recording.all("gcp:artifactregistry/repositoryIamMember:RepositoryIamMember");
    expect(pulls.map(({ inputs }) => inputs)).toEqual([
      { location: "us-central1", repository: "aia", role: "roles/artifactregistry.reader", member },
    ]);
  });

  it("comes after its network, its APIs and the rights of its nodes", async () => {
    const { dependsOn } = (await create()).one("gcp:container/cluster:Cluster");
    expect(dependsOn).toEqual(
      expect.arrayContaining([
        "apis-container",
        "apis-gkeBackup",
        "aia-nodes-node-role",
        "aia-nodes-pulls-aia",
        "aia-network-subnet",
        "aia-network-nat",
        "aia-network-allow-cluster",
      ]),
    );
  });

  it("A17: has the namespaces that services name, in which no pod runs as root", async () => {
    const namespaces = (await create()).all("kubernetes:core/v1:Namespace");
    expect(namespaces.map(({ name }) => name)).toEqual(["aia-backend", "aia-frontend"]);
    for (const { name, inputs, protect, parent } of namespaces) {
      expect(parent).toBe("aia-namespaces");
      expect(protect).toBe(true);
      expect(inputs.metadata).toEqual({
        name,
        labels: {
          "app.kubernetes.io/name": name,
          "app.kubernetes.io/part-of": "aia",
          "pod-security.kubernetes.io/enforce": "restricted",
          "pod-security.kubernetes.io/warn": "restricted",
        },
      });
    }
  });

  it("hands on what the stack file says of it", async () => {
    const recording = await create(
      aiaWith((config) => {
        Object.assign(config["holdfast:gke"], {
          name: "apps",
          mode: "standard",
          nodePools: { general: { machineType: "e2-standard-4", maxNodes: 6, diskSize: "50Gi" } },
          releaseChannel: "STABLE",
          maintenance: { days: ["SUNDAY"], startTime: "01:00", duration: "12h" },
          backups: { enabled: false },
          deletionProtection: false,
        });
        // What nothing backs up has to say that its data may be lost.
        config["holdfast:postgres"].timescale.backups = false;
        config["holdfast:redis"].sessions.backups = false;
      }),
    );
    const { inputs, protect } = recording.one("gcp:container/cluster:Cluster");
    expect(protect).toBe(false);
    expect(inputs).toMatchObject({
      name: "apps",
      releaseChannel: { channel: "STABLE" },
      addonsConfig: { gkeBackupAgentConfig: { enabled: false } },
      maintenancePolicy: {
        recurringWindow: {
          startTime: "2024-01-06T01:00:00Z",
          endTime: "2024-01-06T13:00:00Z",
          recurrence: "FREQ=WEEKLY;BYDAY=SU",
        },
      },
      deletionProtection: false,
    });
    expect(recording.one("gcp:container/nodePool:NodePool").inputs).toMatchObject({
      name: "general",
      nodeConfig: { diskSizeGb: 50 },
    });
    for (const namespace of recording.all("kubernetes:core/v1:Namespace")) {
      expect(namespace.protect).toBe(false);
    }
  });
});
