import { memoized } from "../../framework/memoized";
import { isKnown, type Value } from "../../framework/value";
import { findCommandEndpoints } from "../endpoint/command-line";
import { nameWords } from "../endpoint/name-words";
import type { Container, Workload } from "../workload/workload";
import { type FoundEndpoint, findInText } from "./text";

/** An endpoint that a container is given in its variables, its command or its arguments. */
export interface ContainerEndpoint extends FoundEndpoint {
  /** Property path of the text that holds it, such as `template.containers[0].envs[3].value`. */
  readonly path: string;
}

/** A text of a container that cannot be read now. */
export interface UnreadText {
  readonly path: string;
  readonly reason: string;
  /** Name of the variable, where there is one and it is known. */
  readonly variable?: string;
}

/** The endpoints in the variables of a container and in its command, and what cannot be read of them. */
export interface ContainerTexts {
  readonly endpoints: readonly ContainerEndpoint[];
  readonly unread: readonly UnreadText[];
  /** The variables by the words of their names; see `Carrying.siblings`. */
  readonly siblings: ReadonlyMap<string, string | undefined>;
}

/** Reads all texts that a program gives to a container of a workload itself. */
export const readContainerTexts = memoized(
  (container: Container, workload: Workload): ContainerTexts => {
    const environment = readEnvironment(container, workload.platform);
    const command = readCommand(container, workload, environment);
    return {
      endpoints: [...environment.endpoints, ...command.endpoints],
      unread: [...environment.unread, ...command.unread],
      siblings: environment.siblings,
    };
  },
);

interface Environment extends ContainerTexts {
  /** The literal values by the names as written, for references in later ones. */
  readonly literals: ReadonlyMap<string, string>;
}

function readEnvironment(container: Container, platform: Workload["platform"]): Environment {
  const literals = new Map<string, string>();
  const siblings = new Map<string, string | undefined>();
  const unread: UnreadText[] = [];
  const texts: { path: string; name: string; text: string }[] = [];
  for (const { path, name, value, reference } of container.environment) {
    const key = isKnown(name) ? name : "";
    if (value !== undefined && !isKnown(value)) {
      unread.push({ path, reason: value.reason, ...(key === "" ? {} : { variable: key }) });
    }
    const text = isKnown(value) && value !== undefined ? expanded(value, literals) : undefined;
    if (text !== undefined) {
      literals.set(key, text);
      texts.push({ path, name: key, text });
    }
    if (text !== undefined || value !== undefined || reference !== undefined) {
      siblings.set(nameWords(key).join(" "), text);
    }
  }
  if (container.environmentUnknown !== undefined) {
    const list = platform === "cloud-run" ? "envs" : "env";
    unread.push({ path: `${container.path}.${list}`, reason: container.environmentUnknown });
  }
  const endpoints = texts.flatMap(({ path, name, text }) =>
    findInText(text, name, { name: nameWords(name), siblings }).map((found) => ({
      ...found,
      path,
    })),
  );
  return { endpoints, unread, siblings, literals };
}

/**
 * Puts the values of variables in place of `$(NAME)`, as the platforms do; `$$(NAME)` stays a text:
 * https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables.
 */
function expanded(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$\$|\$\(([A-Za-z_][\w.-]*)\)/g,
    (whole, name: string | undefined) => (name === undefined ? "$" : variables.get(name)) ?? whole,
  );
}

function readCommand(
  container: Container,
  workload: Workload,
  { literals }: Environment,
): Omit<ContainerTexts, "siblings"> {
  const command = wordsOf(container.command, commandPath(container, workload));
  const args = wordsOf(container.args, `${container.path}.args`);
  const words = [...command.words, ...args.words];
  const texts = words.map(({ text }) =>
    isKnown(text) ? withShellVariables(expanded(text, literals), literals) : undefined,
  );
  const hasCommand = command.words.length > 0;
  const found = findCommandEndpoints(texts, hasCommand ? undefined : imageName(container));
  const inFiles = texts.flatMap((text, word) =>
    findInFile(text ?? "").map((each) => ({ ...each, word })),
  );
  return {
    endpoints: [...found, ...inFiles].flatMap(({ word, ...each }) => {
      const path = words[word]?.path;
      return path === undefined ? [] : [{ ...each, path }];
    }),
    unread: [
      ...command.unread,
      ...args.unread,
      ...words.flatMap(({ path, text }) => (isKnown(text) ? [] : [{ path, reason: text.reason }])),
    ],
  };
}

/** A file as an argument: `--config={"db":{"host":"localhost"}}`. */
function findInFile(text: string): readonly FoundEndpoint[] {
  const [, flag = "", file = ""] = /^(?:(--?[A-Za-z][\w.-]*)=)?\s*([[{].*)$/s.exec(text) ?? [];
  const isFile = /[:=]\s/.test(file) || file.includes('"');
  return isFile ? findInText(file, flag).filter(({ at }) => at !== undefined) : [];
}

/** `$NAME` and `${NAME}` in a script. */
function withShellVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$(?:\{(\w+)\}|([A-Za-z_]\w*))/g,
    (whole, braced?: string, plain?: string) => variables.get(braced ?? plain ?? "") ?? whole,
  );
}

interface Words {
  readonly words: readonly { readonly path: string; readonly text: Value<string> }[];
  readonly unread: readonly UnreadText[];
}

function wordsOf(list: Container["command"], path: string): Words {
  if (list === undefined) {
    return { words: [], unread: [] };
  }
  return isKnown(list)
    ? { words: list.map((text, index) => ({ path: `${path}[${index}]`, text })), unread: [] }
    : { words: [], unread: [{ path, reason: list.reason }] };
}

function commandPath(container: Container, { platform }: Workload): string {
  return `${container.path}.${platform === "cloud-run" ? "commands" : "command"}`;
}

/** The last component of an image's repository, such as `cloud-sql-proxy`; undefined when it is not known. */
export function imageName({ image }: Pick<Container, "image">): string | undefined {
  return typeof image === "string"
    ? /([^/@:]+)(?::[^/@]*)?(?:@[^/]*)?$/.exec(image)?.[1]?.toLowerCase()
    : undefined;
}
