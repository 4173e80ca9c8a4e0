import * as kubernetes from "@pulumi/kubernetes";
import { describe, expect, it } from "vitest";
import { generatedPassword } from "../../testing/computed-outputs";
import { promiseOf, type Recording, record, revealed } from "../../testing/recording";
import { InClusterPostgres, type InClusterPostgresArgs } from "./in-cluster-postgres";

const statefulSetType = "kubernetes:apps/v1:StatefulSet";
const jobType = "kubernetes:batch/v1:Job";
const secretType = "kubernetes:core/v1:Secret";
const configMapType = "kubernetes:core/v1:ConfigMap";

const args: Omit<InClusterPostgresArgs, "provider"> = {
  namespace: "aia-backend",
  application: "aia",
  image: "timescale/timescaledb:2.17.2-pg16",
  runAsUser: 70,
  cpu: 1,
  maxConnections: 100,
  databases: ["metrics"],
  users: ["aia"],
};

const create = (changes: Partial<InClusterPostgresArgs> = {}, preview = false) =>
  record(
    () =>
      new InClusterPostgres("timescale", {
        ...args,
        provider: new kubernetes.Provider("cluster", {}),
        ...changes,
      }),
    { preview },
  );

// Tests reach into the objects as the cluster gets them.
// biome-ignore lint/suspicious/noExplicitAny: the objects are data, whose form the cluster checks.
type Inputs = any;
const specOf = (recording: Recording<unknown>): Inputs =>
  recording.one(statefulSetType).inputs.spec;
const podOf = (recording: Recording<unknown>): Inputs => specOf(recording).template.spec;
const containerOf = (recording: Recording<unknown>): Inputs => podOf(recording).containers[0];

describe("InClusterPostgres", () => {
  it("is one pod with its volume, its names, its account and its budget, and the job that prepares it", async () => {
    const recording = await create();
    expect(recording.counts()).toEqual({
      "holdfast:data:InClusterPostgres": 1,
      "holdfast:data:DatabasePreparation": 1,
      "pulumi:providers:kubernetes": 1,
      [statefulSetType]: 1,
      [jobType]: 1,
      [secretType]: 2,
      [configMapType]: 2,
      "kubernetes:core/v1:Service": 2,
      "kubernetes:core/v1:ServiceAccount": 1,
      "kubernetes:policy/v1:PodDisruptionBudget": 1,
      "random:index/randomPassword:RandomPassword": 2,
    });
    expect(recording.one("kubernetes:core/v1:Service", "timescale").inputs).toMatchObject({
      metadata: {
        name: "timescale",
        namespace: "aia-backend",
        labels: { "app.kubernetes.io/name": "timescale", "app.kubernetes.io/part-of": "aia" },
      },
      spec: {
        selector: { "app.kubernetes.io/name": "timescale" },
        ports: [{ name: "postgres", port: 5432, targetPort: "postgres" }],
      },
    });
    expect(
      recording.one("kubernetes:core/v1:Service", "timescale-headless").inputs.spec,
    ).toMatchObject({ clusterIP: "None", publishNotReadyAddresses: true });
  });

  it("A17: runs without root, without rights and without writing to its image", async () => {
    const recording = await create();
    expect(podOf(recording)).toMatchObject({
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
    for (const type of [statefulSetType, jobType]) {
      const spec: Inputs = recording.one(type).inputs.spec;
      expect(spec.template.spec.containers[0].securityContext).toEqual({
        runAsNonRoot: true,
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
    }
  });

  it("A16: asks for what it may take", async () => {
    const amounts = { cpu: "1", memory: "2Gi", "ephemeral-storage": "1Gi" };
    expect(containerOf(await create()).resources).toEqual({ requests: amounts, limits: amounts });
  });

  it("A8: starts, is ready and lives by different signs", async () => {
    const { startupProbe, readinessProbe, livenessProbe } = containerOf(await create());
    const command = [
      "pg_isready",
      "--quiet",
      "--host=127.0.0.1",
      "--port=5432",
      "--username=postgres",
    ];
    expect(startupProbe.exec.command).toEqual(command);
    expect(startupProbe.periodSeconds * startupProbe.failureThreshold).toBe(600);
    expect(readinessProbe.exec.command).toEqual(command);
    expect(livenessProbe.tcpSocket).toEqual({ port: "postgres" });
    for (const probe of [startupProbe, readinessProbe, livenessProbe]) {
      expect(probe.timeoutSeconds).toBeLessThan(probe.periodSeconds);
    }
  });

  it("writes where it must and nowhere else", async () => {
    const { volumes, containers } = podOf(await create());
    const writable = volumes
      .filter((volume: Inputs) => volume.emptyDir)
      .map(({ name }: Inputs) => name);
    expect(writable).toEqual(["run", "tmp", "shared-memory"]);
    const mounts = containers[0].volumeMounts as Inputs[];
    expect(mounts.filter(({ readOnly }) => readOnly).map(({ name }) => name)).toEqual([
      "superuser",
      "access",
    ]);
    expect(mounts[0]).toEqual({ name: "data", mountPath: "/var/lib/postgresql/data" });
  });

  it("keeps its volume, whatever becomes of the pod and the StatefulSet", async () => {
    const recording = await create({ storage: { sizeGib: 50, storageClass: "standard-rwo" } });
    const { volumeClaimTemplates, persistentVolumeClaimRetentionPolicy, replicas } =
      specOf(recording);
    expect(volumeClaimTemplates[0].spec).toEqual({
      accessModes: ["ReadWriteOnce"],
      storageClassName: "standard-rwo",
      resources: { requests: { storage: "50Gi" } },
    });
    expect(persistentVolumeClaimRetentionPolicy).toEqual({
      whenDeleted: "Retain",
      whenScaled: "Retain",
    });
    expect(replicas).toBe(1);
    const { protect, ignoreChanges } = recording.one(statefulSetType);
    expect(protect).toBe(true);
    expect(ignoreChanges).toEqual(["spec.volumeClaimTemplates"]);
  });

  it("lets its one pod move, so that its node can be upgraded", async () => {
    const { inputs } = (await create()).one("kubernetes:policy/v1:PodDisruptionBudget");
    expect(inputs.spec).toEqual({
      maxUnavailable: 1,
      selector: { matchLabels: { "app.kubernetes.io/name": "timescale" } },
      unhealthyPodEvictionPolicy: "AlwaysAllow",
    });
  });

  it("drops its guard by one argument", async () => {
    const recording = await create({ deletionProtection: false });
    expect(recording.one(statefulSetType).protect).toBe(false);
  });

  it("pins its connections and takes passwords by SCRAM only", async () => {
    const recording = await create({ logging: { slowStatementsMs: 500, connections: true } });
    expect(containerOf(recording).args).toEqual([
      "-c",
      "max_connections=100",
      "-c",
      "password_encryption=scram-sha-256",
      "-c",
      "hba_file=/etc/holdfast/access/pg_hba.conf",
      "-c",
      "log_min_duration_statement=500",
      "-c",
      "log_connections=on",
      "-c",
      "log_disconnections=on",
    ]);
    expect(recording.one(configMapType, "timescale-access").inputs.data).toEqual({
      "pg_hba.conf": "local all all scram-sha-256\nhost all all all scram-sha-256\n",
    });
  });

  it("takes nothing but TLS with a certificate", async () => {
    const certificateAuthority = "-----BEGIN CERTIFICATE-----\nYQ==\n-----END CERTIFICATE-----";
    const recording = await create({ tls: { secretName: "timescale-tls", certificateAuthority } });
    expect(containerOf(recording).args).toEqual(
      expect.arrayContaining(["ssl=on", "ssl_cert_file=/etc/holdfast/certificate/tls.crt"]),
    );
    const { data } = recording.one(configMapType, "timescale-access").inputs as Inputs;
    expect(data["pg_hba.conf"]).toContain("\nhostssl all all all scram-sha-256\n");
    expect(data["pg_hba.conf"]).not.toMatch(/^host /m);
    expect(podOf(recording).volumes).toContainEqual({
      name: "certificate",
      secret: { secretName: "timescale-tls", defaultMode: 0o440 },
    });
    expect(recording.result.tls).toBe(true);
    expect(await promiseOf(recording.result.certificateAuthority)).toBe(certificateAuthority);
    const job: Inputs = recording.one(jobType).inputs.spec;
    expect(job.template.spec.containers[0].env).toContainEqual({
      name: "PGSSLMODE",
      value: "require",
    });
  });

  it("A7: generates the passwords, and keeps them in Secrets alone", async () => {
    const recording = await create();
    for (const { type, inputs } of recording.resources.filter(({ type }) => type !== secretType)) {
      expect([type, JSON.stringify(inputs)]).toEqual([
        type,
        expect.not.stringContaining(generatedPassword),
      ]);
    }
    const held = (name: string): Inputs => recording.one(secretType, name).inputs.stringData;
    expect(revealed(held("timescale-superuser"))).toEqual({ password: generatedPassword });
    expect(revealed(held("timescale-preparation"))).toEqual({
      aia: generatedPassword,
      ".password": generatedPassword,
    });
    expect(containerOf(recording).env).toContainEqual({
      name: "POSTGRES_PASSWORD_FILE",
      value: "/etc/holdfast/superuser/password",
    });
  });

  it("has databases and users once the job that creates them has ended", async () => {
    const recording = await create({ extensions: ["timescaledb"] });
    const { databases, users, host } = recording.result;
    expect(await promiseOf(databases.metrics ?? host)).toBe("metrics");
    expect(await promiseOf(users.aia?.name ?? host)).toBe("aia");
    expect(await promiseOf(host)).toBe("timescale.aia-backend.svc.cluster.local");
    const job = recording.one(jobType);
    expect(job.dependsOn).toEqual(expect.arrayContaining(["timescale"]));
    const spec: Inputs = job.inputs.spec;
    expect(spec.template.metadata.labels["app.kubernetes.io/name"]).toBe("timescale-preparation");
    expect(spec.template.spec.containers[0]).toMatchObject({
      command: ["psql", "--no-psqlrc", "--quiet", "--file=/etc/holdfast/script/prepare.sql"],
      env: expect.arrayContaining([
        { name: "PGHOST", value: "timescale.aia-backend.svc.cluster.local" },
        { name: "PGSSLMODE", value: "disable" },
        {
          name: "PGPASSWORD",
          valueFrom: {
            secretKeyRef: { name: "timescale-preparation", key: ".password" },
          },
        },
      ]),
    });
    const { data } = recording.one(configMapType, "timescale-preparation").inputs as Inputs;
    expect(data["prepare.sql"]).toContain('CREATE EXTENSION IF NOT EXISTS "timescaledb";');
  });

  it("N5: gives its job the connect timeout that services are told", async () => {
    const recording = await create({ connectTimeoutSeconds: 35 });
    const { spec }: Inputs = recording.one(jobType).inputs;
    expect(spec.template.spec.containers[0].env).toContainEqual({
      name: "PGCONNECT_TIMEOUT",
      value: "35",
    });
  });

  it("runs the job again when what it makes changes, and only then", async () => {
    const annotations = async (changes: Partial<InClusterPostgresArgs>) => {
      const spec: Inputs = (await create(changes)).one(jobType).inputs.spec;
      return spec.template.metadata.annotations["checksum/settings"];
    };
    const first = await annotations({});
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await annotations({ cpu: 2 })).toBe(first);
    expect(await annotations({ users: ["aia", "reporter"] })).not.toBe(first);
    expect(await annotations({ databases: ["metrics", "events"] })).not.toBe(first);
  });

  it("can be planned before the cluster exists, by names that are known", async () => {
    const recording = await create({}, true);
    expect(await promiseOf(recording.result.host)).toBe("timescale.aia-backend.svc.cluster.local");
    expect(recording.all(statefulSetType)).toHaveLength(1);
    expect(recording.all(jobType)).toHaveLength(1);
  });

  it("lets a transform have the last word", async () => {
    const recording = await create({
      transform: {
        statefulSet: ({ args: chosen }) => ({
          args: {
            ...chosen,
            metadata: { ...chosen.metadata, annotations: { transformed: "yes" } },
          },
        }),
        password: { length: 64 },
        preparation: { job: ({ args: chosen }) => ({ args: { ...chosen, kind: "Job" } }) },
      },
    });
    const metadata: Inputs = recording.one(statefulSetType).inputs.metadata;
    expect(metadata.annotations).toEqual({ transformed: "yes" });
    for (const { inputs } of recording.all("random:index/randomPassword:RandomPassword")) {
      expect(inputs.length).toBe(64);
    }
  });
});
