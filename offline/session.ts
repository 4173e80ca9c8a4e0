import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { PolicyResult } from "../policies/framework/result-report";
import type { PackConfiguration } from "./engine/pack-configuration";
import { ensurePolicyPack } from "./engine/policy-pack";
import { parseReport } from "./engine/policy-report";
import { prepareRun } from "./engine/prepare-run";
import { type PlacedProvider, type ProviderChoice, placeProviders } from "./engine/providers";
import { type Leash, openLeash } from "./process/leash";
import { type Finished, runProcess } from "./process/run";
import type { ImageDescription } from "./registry/image-list";
import { pushImages } from "./registry/push";
import { type RunningRegistry, serveRegistry } from "./registry/serve";
import { type Chosen, chooseEngine, chooseRegistry } from "./tools/choose-tool";
import type { EnsureOptions } from "./tools/ensure-tool";

/** What an offline session is made of. */
export interface SessionOptions extends EnsureOptions {
  /** Images that the registry is filled with. Default: none, so every tag is missing. */
  readonly images?: readonly ImageDescription[];
  /** Default: `simulated`, which needs no plugins and behaves the same on every machine. */
  readonly providers?: ProviderChoice;
  /** `false` leaves the policy pack alone: it is not compiled, and no run uses it. Default: true. */
  readonly policyPack?: boolean;
}

/** One run of the Pulumi CLI. */
export interface PulumiRun {
  /** Folder of any Pulumi program, with its `Pulumi.yaml`. Nothing is written to it. */
  readonly program: string;
  /** Name of the stack. It need not exist in the state yet. */
  readonly stack: string;
  /**
   * Text of the stack file, in place of the program's own `Pulumi.<stack>.yaml`. Where there is
   * neither, the stack has no configuration.
   */
  readonly stackFile?: string;
  /** Folder of the state file. Default: the session's own, which all of its runs share. */
  readonly state?: string;
  /**
   * Configuration of the policy pack, by policy; that the session's registry stands in for all
   * others is added. `false` runs without the pack. Default: an empty configuration. Only `preview`,
   * `up` and `policy analyze` have a use for it.
   */
  readonly policies?: PackConfiguration | false;
  /** Policy packs beside ours, by folder. */
  readonly otherPacks?: readonly string[];
  /** Added to the closed environment. */
  readonly environment?: NodeJS.ProcessEnv;
  /** `inherit` writes to this process's outputs as the CLI goes. Default: `capture`. */
  readonly output?: "capture" | "inherit";
  /** Interrupts this run; the session's own signal does so too. */
  readonly signal?: AbortSignal;
}

/** What a run of the Pulumi CLI left behind. */
export interface PulumiResult extends Finished {
  /** What the policy pack reported: nothing when it did not run. */
  readonly results: readonly PolicyResult[];
}

/**
 * The real engine with providers and a registry, closed off from clouds, logins and the user's
 * settings. Everything that it needs lives in one temporary folder. Any number of sessions may be
 * open at once.
 */
export interface Session {
  readonly engine: Chosen;
  readonly providers: readonly PlacedProvider[];
  /** The registry program. */
  readonly registryProgram: Chosen;
  readonly registry: RunningRegistry;
  /** The temporary folder. Deleted at the end. */
  readonly folder: string;
  /**
   * Runs the CLI on a program, such as `["preview", "--diff"]`, `["up", "--yes"]`,
   * `["stack", "export"]` or `["policy", "analyze", "--file", exported]`. A code other than zero is
   * a result, not an error.
   *
   * @throws Error when something that changes a state meets real providers, or the pack's report
   * cannot be read.
   */
  pulumi(command: readonly string[], run: PulumiRun): Promise<PulumiResult>;
  /** Ends every process and deletes the folder. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens a session: finds or builds engine and registry, starts and fills the registry, places the
 * providers and compiles the policy pack, side by side. Always close it; should the process be killed
 * before, its processes and its folder go all the same.
 *
 * ```ts
 * const session = await openSession({ images: readImageList("offline/registry/images/staging.yaml") });
 * const { code, stdout } = await session.pulumi(["preview"], { program: ".", stack: "staging" });
 * await session.close();
 * ```
 *
 * @throws Error when a part cannot be had, saying how to get it.
 */
export async function openSession(options: SessionOptions = {}): Promise<Session> {
  const leash = openLeash();
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "holdfast-"));
  leash.remove(folder);
  try {
    const parts = await startParts(folder, leash, options);
    return sessionOf(parts, folder, leash, options);
  } catch (error) {
    await leash.close();
    throw error;
  }
}

type Parts = Pick<Session, "engine" | "providers" | "registryProgram" | "registry">;

async function startParts(folder: string, leash: Leash, options: SessionOptions): Promise<Parts> {
  // The first part that fails ends the others, which would hold the answer up.
  const failed = new AbortController();
  const { onProgress } = options;
  const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;
  const shared = { folder, leash, onProgress, signal };
  const engine = chooseEngine(shared);
  const pulumiHome = join(folder, "pulumi");
  const parts = [
    engine,
    placeProviders({
      ...shared,
      choice: options.providers ?? "simulated",
      pulumiHome,
      engine: () => engine,
    }),
    startRegistry(options.images ?? [], shared),
    options.policyPack === false ? Promise.resolve() : ensurePolicyPack(shared),
  ] as const;
  for (const part of parts) part.catch((error: unknown) => failed.abort(error));
  await Promise.allSettled(parts);
  const [chosen, providers, { registryProgram, registry }] = await Promise.all(parts);
  return { engine: chosen, providers, registryProgram, registry };
}

async function startRegistry(
  images: readonly ImageDescription[],
  shared: EnsureOptions & { readonly folder: string; readonly leash: Leash },
): Promise<Pick<Session, "registry" | "registryProgram">> {
  const registryProgram = await chooseRegistry(shared);
  const registry = await serveRegistry({ ...shared, program: registryProgram.path });
  await pushImages(registry.url, images);
  return { registryProgram, registry };
}

function sessionOf(parts: Parts, folder: string, leash: Leash, options: SessionOptions): Session {
  let runs = 0;
  return {
    ...parts,
    folder,
    async pulumi(command, run) {
      refuseRealProviders(command, options.providers ?? "simulated");
      const scratch = join(folder, `run-${++runs}`);
      mkdirSync(scratch);
      const { engine, registry } = parts;
      const surroundings = { engine, mirror: registry.url, folder, scratch };
      const policies = options.policyPack === false ? false : run.policies;
      const prepared = prepareRun(command, { ...run, policies }, surroundings);
      const signals = [options.signal, run.signal].filter((signal) => signal !== undefined);
      const finished = await runProcess({
        program: engine.path,
        arguments: prepared.arguments,
        folder: resolve(run.program),
        environment: prepared.environment,
        leash,
        output: run.output,
        signal: AbortSignal.any(signals),
        // A state that is being written is given the time to be written.
        grace: CHANGES_STATE.includes(command[0] ?? "") ? 15_000 : 2_000,
      });
      const { report } = prepared;
      const text = existsSync(report) ? readFileSync(report, "utf8") : "";
      return { ...finished, results: parseReport(text) };
    },
    close: () => leash.close(),
  };
}

const CHANGES_STATE = ["up", "update", "refresh", "destroy", "import"];

/**
 * Refuses to let real providers change anything: offline there is only a state file, and nothing in
 * a cloud that it would describe.
 *
 * @throws Error for such a command, unless providers are simulated.
 */
export function refuseRealProviders(command: readonly string[], choice: ProviderChoice): void {
  const [name = ""] = command;
  if (choice === "simulated" || !CHANGES_STATE.includes(name)) return;
  throw new Error(
    `"${name}" changes resources, and "--providers ${choice}" may be those of a real cloud. ` +
      'Offline, only simulated providers change anything: use "--providers simulated".',
  );
}
