import { type Finding, undetermined, violation } from "../framework/finding";
import { isKnown, type Value } from "../framework/value";
import { type Start, startOf } from "../models/entry-point/start";
import { type StartSource, startedWords } from "../models/entry-point/started-words";
import { isFinding, type NamedImage, readable } from "../models/image/container-image";
import type { Container } from "../models/workload/workload";
import type { PolicyRegistry } from "../registry/shared-registry";

const WHAT = "what it starts";

/** A container as its platform starts it. */
export interface StartedContainer {
  readonly container: Container;
  /** What the platform calls the list that takes the place of the entry point. */
  readonly commandKey: "command" | "commands";
  /** Whether something may be typed into it: a shell then waits for that. Only Kubernetes has it. */
  readonly attached: Value<boolean>;
}

/**
 * What is wrong with the start of a container: nothing, or one finding. The image is read only where it takes the image
 * to tell.
 */
export async function checkStart(
  started: StartedContainer,
  readImage: () => Promise<Value<NamedImage>>,
  registry: PolicyRegistry,
): Promise<readonly Finding[]> {
  const { container } = started;
  const own = startedWords(container, undefined);
  if (own !== undefined) {
    const place = `${container.path}.${started.commandKey}`;
    return judge(startOf(own.words), place, "", started, own.source);
  }
  const path = `${container.path}.image`;
  const read = readable(path, await readImage(), WHAT, registry);
  if (isFinding(read)) return [read];
  const { shown, contents } = read;
  if (contents.kind === "artifact") {
    const message = `names ${shown}, which is ${contents.what} and no image: no container starts from it. Name an image.`;
    return [violation(path, message)];
  }
  const words = startedWords(container, contents.configuration);
  return words === undefined
    ? []
    : judge(startOf(words.words), path, `names ${shown}, which `, started, words.source);
}

/**
 * @param path The place to speak of.
 * @param subject What stands before the verb: the image, or nothing where the place is the command itself.
 */
function judge(
  start: Start,
  path: string,
  subject: string,
  { attached, commandKey }: StartedContainer,
  source: StartSource,
): readonly Finding[] {
  if (start.kind === "something" || attached === true) return [];
  const action = `Name the image that holds the application, or give the program in "${commandKey}" or "args".`;
  if (start.kind === "unknown") {
    const because =
      source === "image"
        ? "cannot be told"
        : "depends on a word that is known only after deployment";
    const message = `${subject}starts what ${because}. Give the first words of the command as literals.`;
    return [undetermined(path, message)];
  }
  if (!isKnown(attached)) {
    const message = `${subject}starts ${describe(start)} and ends at once, unless it has a standard input, which ${attached.reason}. ${action}`;
    return [undetermined(path, message)];
  }
  return [violation(path, `${subject}starts ${describe(start)} and ends at once. ${action}`)];
}

function describe(start: Exclude<Start, { kind: "something" | "unknown" }>): string {
  return start.kind === "nothing"
    ? "nothing"
    : `"${start.program}" without a program for it to run`;
}
