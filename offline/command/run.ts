import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type PackConfiguration, parsePackConfiguration } from "../engine/pack-configuration";
import { prepareStackFile, stackFileOf, unknownStack } from "../engine/stack-file";
import { type ImageDescription, readImageList } from "../registry/image-list";
import { openSession, refuseRealProviders } from "../session";
import { type Arguments, parseArguments } from "./arguments";
import { header } from "./header";
import { HELP } from "./help";
import { type Progress, showProgress } from "./progress";
import { judgeRun } from "./verdict";

/** The repository, whose program is planned. */
const ROOT = join(__dirname, "..", "..");
/** Commands that the policy pack judges. */
const JUDGED = ["preview", "up"];

/**
 * Runs one command of the offline plan.
 *
 * @param line Arguments of the command line.
 * @param signal Ends everything that was started.
 * @returns The exit code.
 * @throws Error whose message is for the user.
 */
export async function run(line: readonly string[], signal: AbortSignal): Promise<number> {
  const asked = parseArguments(line);
  if (asked.help) {
    await print(process.stdout, HELP);
    return 0;
  }
  refuseRealProviders(asked.command, asked.providers);
  const stackFile = stackFileOf(ROOT, asked.stack);
  if (!stackFile) throw unknownStack(ROOT, asked.stack);
  const { placeholders } = prepareStackFile(
    readFileSync(stackFile, "utf8"),
    relative(ROOT, stackFile),
  );
  const images = imagesOf(asked.stack);
  const configuration = packConfigurationOf(asked);

  const isJudged = JUDGED.includes(asked.command[0] ?? "");

  const progress = progressOnStandardError();
  const session = await openSession({
    images,
    providers: asked.providers,
    policyPack: isJudged,
    onProgress: progress.tell,
    signal,
  }).finally(progress.finish);
  try {
    // What reads JSON wants nothing but JSON.
    const isJson = asked.command.some((word) => word === "--json" || word === "-j");
    const output = isJson ? process.stderr : process.stdout;
    if (asked.command[0] !== "stack") {
      const { engine, providers, registryProgram } = session;
      const { stack } = asked;
      const facts = { stack, engine, providers, registryProgram, images, placeholders };
      await print(output, header(facts));
    }
    const { code, results } = await session.pulumi(withDefaults(asked.command), {
      program: ROOT,
      stack: asked.stack,
      state: asked.state && fromUser(asked.state),
      policies: configuration,
      otherPacks: asked.otherPacks.map(fromUser),
      output: "inherit",
    });
    if (!isJudged) return code;
    const verdict = judgeRun(code, results, configuration);
    await print(output, verdict.text);
    return verdict.code;
  } finally {
    await session.close();
  }
}

/** Which images exist for a stack. A stack without a list has an empty registry. */
function imagesOf(stack: string): ImageDescription[] {
  const file = join(ROOT, "offline", "registry", "images", `${stack}.yaml`);
  return existsSync(file) ? readImageList(file) : [];
}

function packConfigurationOf({ packConfiguration }: Arguments): PackConfiguration {
  if (packConfiguration === undefined) return {};
  const file = fromUser(packConfiguration);
  if (existsSync(file))
    return parsePackConfiguration(readFileSync(file, "utf8"), packConfiguration);
  throw new Error(`There is no policy pack configuration "${packConfiguration}".`);
}

/** npm runs scripts in the folder of the package and says where the user was. */
function fromUser(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

/** Nobody can be asked, so what changes a state goes ahead; its preview is a command of its own. */
function withDefaults(command: readonly string[]): string[] {
  const [name = ""] = command;
  const defaults: [string, boolean][] = [
    ["--suppress-progress", name !== "stack"],
    ["--yes", ["up", "refresh", "destroy"].includes(name)],
    ["--skip-preview", ["up", "refresh", "destroy"].includes(name)],
    [`--color=${process.stdout.isTTY && !process.env.NO_COLOR ? "always" : "never"}`, true],
  ];
  const isGiven = (option: string) =>
    command.some((word) => word.split("=")[0] === option.split("=")[0]);
  return [
    ...command,
    ...defaults.flatMap(([option, fits]) => (fits && !isGiven(option) ? option : [])),
  ];
}

/** Writes, and waits until it is written: the engine writes to the same outputs next. */
function print(output: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

function progressOnStandardError(): Progress {
  return showProgress({
    write: (text) => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY === true,
    now: () => performance.now(),
  });
}
