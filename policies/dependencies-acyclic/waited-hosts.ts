import { Place } from "../framework/place";
import { isKnown } from "../framework/value";
import { programOf } from "../models/endpoint/programs";
import { isScript, shellCommands } from "../models/endpoint/shell";
import type { Container, Workload } from "../models/workload/workload";

/** A host for which the command of a container waits. */
export interface WaitedHost {
  readonly host: string;
  /** Property path of the word that names it. */
  readonly path: string;
}

/** A host as a word of its own, with a port or without: `nc -z api 80`, `wait-for-it.sh api:80`, `wait4x tcp api:80`. */
const HOST = /^(?:tcp:\/\/)?([a-z][a-z0-9.-]*)(?::\d{1,5})?$/;

/**
 * The hosts that clients are given as words in the commands of a workload, as in `until nc -z api 80; do sleep 1; done`: nothing
 * says more clearly for what it waits. What is no host among these words is the name of no Service.
 */
export function waitedHosts({ containers }: Workload): readonly WaitedHost[] {
  return containers.flatMap((container) => {
    const words = wordsOf(container);
    const texts = words.map(({ text }) => text);
    const scripts = words.flatMap(({ text, path }, at) =>
      text !== undefined && isScript(texts, at)
        ? shellCommands(text).flatMap((command) => hostsIn(command).map((host) => ({ host, path })))
        : [],
    );
    const plain = words.flatMap(({ text, path }, at) =>
      text === undefined || isScript(texts, at) ? [] : [{ text, path }],
    );
    const own = new Set(hostsIn(plain.map(({ text }) => text)));
    return [
      ...scripts,
      ...plain.flatMap(({ text, path }) => {
        const [, host = ""] = HOST.exec(text) ?? [];
        return own.has(host) ? [{ host, path }] : [];
      }),
    ];
  });
}

/** The words behind a client that may be hosts; what stands behind `--` is the command that follows. */
function hostsIn(command: readonly string[]): readonly string[] {
  if (programOf(command)?.does !== "connect") {
    return [];
  }
  const end = command.indexOf("--");
  return command
    .slice(1, end === -1 ? undefined : end)
    .flatMap((word) => HOST.exec(word)?.[1] ?? []);
}

function wordsOf({ command, args, path }: Container) {
  return [command, args].flatMap((list, index) =>
    list === undefined || !isKnown(list)
      ? []
      : list.map((word, at) => ({
          text: isKnown(word) ? word : undefined,
          path: new Place(undefined, `${path}.${index === 0 ? "command" : "args"}[${at}]`).path,
        })),
  );
}
