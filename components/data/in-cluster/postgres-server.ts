import type * as pulumi from "@pulumi/pulumi";
import { checksum } from "../../gke/checksum";
import type { InClusterPostgresArgs } from "./in-cluster-postgres";
import { certificateMount, certificatePath, certificateVolume, type Server } from "./store";

/** What the server reads beside its arguments. */
export interface PostgresObjects {
  /** Name of the Secret that holds the superuser's password under `password`. */
  readonly secretName: string;
  /** Name of the ConfigMap that holds `pg_hba.conf`. */
  readonly settingsName: string;
  /** The objects. */
  readonly reads: readonly pulumi.Resource[];
}

const dataPath = "/var/lib/postgresql/data";
const accessPath = "/etc/holdfast/access";
const secretPath = "/etc/holdfast/superuser";

/** A PostgreSQL as a server of a store. The image is one that starts like the official `postgres`. */
export function postgresServer(
  args: InClusterPostgresArgs,
  port: number,
  { secretName, settingsName, reads }: PostgresObjects,
): Server {
  // The image's own probe of readiness: it says no while the server starts, recovers or ends.
  const isReady = {
    exec: {
      command: [
        "pg_isready",
        "--quiet",
        "--host=127.0.0.1",
        `--port=${port}`,
        "--username=postgres",
      ],
    },
  };
  return {
    port,
    portName: "postgres",
    memory: args.memory ?? "2Gi",
    dataPath,
    persistent: true,
    reads,
    // The password of the superuser is read once, when there are no data.
    annotations: checksum({ "pg_hba.conf": accessRules(args) }),
    // The image asks for a fast end (SIGINT): open transactions are rolled back, and a checkpoint is written.
    terminationGracePeriodSeconds: 120,
    container: {
      args: settingsOf(args),
      env: [
        { name: "POSTGRES_PASSWORD_FILE", value: `${secretPath}/password` },
        { name: "POSTGRES_HOST_AUTH_METHOD", value: "scram-sha-256" },
        { name: "POSTGRES_INITDB_ARGS", value: "--auth=scram-sha-256 --data-checksums" },
        // Below the top of the volume, where the file system has a folder of its own.
        { name: "PGDATA", value: `${dataPath}/pgdata` },
      ],
      // Ten minutes: a recovery after a crash reads all that was written since the last checkpoint.
      startupProbe: { ...isReady, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 120 },
      readinessProbe: { ...isReady, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
      // A server that has no connection left is not ready, but alive: restarting it would make it worse.
      livenessProbe: {
        tcpSocket: { port: "postgres" },
        periodSeconds: 20,
        timeoutSeconds: 5,
        failureThreshold: 6,
      },
      volumeMounts: [
        { name: "superuser", mountPath: secretPath, readOnly: true },
        { name: "access", mountPath: accessPath, readOnly: true },
        { name: "run", mountPath: "/var/run/postgresql" },
        { name: "tmp", mountPath: "/tmp" },
        { name: "shared-memory", mountPath: "/dev/shm" },
        ...certificateMount(args.tls),
      ],
    },
    volumes: [
      { name: "superuser", secret: { secretName, defaultMode: 0o440 } },
      { name: "access", configMap: { name: settingsName } },
      { name: "run", emptyDir: { sizeLimit: "8Mi" } },
      { name: "tmp", emptyDir: { sizeLimit: "512Mi" } },
      // Parallel queries share memory there, of which a container has 64 MiB by itself.
      { name: "shared-memory", emptyDir: { medium: "Memory", sizeLimit: "256Mi" } },
      ...certificateVolume(args.tls),
    ],
  };
}

function settingsOf({ maxConnections, logging = {}, tls }: InClusterPostgresArgs): string[] {
  const { slowStatementsMs, connections = false } = logging;
  const settings: Readonly<Record<string, string>> = {
    max_connections: String(maxConnections),
    password_encryption: "scram-sha-256",
    hba_file: `${accessPath}/pg_hba.conf`,
    ...(slowStatementsMs !== undefined && {
      log_min_duration_statement: String(slowStatementsMs),
    }),
    ...(connections && { log_connections: "on", log_disconnections: "on" }),
    ...(tls && {
      ssl: "on",
      ssl_cert_file: `${certificatePath}/tls.crt`,
      ssl_key_file: `${certificatePath}/tls.key`,
      ssl_min_protocol_version: "TLSv1.2",
    }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Who may connect, and how: with a password from everywhere, with TLS if the server has a certificate. */
export function accessRules({ tls }: Pick<InClusterPostgresArgs, "tls">): string {
  return [
    "local all all scram-sha-256",
    `${tls === undefined ? "host" : "hostssl"} all all all scram-sha-256`,
    "",
  ].join("\n");
}
