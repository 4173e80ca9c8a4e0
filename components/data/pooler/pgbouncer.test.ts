import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { isSecret, promiseOf, type Recording, record, revealed } from "../../testing/recording";
import type { Database } from "../database";
import { PgBouncer, type PgBouncerArgs } from "./pgbouncer";

const deploymentType = "kubernetes:apps/v1:Deployment";
const secretType = "kubernetes:core/v1:Secret";
const configMapType = "kubernetes:core/v1:ConfigMap";

const database = (changes: Partial<Database> = {}): Database => ({
  host: pulumi.output("10.64.0.3"),
  port: 5432,
  tls: true,
  certificateAuthority: pulumi.output("-----BEGIN CERTIFICATE-----\nserver"),
  databases: { app: pulumi.output("app") },
  users: {
    app: { name: pulumi.output("app"), password: pulumi.secret("password-of-app") },
    idle: { name: pulumi.output("idle"), password: pulumi.secret("password-of-idle") },
  },
  ...changes,
});

const create = (changes: Partial<PgBouncerArgs> = {}, preview = false) =>
  record(
    () =>
      new PgBouncer("main-db-pooler", {
        provider: new kubernetes.Provider("cluster", {}),
        namespace: "shop",
        application: "shop",
        database: database(),
        pools: [{ database: "app", users: ["app"] }],
        poolSize: 20,
        waitSeconds: 10,
        ...changes,
      }),
    { preview },
  );

// Tests reach into the objects as the cluster gets them.
// biome-ignore lint/suspicious/noExplicitAny: the objects are data, whose form the cluster checks.
type Inputs = any;
const specOf = (recording: Recording<unknown>): Inputs => recording.one(deploymentType).inputs.spec;
const podOf = (recording: Recording<unknown>): Inputs => specOf(recording).template.spec;
const iniOf = (recording: Recording<unknown>): string =>
  (recording.one(configMapType).inputs as Inputs).data["pgbouncer.ini"];

describe("P7: PgBouncer", () => {
  it("is pods with their settings, their passwords, their name, their account and their budget", async () => {
    const recording = await create();
    expect(recording.counts()).toEqual({
      "holdfast:data:PgBouncer": 1,
      "pulumi:providers:kubernetes": 1,
      [deploymentType]: 1,
      [secretType]: 1,
      [configMapType]: 1,
      "kubernetes:core/v1:Service": 1,
      "kubernetes:core/v1:ServiceAccount": 1,
      "kubernetes:policy/v1:PodDisruptionBudget": 1,
    });
    expect(recording.one("kubernetes:core/v1:Service").inputs).toMatchObject({
      metadata: { name: "main-db-pooler", namespace: "shop" },
      spec: {
        selector: { "app.kubernetes.io/name": "main-db-pooler" },
        ports: [{ port: 6432, targetPort: "postgres" }],
      },
    });
  });

  it("is what services know in the place of the database", async () => {
    const { result } = await create();
    expect(await promiseOf(result.host)).toBe("main-db-pooler.shop.svc.cluster.local");
    expect(result.port).toBe(6432);
    expect(result.tls).toBe(false);
    expect(await promiseOf(result.certificateAuthority)).toBe("");
    expect(Object.keys(result.users)).toEqual(["app", "idle"]);
  });

  it("keeps a pod while another is replaced, and spreads them", async () => {
    const recording = await create();
    expect(specOf(recording)).toMatchObject({
      replicas: 2,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    });
    expect(
      podOf(recording).topologySpreadConstraints.map(
        ({ topologyKey }: { topologyKey: string }) => topologyKey,
      ),
    ).toEqual(["topology.kubernetes.io/zone", "kubernetes.io/hostname"]);
    expect(recording.one("kubernetes:policy/v1:PodDisruptionBudget").inputs.spec).toMatchObject({
      maxUnavailable: 1,
    });
  });

  it("lets transactions finish before it ends, within the time that it is given", async () => {
    const { containers, terminationGracePeriodSeconds } = podOf(await create());
    const [, , end] = containers[0].lifecycle.preStop.exec.command;
    expect(end).toMatch(/^sleep 15; kill -INT 1; sleep 60$/);
    expect(terminationGracePeriodSeconds).toBeGreaterThan(75);
  });

  it("A17: runs without root, without rights and without writing to its image", async () => {
    const pod = podOf(await create());
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 70,
        runAsGroup: 70,
        fsGroup: 70,
        seccompProfile: { type: "RuntimeDefault" },
      },
    });
    expect(pod.containers[0].securityContext).toEqual({
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    expect(pod.containers[0].image).toMatch(/^edoburu\/pgbouncer:v1\.25\.2-p\d$/);
  });

  it("has passwords in a Secret alone, of those users who log in", async () => {
    const recording = await create();
    const { stringData } = recording.one(secretType).inputs as Inputs;
    expect(isSecret(stringData)).toBe(true);
    expect(revealed(stringData)).toEqual({ "userlist.txt": '"app" "password-of-app"\n' });
    for (const { type, inputs } of recording.resources.filter((each) => each.type !== secretType)) {
      expect(JSON.stringify(inputs), type).not.toContain("password-of");
    }
  });

  it("encrypts what goes to the database, which it knows by its certificates", async () => {
    const recording = await create();
    expect(iniOf(recording)).toContain("server_tls_sslmode = verify-ca");
    expect(iniOf(recording)).toContain(
      "server_tls_ca_file = /etc/holdfast/pgbouncer/server-ca.crt",
    );
    expect((recording.one(configMapType).inputs as Inputs).data["server-ca.crt"]).toContain(
      "BEGIN CERTIFICATE",
    );
  });

  it("speaks no TLS to a database that does not", async () => {
    const recording = await create({
      database: database({ tls: false, certificateAuthority: pulumi.output("") }),
    });
    expect(iniOf(recording)).toContain("server_tls_sslmode = disable");
    expect(Object.keys((recording.one(configMapType).inputs as Inputs).data)).toEqual([
      "pgbouncer.ini",
    ]);
  });

  it("shows services the certificate of the database where it is given it", async () => {
    const recording = await create({ certificateSecret: "shop-certificate" });
    expect(recording.result.tls).toBe(true);
    expect(await promiseOf(recording.result.certificateAuthority)).toContain("BEGIN CERTIFICATE");
    expect(iniOf(recording)).toContain("client_tls_sslmode = require");
    expect(podOf(recording).volumes).toContainEqual({
      name: "certificate",
      secret: { secretName: "shop-certificate", defaultMode: 0o440 },
    });
  });

  it("starts anew with other passwords and other settings, and with nothing else", async () => {
    const checksumOf = async (changes: Partial<PgBouncerArgs>) =>
      specOf(await create(changes)).template.metadata.annotations["checksum/settings"];
    const usual = await checksumOf({});
    expect(await checksumOf({})).toBe(usual);
    expect(await checksumOf({ poolSize: 21 })).not.toBe(usual);
    const other = { app: { name: pulumi.output("app"), password: pulumi.secret("another") } };
    expect(await checksumOf({ database: database({ users: other }) })).not.toBe(usual);
  });

  it("can be planned before the database is there", async () => {
    const recording = await create({}, true);
    expect(podOf(recording).containers[0].command).toEqual([
      "/usr/bin/pgbouncer",
      "/etc/holdfast/pgbouncer/pgbouncer.ini",
    ]);
  });
});
