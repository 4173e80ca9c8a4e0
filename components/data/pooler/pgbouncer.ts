import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { pgBouncerPods, poolerPort } from "../../../config";
import { checksum } from "../../gke/checksum";
import { labelsOf, selectorOf } from "../../gke/labels";
import { createSecret } from "../../gke/secret";
import { type Transform, transformed } from "../../transform";
import type { Database, PostgresUser } from "../database";
import { pgBouncerIni, userList } from "./pgbouncer-ini";
import { filePaths, podSpec } from "./pgbouncer-pod";

import Kinds = kubernetes.types.input;

/** The arguments of {@link PgBouncer}. */
export interface PgBouncerArgs {
  /** Gives access to the cluster. Changing it to that of another cluster creates the pooler there. */
  readonly provider: kubernetes.Provider;
  /** Namespace of the pooler. Changing it creates the pooler there. */
  readonly namespace: pulumi.Input<string>;
  /** Name of the stack, with which all that belongs to it is labelled. Changing it restarts the pooler, pod by pod. */
  readonly application: string;
  /** The database behind the pooler, whose users log in with passwords. */
  readonly database: Database;
  /** The databases that services use, and the users as whom they log in. Changing them restarts the pooler, pod by pod. */
  readonly pools: readonly { readonly database: string; readonly users: readonly string[] }[];
  /** Most connections of each pod for one pair of database and user. Changing it restarts the pooler, pod by pod. */
  readonly poolSize: number;
  /**
   * Seconds that opening a connection to the database may take, and that a client waits for one: as long as services are
   * told. Changing it restarts the pooler, pod by pod.
   * @default 30
   */
  readonly waitSeconds?: number;
  /**
   * Name of the Secret in the namespace with the certificate (`tls.crt`) and the key (`tls.key`) that clients are shown.
   * Its certificates are those of the database. Changing it restarts the pooler, pod by pod.
   * @default no TLS between services and the pooler
   */
  readonly certificateSecret?: string;
  /**
   * Image of PgBouncer 1.23 or later with `/usr/bin/pgbouncer`, `sh`, `sleep` and `kill`. Changing it restarts the pooler,
   * pod by pod.
   * @default {@link pgBouncerImage}
   */
  readonly image?: string;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the Deployment. */
    readonly deployment?: Transform<Kinds.apps.v1.Deployment>;
    /** Changes to the Service. */
    readonly service?: Transform<Kinds.core.v1.Service>;
    /** Changes to the disruption budget. */
    readonly disruptionBudget?: Transform<Kinds.policy.v1.PodDisruptionBudget>;
  };
}

/**
 * The image of PgBouncer: https://github.com/edoburu/docker-pgbouncer, built of Alpine for amd64 and arm64 within days
 * of each release of PgBouncer. 1.25.2 mends four vulnerabilities of those before.
 */
export const pgBouncerImage = "edoburu/pgbouncer:v1.25.2-p0";

const iniName = "pgbouncer.ini";
const certificatesName = "server-ca.crt";
const usersName = "userlist.txt";

/**
 * PgBouncer before a database, in the cluster: two pods without root that share a few connections among all clients,
 * by transaction. Services know it in the database's place.
 *
 * A change of it replaces its pods one by one. A pod that is to end takes no new clients, lets transactions finish and
 * then closes the connections of its clients, which open new ones to another pod. Without a certificate everything
 * between services and the pooler goes in clear within the cluster; what goes to the database is encrypted where the
 * database speaks TLS.
 *
 * Cost: about 35 USD a month for two pods of 250m CPU and 512 MiB on Autopilot (approximate).
 */
export class PgBouncer extends pulumi.ComponentResource implements Database {
  /** The host name of the pooler. What is made from it comes after the pooler is ready. */
  readonly host: pulumi.Output<string>;
  /** The port of the pooler. */
  readonly port = poolerPort;
  /** Whether the pooler takes nothing but TLS. */
  readonly tls: boolean;
  /** The certificates (PEM) by which the pooler is known; empty without TLS. Public. */
  readonly certificateAuthority: pulumi.Output<string>;
  /** The databases' names, by name, each known once the database exists. */
  readonly databases: Readonly<Record<string, pulumi.Output<string>>>;
  /** The users, by name. */
  readonly users: Readonly<Record<string, PostgresUser>>;
  /** By which Cloud SQL's own connectors know the instance; they lead past the pooler. */
  readonly connectionName?: pulumi.Output<string>;

  constructor(name: string, args: PgBouncerArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:data:PgBouncer", name, {}, options);
    const { database } = args;
    const child: pulumi.CustomResourceOptions = {
      parent: this,
      provider: args.provider,
      dependsOn: options?.dependsOn,
    };
    const labels = labelsOf(name, args.application);
    const metadata = { name, namespace: args.namespace, labels };

    const files = {
      settings: {
        [iniName]: iniOf(args),
        ...(database.tls && { [certificatesName]: database.certificateAuthority }),
      },
      secrets: { [usersName]: usersOf(args) },
    };
    const reads = [
      new kubernetes.core.v1.ConfigMap(name, { metadata, data: files.settings }, child),
      createSecret(name, files.secrets, metadata, child),
    ];
    const account = new kubernetes.core.v1.ServiceAccount(
      name,
      // Nothing in the pooler talks to the cluster's own API or to Google's.
      { metadata, automountServiceAccountToken: false },
      child,
    );
    const deployment = new kubernetes.apps.v1.Deployment(
      ...transformed<Kinds.apps.v1.Deployment>(
        args.transform?.deployment,
        name,
        {
          metadata,
          spec: {
            replicas: pgBouncerPods,
            revisionHistoryLimit: 5,
            minReadySeconds: 10,
            progressDeadlineSeconds: 300,
            strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
            selector: { matchLabels: selectorOf(name) },
            template: {
              metadata: {
                labels,
                annotations: checksum({ ...files.settings, ...files.secrets }),
              },
              spec: podSpec(name, args.image ?? pgBouncerImage, args.certificateSecret),
            },
          },
        },
        pulumi.mergeOptions(child, { dependsOn: [account, ...reads] }),
      ),
    );
    const service = new kubernetes.core.v1.Service(
      ...transformed<Kinds.core.v1.Service>(
        args.transform?.service,
        name,
        {
          metadata,
          spec: {
            type: "ClusterIP",
            selector: selectorOf(name),
            ports: [{ name: "postgres", port: this.port, targetPort: "postgres", protocol: "TCP" }],
          },
        },
        child,
      ),
    );
    new kubernetes.policy.v1.PodDisruptionBudget(
      ...transformed<Kinds.policy.v1.PodDisruptionBudget>(
        args.transform?.disruptionBudget,
        name,
        {
          metadata,
          spec: {
            maxUnavailable: 1,
            selector: { matchLabels: selectorOf(name) },
            unhealthyPodEvictionPolicy: "AlwaysAllow",
          },
        },
        child,
      ),
    );

    this.host = pulumi
      .all([service.urn, deployment.urn, args.namespace])
      .apply(([, , namespace]) => `${name}.${namespace}.svc.cluster.local`);
    this.tls = args.certificateSecret !== undefined;
    this.certificateAuthority = this.tls ? database.certificateAuthority : pulumi.output("");
    this.databases = database.databases;
    this.users = database.users;
    this.connectionName = database.connectionName;
    this.registerOutputs({ host: this.host });
  }
}

function iniOf({
  database,
  pools,
  poolSize,
  waitSeconds = 30,
  certificateSecret,
}: PgBouncerArgs): pulumi.Output<string> {
  return database.host.apply((host) =>
    pgBouncerIni({
      host,
      port: database.port,
      ...(database.tls && { serverCertificates: `${filePaths.settings}/${certificatesName}` }),
      ...(certificateSecret !== undefined && {
        certificate: {
          certificate: `${filePaths.certificate}/tls.crt`,
          key: `${filePaths.certificate}/tls.key`,
        },
      }),
      userList: `${filePaths.users}/${usersName}`,
      pools: pools.map((pool) => ({ database: pool.database, users: pool.users.length })),
      poolSize,
      waitSeconds,
    }),
  );
}

/** The passwords of those who log in, of whom the database has all. */
function usersOf({ database, pools }: PgBouncerArgs): pulumi.Output<string> {
  const names = [...new Set(pools.flatMap(({ users }) => users))].sort();
  const passwords = Object.fromEntries(
    names.flatMap((user) => {
      const known = database.users[user];
      return known === undefined ? [] : [[user, known.password] as const];
    }),
  );
  return pulumi.output(passwords).apply(userList);
}
