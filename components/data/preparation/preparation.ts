import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { checksum } from "../../gke/checksum";
import { labelsOf } from "../../gke/labels";
import { createSecret } from "../../gke/secret";
import { containerSecurity, podSecurity } from "../../services/kubernetes/pod-security";
import { type Transform, transformed } from "../../transform";
import { type Preparation, preparationScript } from "./script";

import Kinds = kubernetes.types.input;

/** The arguments of {@link DatabasePreparation}. */
export interface DatabasePreparationArgs
  extends Pick<Preparation, "databases" | "extensions" | "grantees" | "schemaRights"> {
  /** Gives access to the cluster. Changing it runs the job there. */
  readonly provider: kubernetes.Provider;
  /** Namespace of the job. Changing it runs the job there. */
  readonly namespace: pulumi.Input<string>;
  /** Name of the stack, with which all that belongs to it is labelled. Changing it runs the job again. */
  readonly application: string;
  /** Image with `psql`. Changing it runs the job again. */
  readonly image: string;
  /** Number of the user in the image. Changing it runs the job again. */
  readonly runAsUser: number;
  /**
   * Seconds that a connection may take: as long as services are told. Changing it runs the job again.
   * @default 30
   */
  readonly connectTimeoutSeconds?: number;
  /** The server, and as whom the job logs in. Changing it runs the job again. */
  readonly server: {
    readonly host: pulumi.Input<string>;
    readonly port: number;
    /** Whether the connection must be encrypted. */
    readonly tls: boolean;
    /** A user who may create databases, and roles if there are `users`. */
    readonly user: string;
    readonly password: pulumi.Input<string>;
  };
  /** Passwords of the users to create, by name. Changing one runs the job again. */
  readonly users: Readonly<Record<string, pulumi.Input<string>>>;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the job. */
    readonly job?: Transform<Kinds.batch.v1.Job>;
  };
}

const scriptName = "prepare.sql";
const scriptPath = "/etc/holdfast/script";
const passwordPath = "/etc/holdfast/passwords";
/** The key of the Secret that holds the password as which the job logs in. No user has this name. */
const ownPassword = ".password";

/**
 * A job that creates databases, users and rights in a PostgreSQL server, and ends once they are there. It runs again
 * when any of them changes. It never deletes anything. Its pods are labelled with the component's name, by which a
 * network policy lets them reach the server.
 *
 * Cost: none to speak of.
 */
export class DatabasePreparation extends pulumi.ComponentResource {
  private readonly done: pulumi.Output<unknown>;

  constructor(
    name: string,
    args: DatabasePreparationArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("holdfast:data:DatabasePreparation", name, {}, options);
    const child: pulumi.CustomResourceOptions = {
      parent: this,
      provider: args.provider,
      dependsOn: options?.dependsOn,
    };
    const labels = labelsOf(name, args.application);
    const metadata = { namespace: args.namespace, labels };
    const passwords = { ...args.users, [ownPassword]: args.server.password };
    const script = scriptOf(args);

    const reads = [
      createSecret(name, passwords, { ...metadata, name }, child),
      new kubernetes.core.v1.ConfigMap(
        name,
        { metadata: { ...metadata, name }, data: { [scriptName]: script } },
        child,
      ),
    ];
    const job = new kubernetes.batch.v1.Job(
      ...transformed<Kinds.batch.v1.Job>(
        args.transform?.job,
        name,
        {
          // Without a name of its own: what changes of it runs another job.
          metadata,
          spec: {
            backoffLimit: 6,
            activeDeadlineSeconds: 600,
            template: {
              metadata: { labels, annotations: checksum({ ...passwords, [scriptName]: script }) },
              spec: podSpec(name, args),
            },
          },
        },
        pulumi.mergeOptions(child, { dependsOn: reads }),
      ),
    );
    this.done = job.urn;
    this.registerOutputs({});
  }

  /** A value that is known once the job has ended well. */
  whenDone(value: string): pulumi.Output<string> {
    return this.done.apply(() => value);
  }
}

function scriptOf(args: DatabasePreparationArgs): string {
  return preparationScript({
    ...args,
    users: Object.keys(args.users).map((user) => ({
      name: user,
      passwordFile: `${passwordPath}/${user}`,
    })),
  });
}

function podSpec(
  name: string,
  { image, runAsUser, server, connectTimeoutSeconds = 30 }: DatabasePreparationArgs,
): Kinds.core.v1.PodSpec {
  const amounts = { cpu: "250m", memory: "256Mi", "ephemeral-storage": "64Mi" };
  return {
    restartPolicy: "OnFailure",
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: { ...podSecurity(runAsUser), fsGroup: runAsUser },
    containers: [
      {
        name: "psql",
        image,
        imagePullPolicy: "IfNotPresent",
        command: ["psql", "--no-psqlrc", "--quiet", `--file=${scriptPath}/${scriptName}`],
        env: [
          { name: "PGHOST", value: server.host },
          { name: "PGPORT", value: String(server.port) },
          { name: "PGSSLMODE", value: server.tls ? "require" : "disable" },
          { name: "PGUSER", value: server.user },
          { name: "PGDATABASE", value: "postgres" },
          { name: "PGCONNECT_TIMEOUT", value: String(connectTimeoutSeconds) },
          {
            name: "PGPASSWORD",
            valueFrom: { secretKeyRef: { name, key: ownPassword } },
          },
        ],
        resources: { requests: amounts, limits: amounts },
        securityContext: containerSecurity,
        terminationMessagePolicy: "FallbackToLogsOnError",
        volumeMounts: [
          { name: "script", mountPath: scriptPath, readOnly: true },
          { name: "passwords", mountPath: passwordPath, readOnly: true },
          { name: "tmp", mountPath: "/tmp" },
        ],
      },
    ],
    volumes: [
      { name: "script", configMap: { name } },
      { name: "passwords", secret: { secretName: name, defaultMode: 0o440 } },
      { name: "tmp", emptyDir: { sizeLimit: "16Mi" } },
    ],
  };
}
