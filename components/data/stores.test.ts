import { describe, expect, it } from "vitest";
import type { StackConfiguration } from "../../config";
import { createCluster } from "../gke/stack-cluster";
import { Network } from "../network/network";
import { networkInputs } from "../network/network-inputs";
import { ProjectApis, requiredApis } from "../project/project-apis";
import { aiaWith } from "../testing/aia";
import { generatedPassword } from "../testing/computed-outputs";
import { isSecret, promiseOf, type Recording, record } from "../testing/recording";
import { stagingWith } from "../testing/staging";
import { createStores, type Stores } from "./stores";

const create = (configuration: StackConfiguration, preview = false): Promise<Recording<Stores>> =>
  record(
    () => {
      const { project, region, network: declared, gke } = configuration;
      const apis = new ProjectApis("apis", { project, apis: requiredApis(configuration) });
      const network = new Network("network", networkInputs(declared, region, gke));
      const cluster = createCluster(configuration, network, undefined, apis);
      return createStores(configuration, { network, cluster, apis });
    },
    { preview },
  );

/** Every text in some inputs that does not stand in a secret. */
function textsInClear(value: unknown): string[] {
  if (typeof value === "string") {
    return [value];
  }
  return typeof value !== "object" || value === null || isSecret(value)
    ? []
    : Object.values(value).flatMap(textsInClear);
}

describe("the stores of a stack", () => {
  it("are of the type that the stack file says, each by its key", async () => {
    const recording = await create(aiaWith());
    const types = ["AlloyDb", "InClusterPostgres", "InClusterRedis", "ClusterBackups"];
    expect(
      types.map((type) => recording.all(`holdfast:data:${type}`).map(({ name }) => name)),
    ).toEqual([["main-db"], ["timescale"], ["sessions"], ["aia-backups"]]);
    expect(recording.all("holdfast:data:Postgres")).toEqual([]);
  });

  it("are those of Google where the stack file says nothing else", async () => {
    const recording = await create(stagingWith());
    expect(recording.all("holdfast:data:Postgres").map(({ name }) => name)).toEqual(["main-db"]);
    expect(recording.all("holdfast:data:Redis").map(({ name }) => name)).toEqual(["sessions"]);
    expect(recording.resources.filter(({ type }) => type.startsWith("kubernetes:"))).toEqual([]);
  });

  it("tell services where they are", async () => {
    const { databases, caches } = (await create(aiaWith())).result;
    const { timescale, "main-db": main } = databases;
    const { sessions } = caches;
    if (!timescale || !main || !sessions) {
      throw new Error("A store is missing.");
    }
    expect(await promiseOf(main.host)).toBe("10.64.0.5");
    expect(await promiseOf(timescale.host)).toBe("timescale.aia-backend.svc.cluster.local");
    expect(await promiseOf(sessions.host)).toBe("sessions.aia-backend.svc.cluster.local");
    expect(Object.keys(timescale.users)).toEqual(["economic"]);
  });

  it("come after what they stand on", async () => {
    const recording = await create(aiaWith());
    expect(recording.one("gcp:alloydb/cluster:Cluster", "main-db").dependsOn).toEqual(
      expect.arrayContaining(["apis-alloyDb", "network-services"]),
    );
    expect(recording.one("kubernetes:apps/v1:StatefulSet", "timescale").dependsOn).toContain(
      "aia-backend",
    );
    expect(recording.one("gcp:gkebackup/backupPlan:BackupPlan").dependsOn).toEqual(
      expect.arrayContaining(["apis-gkeBackup", "aia-cluster"]),
    );
  });

  it("A7: show a password in no input that is not secret", async () => {
    for (const configuration of [aiaWith(), stagingWith()]) {
      const { resources } = await create(configuration);
      const shown = resources.filter(({ inputs }) =>
        textsInClear(inputs).some((text) => text.includes(generatedPassword)),
      );
      expect(shown.map(({ type, name }) => `${type} ${name}`)).toEqual([]);
    }
  });

  it("can be planned before anything exists", async () => {
    const recording = await create(aiaWith(), true);
    expect(recording.all("kubernetes:apps/v1:StatefulSet")).toHaveLength(2);
  });
});
