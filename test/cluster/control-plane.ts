import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { type Leash, openLeash } from "../../offline/process/leash";
import {
  type ChooseOptions,
  type Chosen,
  chooseApiServer,
  chooseEtcd,
} from "../../offline/tools/choose-tool";
import { selfSignedCertificate } from "../registry/certificate";
import { ApiClient } from "./api-client";
import { freePorts } from "./free-ports";

/** How long the API server may take until it is ready, in milliseconds. */
const READY_WITHIN = 120_000;
/** How often a start is tried anew, since somebody may take a port between its choice and its use. */
const ATTEMPTS = 3;
/** How many of a program's last lines a message repeats. */
const LAST_LINES = 15;

/** The API server of Kubernetes on loopback, with its etcd. There are no controllers, no nodes and no other admission. */
export interface ControlPlane {
  /** The API server program. */
  readonly apiServer: Chosen;
  /** The etcd program. */
  readonly etcd: Chosen;
  /** Asks the API server as an administrator. */
  readonly client: ApiClient;
  /** The temporary folder of everything; gone after `stop`. */
  readonly folder: string;
  /** Ends both and deletes their folder. */
  stop(): Promise<void>;
}

/** How a control plane is started. */
export interface ControlPlaneOptions {
  /** Told in a few words what is being done. Default: nobody is told. */
  readonly onProgress?: (message: string) => void;
}

/**
 * Starts etcd and the API server, which are built first where the PATH has none, and waits until they are ready.
 *
 * @throws Error with what a program said when it ends instead.
 */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-cluster-"));
  const leash = openLeash();
  leash.remove(folder);
  try {
    const choice: ChooseOptions = { folder, leash, onProgress: options.onProgress };
    const etcd = await chooseEtcd(choice);
    const apiServer = await chooseApiServer(choice);
    const client = await retried(() => start({ etcd, apiServer, folder, leash }));
    return { apiServer, etcd, client, folder, stop: () => leash.close() };
  } catch (error) {
    await leash.close();
    throw error;
  }
}

interface Parts {
  readonly etcd: Chosen;
  readonly apiServer: Chosen;
  readonly folder: string;
  readonly leash: Leash;
}

async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const isTaken = /address already in use/.test(String(error));
      if (!isTaken || attempt === ATTEMPTS) throw error;
    }
  }
}

async function start({ etcd, apiServer, folder, leash }: Parts): Promise<ApiClient> {
  const [client = 0, peer = 0, secure = 0] = await freePorts(3);
  const store = `http://127.0.0.1:${client}`;
  const own = mkdtempSync(join(folder, "run-"));
  const database = run("etcd", etcd.path, etcdArguments(own, store, peer), own, leash);
  const { certificate, token, flags } = credentials(own);
  const server = run(
    "kube-apiserver",
    apiServer.path,
    [
      `--etcd-servers=${store}`,
      "--bind-address=127.0.0.1",
      `--secure-port=${secure}`,
      // A loopback address may not be advertised, and nobody asks for this one.
      "--advertise-address=192.0.2.1",
      "--endpoint-reconciler-type=none",
      "--service-cluster-ip-range=10.96.0.0/16",
      "--authorization-mode=RBAC",
      // Without controllers nobody makes the account that every namespace has.
      "--disable-admission-plugins=ServiceAccount",
      "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
      ...flags,
    ],
    own,
    leash,
  );
  const api = new ApiClient({ port: secure, authority: certificate, token });
  const ended = Promise.race([database.ended, server.ended]);
  try {
    await Promise.race([untilReady(api), ended]);
  } catch (error) {
    await Promise.all([leash.end(server.process), leash.end(database.process)]);
    throw error;
  }
  // What ends them later, or the end of the tests, is no failure of the start.
  ended.catch(() => undefined);
  return api;
}

function etcdArguments(folder: string, store: string, peer: number): string[] {
  return [
    `--data-dir=${join(folder, "etcd")}`,
    `--listen-client-urls=${store}`,
    `--advertise-client-urls=${store}`,
    `--listen-peer-urls=http://127.0.0.1:${peer}`,
    // Nothing has to outlive this process.
    "--unsafe-no-fsync",
    "--log-level=error",
  ];
}

/** Makes what the API server signs with and is known by, and the flags that name it. */
function credentials(folder: string) {
  const place = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  const { certificate, key } = selfSignedCertificate(["localhost"]);
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const accounts = place(
    "accounts.pem",
    privateKey.export({ type: "pkcs1", format: "pem" }).toString(),
  );
  const token = randomUUID();
  mkdirSync(join(folder, "certificates"));
  return {
    certificate,
    token,
    flags: [
      `--tls-cert-file=${place("server.crt", certificate)}`,
      `--tls-private-key-file=${place("server.key", key)}`,
      `--cert-dir=${join(folder, "certificates")}`,
      `--service-account-key-file=${accounts}`,
      `--service-account-signing-key-file=${accounts}`,
      `--token-auth-file=${place("tokens.csv", `${token},admin,admin,"system:masters"\n`)}`,
    ],
  };
}

interface Running {
  readonly process: ChildProcess;
  /** Never resolves; rejects when the program ends, with what it said. */
  readonly ended: Promise<never>;
}

function run(
  name: string,
  program: string,
  line: readonly string[],
  folder: string,
  leash: Leash,
): Running {
  const child = spawn(program, line, {
    cwd: folder,
    detached: true,
    // Nothing of the user's: variables named ETCD_* would change the configuration.
    env: { HOME: folder },
    stdio: ["ignore", "ignore", "pipe"],
  });
  leash.hold(child);
  const said: string[] = [];
  createInterface({ input: child.stderr }).on("line", (text) => {
    said.push(`  ${text}`);
    if (said.length > LAST_LINES) said.shift();
  });
  const ended = new Promise<never>((_, reject) => {
    child.once("error", reject);
    child.once("close", () =>
      reject(new Error(`${name} did not start. It says:\n${said.join("\n")}`)),
    );
  });
  return { process: child, ended };
}

async function untilReady(client: ApiClient): Promise<void> {
  const end = Date.now() + READY_WITHIN;
  for (let last = "nothing"; ; await sleep(100)) {
    const answer = await client.get("/readyz").catch((error: Error) => error);
    if (!(answer instanceof Error)) {
      if (answer.status === 200) return;
      last = answer.text;
    }
    if (Date.now() > end) throw new Error(`The API server is not ready. It says:\n${last}`);
  }
}
