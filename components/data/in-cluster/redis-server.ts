import { parseMemory } from "../../../config";
import type { InClusterRedisArgs } from "./in-cluster-redis";
import { certificateMount, certificatePath, certificateVolume, type Server } from "./store";

const dataPath = "/data";
const settingsPath = "/etc/holdfast/redis";

/**
 * Commands with which a client that knows the password could take over or end the server. Memorystore refuses them as
 * well: https://cloud.google.com/memorystore/docs/redis/product-constraints
 */
const refusedCommands = [
  "CONFIG",
  "DEBUG",
  "MIGRATE",
  "MODULE",
  "REPLICAOF",
  "SAVE",
  "SHUTDOWN",
  "SLAVEOF",
];

/** What of its memory limit Redis may fill with data; the rest is for buffers, and for its copy while it rewrites the file. */
const overhead = 1.5;

function bytesOf({ memory = "1Gi" }: InClusterRedisArgs): number {
  return parseMemory(memory)?.bytes ?? 0;
}

/** The configuration of the server, which holds its password. */
export function redisConfiguration(
  args: InClusterRedisArgs,
  port: number,
  password: string,
): string {
  const { persistence = "everysec" } = args;
  const listening =
    args.tls === undefined
      ? [`port ${port}`]
      : [
          "port 0",
          `tls-port ${port}`,
          `tls-cert-file ${certificatePath}/tls.crt`,
          `tls-key-file ${certificatePath}/tls.key`,
          "tls-auth-clients no",
        ];
  return [
    "bind * -::*",
    "protected-mode yes",
    ...listening,
    `requirepass ${password}`,
    ...refusedCommands.map((command) => `rename-command ${command} ""`),
    `maxmemory ${bytesOf(args)}`,
    `maxmemory-policy ${args.maxmemoryPolicy ?? "volatile-lru"}`,
    `maxclients ${args.maxClients ?? 10_000}`,
    `dir ${dataPath}`,
    'save ""',
    ...(persistence === "disabled"
      ? ["appendonly no"]
      : ["appendonly yes", `appendfsync ${persistence}`]),
    "tcp-keepalive 60",
    "",
  ].join("\n");
}

/** What the server reads beside its arguments. */
export interface RedisObjects extends Pick<Server, "annotations" | "reads"> {
  /** Name of the Secret that holds `redis.conf` and `password`. */
  readonly secretName: string;
}

/** A Redis as a server of a store. The image is one that starts like the official `redis`. */
export function redisServer(
  args: InClusterRedisArgs,
  port: number,
  { secretName, annotations, reads }: RedisObjects,
): Server {
  const tls = args.tls === undefined ? "" : " --tls --insecure";
  // The password comes from its file and stands in no argument; PONG is the answer of a server that has read its data.
  const answers = {
    exec: {
      command: [
        "sh",
        "-c",
        `REDISCLI_AUTH="$(cat ${settingsPath}/password)" redis-cli -h 127.0.0.1 -p ${port}${tls} ping | grep -q '^PONG$'`,
      ],
    },
  };
  return {
    port,
    portName: "redis",
    memory: `${Math.ceil((bytesOf(args) * overhead) / 2 ** 20)}Mi`,
    dataPath,
    annotations,
    reads,
    persistent: (args.persistence ?? "everysec") !== "disabled",
    terminationGracePeriodSeconds: 60,
    container: {
      args: ["redis-server", `${settingsPath}/redis.conf`],
      // Five minutes, in which it reads its file.
      startupProbe: { ...answers, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 60 },
      readinessProbe: { ...answers, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
      livenessProbe: {
        tcpSocket: { port: "redis" },
        periodSeconds: 20,
        timeoutSeconds: 5,
        failureThreshold: 6,
      },
      volumeMounts: [
        { name: "settings", mountPath: settingsPath, readOnly: true },
        ...certificateMount(args.tls),
      ],
    },
    volumes: [
      { name: "settings", secret: { secretName, defaultMode: 0o440 } },
      ...certificateVolume(args.tls),
    ],
  };
}
