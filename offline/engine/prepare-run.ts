import { readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { REPORT_VARIABLE } from "../../policies/framework/result-report";
import type { PulumiRun } from "../session";
import type { Chosen } from "../tools/choose-tool";
import { closedEnvironment } from "./environment";
import { withMirror } from "./pack-configuration";
import { writePackLauncher } from "./policy-pack";
import { readProjectFile } from "./project-file";
import { prepareStackFile, stackFileOf } from "./stack-file";
import { ensureStack } from "./state";

/** A run of the CLI, down to the last argument. */
export interface PreparedRun {
  readonly arguments: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** File that the policy pack reports to. There is none when the pack does not run. */
  readonly report: string;
}

/** What a run takes from its session. */
export interface Surroundings {
  readonly engine: Chosen;
  /** Address of the registry. */
  readonly mirror: string;
  /** Folder of the session. */
  readonly folder: string;
  /** Folder for the files of this run alone. */
  readonly scratch: string;
}

/** Commands that run the program or its state through the engine. */
const OPERATIONS = ["preview", "up", "update", "refresh", "destroy"];
/** Commands that a policy pack judges. */
const JUDGED = ["preview", "up", "update", "policy"];

/** Writes the files of a run and puts its arguments and environment together. */
export function prepareRun(
  command: readonly string[],
  run: PulumiRun,
  surroundings: Surroundings,
): PreparedRun {
  const { engine, folder, scratch } = surroundings;
  const [name = ""] = command;
  const state = run.state ? resolve(run.state) : join(folder, "state");
  const project = readProjectFile(run.program);
  ensureStack(state, project.name, run.stack);
  const report = join(scratch, "policy-report");
  return {
    arguments: [
      ...command,
      "--non-interactive",
      ...(OPERATIONS.includes(name) ? operationArguments(run, surroundings) : []),
      ...(name === "stack" ? ["--stack", run.stack] : []),
      ...(JUDGED.includes(name) ? packArguments(run, surroundings) : []),
    ],
    environment: {
      ...closedEnvironment({ engine, folder, state, pulumiHome: join(folder, "pulumi") }),
      [REPORT_VARIABLE]: report,
      // The language host that can be built knows this option by its variable alone.
      ...(project.tsconfig ? { PULUMI_NODEJS_TSCONFIG_PATH: project.tsconfig } : {}),
      ...run.environment,
    },
    report,
  };
}

function operationArguments(run: PulumiRun, { scratch }: Surroundings): string[] {
  const file = join(scratch, `Pulumi.${run.stack}.yaml`);
  writeFileSync(file, stackFileText(run));
  // A copy, since the CLI writes into the stack file.
  return ["--stack", run.stack, "--config-file", file];
}

function stackFileText({ program, stack, stackFile }: PulumiRun): string {
  if (stackFile !== undefined) return prepareStackFile(stackFile, `Pulumi.${stack}.yaml`).text;
  const path = stackFileOf(program, stack);
  return prepareStackFile(path ? readFileSync(path, "utf8") : "", basename(path ?? "")).text;
}

function packArguments(run: PulumiRun, { mirror, scratch }: Surroundings): string[] {
  if (run.policies === false) return [];
  const configuration = join(scratch, "policy-pack-config.json");
  writeFileSync(configuration, JSON.stringify(withMirror(run.policies ?? {}, mirror)));
  // The CLI wants one configuration for each pack, in the same order.
  const none = join(scratch, "no-config.json");
  writeFileSync(none, "{}");
  const packs = [[writePackLauncher(scratch), configuration]];
  for (const pack of run.otherPacks ?? []) packs.push([resolve(pack), none]);
  return packs.flatMap(([pack = "", config = ""]) => [
    ...["--policy-pack", pack],
    ...["--policy-pack-config", config],
  ]);
}
