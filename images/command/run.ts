import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileBeside, servicesKey } from "../../config/services-file";
import { parsePackConfiguration } from "../../offline/engine/pack-configuration";
import { configurationOf } from "../../policies/framework/configuration";
import { options } from "../../policies/image-exists/options";
import { RegistryClient } from "../../policies/registry/client";
import { parseDuration } from "../../policies/registry/duration";
import type { ImageRegistry } from "../../policies/registry/lookup";
import { parseMirrors } from "../../policies/registry/mirrors";
import { type Setting, withSettings } from "../edit";
import { type Outcome, pinImage, whyGone } from "../pin";
import { readStackImages, type StackImages, settingsOf } from "../stack-images";
import { type Arguments, HELP, parseArguments } from "./arguments";

/** Where a run happens. */
export interface Surroundings {
  /** Folder of the stack files. */
  readonly folder: string;
  /** Folder that the names of other files are relative to. */
  readonly workingDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly output: { write(text: string): unknown };
  readonly errors: { write(text: string): unknown };
}

/** Runs the command; 0 when it is done, 1 when nothing was changed. */
export async function run(line: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    const given = parseArguments(line);
    surroundings.output.write(given === undefined ? HELP : await change(given, surroundings));
    return 0;
  } catch (error) {
    surroundings.errors.write(`${(error as Error).message}\n`);
    return 1;
  }
}

/** Changes the stack file as a whole or not at all, and says what is different. */
async function change(given: Arguments, surroundings: Surroundings): Promise<string> {
  const file = `Pulumi.${given.stack}.yaml`;
  const path = join(surroundings.folder, file);
  const text = readText(path, file);
  const stack = readStackImages(text, file, fileBeside(surroundings.folder));
  const registry = registryFor(given, surroundings);
  const services = chosen(given, stack, file);
  const outcomes = await Promise.all(
    services.map((service) =>
      given.command === "pin"
        ? pinImage(service, stack.images.get(service) ?? "", given.tag, registry)
        : rollBack(service, stack, given.unverified ? undefined : registry),
    ),
  );
  const problems = outcomes.flatMap((outcome) =>
    outcome.kind === "problem" ? [`  ${outcome.service}: ${outcome.message}`] : [],
  );
  if (problems.length > 0) throw new Error(`"${file}" stays as it is:\n${problems.join("\n")}`);
  const changes = outcomes.flatMap((outcome) =>
    outcome.kind === "change" ? [outcome.change] : [],
  );
  if (changes.length > 0) {
    const texts = editedFiles(text, settingsOf(changes, stack), stack, surroundings.folder);
    writeFiles(new Map([[path, texts.stackFile], ...texts.services]));
  }
  return report(file, outcomes, given, stack);
}

interface EditedFiles {
  readonly stackFile: string;
  /** The file of the services with its path, where there is one. */
  readonly services: readonly (readonly [path: string, text: string])[];
}

/** The texts of all files with the settings in them. */
function editedFiles(
  text: string,
  settings: readonly Setting[],
  { servicesFile }: StackImages,
  folder: string,
): EditedFiles {
  if (servicesFile === undefined) return { stackFile: withSettings(text, settings), services: [] };
  const isOfService = ({ path: [, key] }: Setting) => key === servicesKey;
  const ofServices = settings
    .filter(isOfService)
    .map((setting) => ({ ...setting, path: setting.path.slice(2) }));
  const path = join(folder, servicesFile);
  return {
    stackFile: withSettings(
      text,
      settings.filter((setting) => !isOfService(setting)),
    ),
    services: [[path, withSettings(readText(path, servicesFile), ofServices)]],
  };
}

/** Writes all files, none before each of them could be written beside its place. */
function writeFiles(texts: ReadonlyMap<string, string>): void {
  for (const [path, text] of texts) writeFileSync(`${path}.new`, text);
  for (const path of texts.keys()) renameSync(`${path}.new`, path);
}

function readText(path: string, file: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new Error(`There is no file "${file}".`);
  }
}

/** The services that are meant: for a rollback all that have something to go back to. */
function chosen({ command, services }: Arguments, stack: StackImages, file: string): string[] {
  const unknown = services.filter((service) => !stack.images.has(service));
  if (unknown.length > 0) {
    const names = unknown.map((name) => `"${name}"`).join(", ");
    throw new Error(
      `"${file}" has no service ${names}; it has ${[...stack.images.keys()].map((name) => `"${name}"`).join(", ")}.`,
    );
  }
  if (services.length > 0) return [...services];
  const all = [...stack.images.keys()];
  if (command === "pin") return all;
  const recorded = all.filter((service) => stack.previous.has(service));
  if (recorded.length > 0) return recorded;
  throw new Error(`"${file}" records no previous image, so there is nothing to go back to.`);
}

async function rollBack(
  service: string,
  { images, previous }: StackImages,
  registry: ImageRegistry | undefined,
): Promise<Outcome> {
  const from = images.get(service) ?? "";
  const to = previous.get(service);
  if (to === undefined) {
    return { kind: "problem", service, message: "No previous image is recorded." };
  }
  if (to === from) return { kind: "unchanged", service, image: from };
  const problem = registry === undefined ? undefined : await whyGone(to, registry);
  return problem === undefined
    ? { kind: "change", change: { service, from, to, previous: from } }
    : { kind: "problem", service, message: problem };
}

/** Asks registries as the policy pack does, with the same configuration. */
function registryFor(
  { packConfiguration }: Arguments,
  { workingDirectory, environment }: Surroundings,
): ImageRegistry {
  const given =
    packConfiguration === undefined
      ? {}
      : parsePackConfiguration(
          readText(resolve(workingDirectory, packConfiguration), packConfiguration),
          packConfiguration,
        )["image-exists"];
  const { enforcementLevel: _, ...own } =
    typeof given === "object" && given !== null ? (given as Record<string, unknown>) : {};
  const { mirrors, timeout, concurrency } = configurationOf("image-exists", options).read(own);
  return new RegistryClient({
    mirrors: parseMirrors(mirrors),
    timeout: parseDuration(timeout),
    concurrency,
    environment,
  });
}

function report(
  file: string,
  outcomes: readonly Outcome[],
  { command, stack: name }: Arguments,
  stack: StackImages,
): string {
  const lines = outcomes.flatMap((outcome) => {
    if (outcome.kind === "problem") return [];
    if (outcome.kind === "unchanged") return [`  ${outcome.service}: stays "${outcome.image}"`];
    const { service, from, to, previous } = outcome.change;
    const record = previous === undefined ? "" : `\n    previous: "${previous}"`;
    return [`  ${service}: "${from}" is now "${to}"${record}`];
  });
  const hint =
    command === "pin" && !stack.pinned
      ? '\nWrite "holdfast:release: { pinning: digest }" to have an image without a digest refused.'
      : "";
  const changed = outcomes.some(({ kind }) => kind === "change");
  const next = changed ? `\nDeploy it: pulumi up --stack ${name} --policy-pack policies` : "";
  return `${file}:\n${lines.join("\n")}${hint}${next}\n`;
}
