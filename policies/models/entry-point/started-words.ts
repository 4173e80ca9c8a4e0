import { isKnown, type Value } from "../../framework/value";
import type { ImageConfiguration } from "../../registry/reading";
import type { Container } from "../workload/workload";
import type { Word } from "./start";

/** Where the words of a command come from: it is the first place to look at when they are wrong. */
export type StartSource = "command" | "args" | "image";

/** The words that a platform makes a container start with. */
export interface StartedWords {
  readonly words: readonly Word[];
  readonly source: StartSource;
}

/** The parts of an image that say how it starts. */
export type ImageStart = Pick<ImageConfiguration, "entrypoint" | "command">;

/**
 * The words that a container starts with, as Kubernetes and Cloud Run put them together: its command takes the place of
 * the image's entry point and drops the image's command; its arguments take the place of the image's command; empty lists
 * are as good as none (https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/).
 *
 * @param image What the image says; undefined where that is not known.
 * @returns undefined where it takes the image to tell, and that is not known.
 */
export function startedWords(
  { command, args, environment }: Container,
  image: ImageStart | undefined,
): StartedWords | undefined {
  const expand = expander(environment);
  const ownCommand = wordsOf(command)?.map(expand);
  const ownArguments = wordsOf(args)?.map(expand);
  if (ownCommand !== undefined && ownCommand.length > 0) {
    return { words: [...ownCommand, ...(ownArguments ?? [])], source: "command" };
  }
  if (image === undefined) return undefined;
  const { entrypoint } = image;
  return ownArguments !== undefined && ownArguments.length > 0
    ? { words: [...entrypoint, ...ownArguments], source: "args" }
    : { words: [...entrypoint, ...image.command], source: "image" };
}

/** A list that cannot be read now counts as one word that cannot. */
function wordsOf(list: Container["command"]): readonly Word[] | undefined {
  if (!isKnown(list)) return [undefined];
  return list?.map((word) => (isKnown(word) ? word : undefined));
}

/** Puts in the variables that Kubernetes puts in, as far as the container gives them as literals. */
function expander(environment: Container["environment"]): (word: Word) => Word {
  const literals = new Map<Value<string>, Value<string> | undefined>(
    environment.map(({ name, value }) => [name, value]),
  );
  return (word) => {
    let unknown = false;
    const expanded = word?.replace(/\$\(([A-Za-z_][\w.-]*)\)/g, (whole, name: string) => {
      const value = literals.get(name);
      if (typeof value === "string") return value;
      unknown ||= literals.has(name);
      return whole;
    });
    return unknown ? undefined : expanded;
  };
}
