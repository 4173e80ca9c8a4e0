import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ImageDescription } from "../offline/registry/image-list";
import { openSession, type Session } from "../offline/session";
import { REPORT_VARIABLE } from "../policies/framework/result-report";
import type { BenchArguments, Kind } from "./arguments";
import { type GeneratedService, generateServices } from "./generate";
import { type CpuProfile, type ProfileSummary, summarize } from "./profile/summary";
import { type RunUsage, watchProcesses } from "./usage";

/** Which policies judge a plan: none, two that do next to nothing, or the whole pack. */
export type Variant = "none" | "two" | "pack";

/** What one plan took. */
export interface PlanMeasure {
  readonly kind: Kind;
  readonly services: number;
  readonly variant: Variant;
  readonly resources: number;
  /** From the start of the engine to its end. */
  readonly seconds: number;
  readonly usage: RunUsage;
}

/** All plans, and where the pack spends its time at the largest of them. */
export interface PlanResults {
  readonly plans: readonly PlanMeasure[];
  readonly profiled?: {
    readonly kind: Kind;
    readonly services: number;
    readonly profile: ProfileSummary;
  };
  readonly engine: string;
}

const VARIANTS: readonly Variant[] = ["none", "two", "pack"];
const PROGRAMS = join(__dirname, "programs");
const LAZY_MODULES = join(__dirname, "..", "offline", "engine", "lazy-modules.cjs");

/** What the measuring shares with its surroundings. */
export interface Surroundings {
  readonly signal: AbortSignal;
  tell(line: string): void;
}

/**
 * Plans generated services without and with policies.
 *
 * @throws Error when a plan does not succeed: what was not planned or was refused was not measured.
 */
export async function measurePlans(
  asked: BenchArguments,
  around: Surroundings,
): Promise<PlanResults> {
  const most = Math.max(...asked.sizes);
  const session = await openSession({
    images: generateServices(most).map(imageOf),
    signal: around.signal,
    onProgress: around.tell,
  });
  try {
    const plans: PlanMeasure[] = [];
    for (const kind of asked.kinds) {
      for (const services of asked.sizes) {
        const runs: PlanMeasure[] = [];
        // In turns, so that a machine which slows down meanwhile does so for all of them.
        for (let run = 0; run < asked.repeat; run++) {
          for (const variant of VARIANTS) {
            const measured = await plan(session, { kind, services, variant });
            runs.push(measured);
            const { seconds } = measured;
            around.tell(`${kind}, ${services} services, ${variant}: ${seconds.toFixed(1)} s`);
          }
        }
        plans.push(...VARIANTS.flatMap((variant) => median(runs, variant)));
      }
    }
    const [kind = "cloud-run"] = asked.kinds;
    around.tell(`${kind}, ${most} services: where the pack spends its time`);
    const file = join(session.folder, "pack.cpuprofile");
    await plan(session, { kind, services: most, variant: "pack" }, file);
    const profiled = existsSync(file)
      ? {
          kind,
          services: most,
          profile: summarize(JSON.parse(readFileSync(file, "utf8")) as CpuProfile),
        }
      : undefined;
    return { plans, profiled, engine: session.engine.version };
  } finally {
    await session.close();
  }
}

function median(runs: readonly PlanMeasure[], variant: Variant): readonly PlanMeasure[] {
  const of = runs
    .filter((run) => run.variant === variant)
    .sort((one, other) => one.seconds - other.seconds);
  return of.slice(of.length >> 1, (of.length >> 1) + 1);
}

async function plan(
  session: Session,
  { kind, services, variant }: Pick<PlanMeasure, "kind" | "services" | "variant">,
  profile?: string,
): Promise<PlanMeasure> {
  const list = join(session.folder, `services-${services}.json`);
  writeFileSync(list, JSON.stringify(generateServices(services)));
  const configuration = {
    "services:kind": kind,
    // The whole configuration of a program is one variable of its environment, which Linux allows 128 KiB.
    "services:file": list,
    ...(kind === "cloud-run" ? { "gcp:project": "bench", "gcp:region": "europe-west1" } : {}),
  };
  const stop = watchProcesses(session.folder);
  const started = performance.now();
  const { code, stdout, stderr } = await session.pulumi(
    [
      "preview",
      "--suppress-progress",
      "--color=never",
      ...(variant === "two" ? twoPolicies(session) : []),
    ],
    {
      program: join(PROGRAMS, "services"),
      stack: "bench",
      stackFile: JSON.stringify({ config: configuration }),
      policies: variant === "pack" ? {} : false,
      environment: {
        // As most have it: our own preview asks for a report of all results, and reads it once the engine has ended.
        [REPORT_VARIABLE]: "",
        ...(profile === undefined ? {} : profiling(profile)),
      },
    },
  );
  const seconds = (performance.now() - started) / 1000;
  const usage = stop();
  const resources = Number(/(\d+) to create/.exec(stdout)?.[1] ?? 0);
  if (code !== 0 || resources < services) {
    throw new Error(
      `The plan of ${services} services on ${kind} failed:\n${(stdout + stderr).slice(-3000)}`,
    );
  }
  return { kind, services, variant, resources, seconds, usage };
}

function twoPolicies({ folder }: Session): string[] {
  const launcher = join(folder, "two-policies.sh");
  const main = join(PROGRAMS, "two-policies", "index.js");
  const pack = join(__dirname, "..", "policies");
  writeFileSync(launcher, `#!/bin/sh\ncd '${pack}' && exec '${process.execPath}' '${main}' "$@"\n`);
  chmodSync(launcher, 0o755);
  const none = join(folder, "no-configuration.json");
  writeFileSync(none, "{}");
  return ["--policy-pack", launcher, "--policy-pack-config", none];
}

function profiling(file: string): NodeJS.ProcessEnv {
  const preloads = [LAZY_MODULES, join(__dirname, "profile", "record.cjs")];
  return {
    HOLDFAST_BENCH_PROFILE: file,
    NODE_OPTIONS: preloads.map((path) => `--require ${JSON.stringify(path)}`).join(" "),
  };
}

function imageOf({ image, port }: GeneratedService): ImageDescription {
  const [repository = "", tag = ""] = image.split(":");
  return {
    repository,
    tags: [tag],
    platforms: ["linux/amd64"],
    user: "10001",
    entrypoint: ["/app"],
    command: [],
    ports: [port],
  };
}
