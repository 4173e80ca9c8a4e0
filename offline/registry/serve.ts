import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Leash } from "../process/leash";

/** A registry that runs on loopback. */
export interface RunningRegistry {
  /** Its address, such as `http://127.0.0.1:39021`. */
  readonly url: string;
  /** Ends it at once. What asks it afterwards finds nobody there. */
  stop(): Promise<void>;
}

/** How a registry is started. */
export interface ServeOptions {
  /** The registry program (CNCF Distribution 3). */
  readonly program: string;
  /** Folder for its configuration file. */
  readonly folder: string;
  /** Ends the registry when the command ends. */
  readonly leash: Leash;
}

/** Keeps everything in memory and takes any free port of the loopback address. */
const CONFIGURATION = `version: 0.1
log:
  level: info
  accesslog:
    disabled: true
storage:
  inmemory: {}
  maintenance:
    uploadpurging:
      enabled: false
http:
  addr: 127.0.0.1:0
  secret: offline
`;

/**
 * For each configuration that it serves, the registry makes a buffer of 4 MiB, and it collects garbage for each few of them;
 * it also writes traces that nobody reads. Both took most of its time. See https://pkg.go.dev/runtime#hdr-Environment_Variables.
 */
const THRIFTY = {
  GOGC: "off",
  GOMEMLIMIT: "384MiB",
  OTEL_TRACES_SAMPLER: "always_off",
  OTEL_TRACES_EXPORTER: "none",
};

/**
 * Starts an empty registry and waits until it listens.
 *
 * @throws Error with what the registry said when it ends instead.
 */
export async function serveRegistry(options: ServeOptions): Promise<RunningRegistry> {
  const configuration = join(options.folder, "registry.yaml");
  writeFileSync(configuration, CONFIGURATION);
  const registry = spawn(options.program, ["serve", configuration], {
    cwd: options.folder,
    detached: true,
    // Nothing of the user's: variables named REGISTRY_* would change the configuration.
    env: { HOME: options.folder, ...THRIFTY },
    stdio: ["ignore", "ignore", "pipe"],
  });
  options.leash.hold(registry);
  const said: string[] = [];
  const address = await new Promise<string>((resolve, reject) => {
    registry.once("error", reject);
    registry.once("exit", () =>
      reject(new Error(`The offline registry did not start. It says:\n${said.join("\n")}`)),
    );
    // Read to the end, since a full pipe would stop the registry.
    createInterface({ input: registry.stderr }).on("line", (line) => {
      if (said.length < 20) said.push(`  ${line}`);
      const [, listening] = /listening on ([\d.]+:\d+)/.exec(line) ?? [];
      if (listening) resolve(listening);
    });
  });
  return { url: `http://${address}`, stop: () => options.leash.end(registry) };
}
