import * as kubernetes from "@pulumi/kubernetes";
import { describe, expect, it } from "vitest";
import { generatedPassword } from "../../testing/computed-outputs";
import { isSecret, promiseOf, type Recording, record, revealed } from "../../testing/recording";
import { InClusterRedis, type InClusterRedisArgs } from "./in-cluster-redis";

const statefulSetType = "kubernetes:apps/v1:StatefulSet";
const secretType = "kubernetes:core/v1:Secret";

const create = (changes: Partial<InClusterRedisArgs> = {}, preview = false) =>
  record(
    () =>
      new InClusterRedis("sessions", {
        provider: new kubernetes.Provider("cluster", {}),
        namespace: "aia-backend",
        application: "aia",
        image: "redis:7.4.1-alpine",
        runAsUser: 999,
        cpu: 0.5,
        ...changes,
      }),
    { preview },
  );

// biome-ignore lint/suspicious/noExplicitAny: the objects are data, whose form the cluster checks.
type Inputs = any;
const specOf = (recording: Recording<unknown>): Inputs =>
  recording.one(statefulSetType).inputs.spec;
const containerOf = (recording: Recording<unknown>): Inputs =>
  specOf(recording).template.spec.containers[0];
function configurationOf(recording: Recording<unknown>): string[] {
  const held = revealed(recording.one(secretType).inputs.stringData) as Record<string, string>;
  return (held["redis.conf"] ?? "").split("\n");
}

describe("InClusterRedis", () => {
  it("A15: lets nobody in without the generated password, which stands in a Secret alone", async () => {
    const recording = await create();
    expect(configurationOf(recording)).toContain(`requirepass ${generatedPassword}`);
    expect(configurationOf(recording)).toContain("protected-mode yes");
    for (const { type, inputs } of recording.resources.filter(({ type }) => type !== secretType)) {
      expect([type, JSON.stringify(inputs)]).toEqual([
        type,
        expect.not.stringContaining(generatedPassword),
      ]);
    }
    expect(isSecret(recording.one(secretType).inputs.stringData)).toBe(true);
  });

  it("refuses what would take it over or end it", async () => {
    const refused = configurationOf(await create()).filter((line) => line.startsWith("rename-"));
    expect(refused).toEqual(
      expect.arrayContaining([
        'rename-command CONFIG ""',
        'rename-command DEBUG ""',
        'rename-command REPLICAOF ""',
        'rename-command SHUTDOWN ""',
      ]),
    );
  });

  it("keeps its data in a file that is written every second, on a volume that stays", async () => {
    const recording = await create();
    expect(configurationOf(recording)).toEqual(
      expect.arrayContaining(["appendonly yes", "appendfsync everysec", "dir /data"]),
    );
    expect(specOf(recording).volumeClaimTemplates[0].spec).toMatchObject({
      storageClassName: "premium-rwo",
      resources: { requests: { storage: "10Gi" } },
    });
  });

  it("has no volume where it keeps nothing", async () => {
    const recording = await create({ persistence: "disabled" });
    expect(configurationOf(recording)).toContain("appendonly no");
    const { volumeClaimTemplates, template } = specOf(recording);
    expect(volumeClaimTemplates).toBeUndefined();
    expect(template.spec.volumes).toContainEqual({ name: "data", emptyDir: { sizeLimit: "1Gi" } });
  });

  it("A16: has a limit for its data, and half as much again for itself", async () => {
    const recording = await create({ memory: "512Mi", maxmemoryPolicy: "noeviction" });
    expect(configurationOf(recording)).toEqual(
      expect.arrayContaining([
        "maxmemory 536870912",
        "maxmemory-policy noeviction",
        "maxclients 10000",
      ]),
    );
    const amounts = { cpu: "500m", memory: "768Mi", "ephemeral-storage": "1Gi" };
    expect(containerOf(recording).resources).toEqual({ requests: amounts, limits: amounts });
  });

  it("A8: is ready when it answers to its password, which no argument holds", async () => {
    const { readinessProbe, livenessProbe, args } = containerOf(await create());
    expect(readinessProbe.exec.command).toEqual([
      "sh",
      "-c",
      `REDISCLI_AUTH="$(cat /etc/holdfast/redis/password)" redis-cli -h 127.0.0.1 -p 6379 ping | grep -q '^PONG$'`,
    ]);
    expect(livenessProbe.tcpSocket).toEqual({ port: "redis" });
    expect(args).toEqual(["redis-server", "/etc/holdfast/redis/redis.conf"]);
  });

  it("A17: runs without root, without rights and without writing to its image", async () => {
    const recording = await create();
    expect(specOf(recording).template.spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 999,
      fsGroup: 999,
    });
    expect(containerOf(recording).securityContext).toMatchObject({
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
    });
  });

  it("takes nothing but TLS with a certificate, at the same port", async () => {
    const recording = await create({
      tls: { secretName: "sessions-tls", certificateAuthority: "certificates" },
    });
    expect(configurationOf(recording)).toEqual(
      expect.arrayContaining(["port 0", "tls-port 6379", "tls-auth-clients no"]),
    );
    expect(containerOf(recording).readinessProbe.exec.command[2]).toContain(
      "--tls --insecure ping",
    );
    expect(recording.result.tls).toBe(true);
    expect(await promiseOf(recording.result.certificateAuthority)).toBe("certificates");
  });

  it("restarts with another setting, and only then", async () => {
    const annotations = async (changes: Partial<InClusterRedisArgs>) =>
      specOf(await create(changes)).template.metadata.annotations["checksum/settings"];
    const first = await annotations({});
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await annotations({ deletionProtection: false })).toBe(first);
    expect(await annotations({ maxClients: 100 })).not.toBe(first);
  });

  it("reads its settings from the Secret that has its password", async () => {
    const recording = await create();
    expect(specOf(recording).template.spec.volumes).toContainEqual({
      name: "settings",
      secret: { secretName: "sessions-settings", defaultMode: 0o440 },
    });
    expect(recording.one(statefulSetType).dependsOn).toContain("sessions-settings");
  });

  it("gives its host to others once it is ready", async () => {
    const recording = await record(() => {
      const cache = new InClusterRedis("sessions", {
        provider: new kubernetes.Provider("cluster", {}),
        namespace: "aia-backend",
        application: "aia",
        image: "redis:7.4.1-alpine",
        runAsUser: 999,
        cpu: 0.5,
      });
      return new kubernetes.core.v1.Secret("client", { stringData: { host: cache.host } });
    });
    expect(recording.one(secretType, "client").dependsOn).toContain("sessions");
  });

  it("tells what a client needs", async () => {
    const { result } = await create();
    expect(await promiseOf(result.host)).toBe("sessions.aia-backend.svc.cluster.local");
    expect(await promiseOf(result.port)).toBe(6379);
    expect(await promiseOf(result.password)).toBe(generatedPassword);
    expect(result.tls).toBe(false);
  });

  it("can be planned before the cluster exists", async () => {
    expect((await create({}, true)).all(statefulSetType)).toHaveLength(1);
  });

  it("refuses an amount of memory that is none, before anything is registered", async () => {
    await expect(create({ memory: "lots" })).rejects.toThrow(
      'InClusterRedis "sessions": memory is "lots".',
    );
  });
});
