import { describe, expect, it } from "vitest";
import { authString, serverCertificate } from "../testing/computed-outputs";
import { promiseOf, record } from "../testing/recording";
import { Redis, type RedisArgs } from "./redis";

const type = "gcp:redis/instance:Instance";

const args: RedisArgs = {
  region: "us-central1",
  instanceName: "staging-sessions",
  redisVersion: "REDIS_7_2",
  memorySizeGb: 2,
  network: "projects/netra-staging/global/networks/net",
};

const create = (changes: Partial<RedisArgs> = {}, preview = false) =>
  record(() => new Redis("sessions", { ...args, ...changes }), { preview });

describe("Redis", () => {
  it("has a password, TLS, a replica, snapshots and a private address from the first day", async () => {
    const recording = await create();
    expect(recording.one(type).inputs).toEqual({
      name: "staging-sessions",
      region: "us-central1",
      redisVersion: "REDIS_7_2",
      tier: "STANDARD_HA",
      memorySizeGb: 2,
      authorizedNetwork: "projects/netra-staging/global/networks/net",
      connectMode: "PRIVATE_SERVICE_ACCESS",
      authEnabled: true,
      transitEncryptionMode: "SERVER_AUTHENTICATION",
      persistenceConfig: { persistenceMode: "RDB", rdbSnapshotPeriod: "TWELVE_HOURS" },
      deletionProtection: true,
    });
    expect(recording.one(type).protect).toBe(true);
  });

  it("drops both guards by one argument", async () => {
    const recording = await create({ deletionProtection: false });
    expect(recording.one(type).inputs.deletionProtection).toBe(false);
    expect(recording.one(type).protect).toBe(false);
  });

  it("writes nothing to disk when told so", async () => {
    const recording = await create({ snapshots: "NEVER" });
    expect(recording.one(type).inputs.persistenceConfig).toEqual({ persistenceMode: "DISABLED" });
  });

  it("tells what a client needs, the password as a secret", async () => {
    const { result } = await create();
    expect(await promiseOf(result.host)).toBe("10.64.1.4");
    expect(await promiseOf(result.port)).toBe(6378);
    expect(result.tls).toBe(true);
    expect(await promiseOf(result.certificateAuthority)).toBe(serverCertificate);
    expect(result.password && (await promiseOf(result.password))).toBe(authString);
    expect(await (result.password as unknown as { isSecret: Promise<boolean> }).isSecret).toBe(
      true,
    );
  });

  it("has neither password nor TLS where both are turned off", async () => {
    const { result } = await create({ authEnabled: false, transitEncryptionMode: "DISABLED" });
    expect(result.password).toBeUndefined();
    expect(result.tls).toBe(false);
  });

  it("can be planned before there is an address", async () => {
    const recording = await create({}, true);
    expect(recording.counts()).toEqual({ "holdfast:data:Redis": 1, [type]: 1 });
  });
});
