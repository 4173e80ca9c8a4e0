import type { Raw } from "../../config/stack-file.fixture";
import type { Place } from "./places";

/** A good file with one thing broken. */
export interface BrokenFile {
  /** What was done, for the message of a test that fails. */
  readonly what: string;
  readonly file: Raw;
  /** Where it was done: a problem has to stand there, above, below, or to name it. */
  readonly at: readonly (string | number)[];
  /** The top keys that Pulumi keeps encrypted. Default: none. */
  readonly secretKeys?: readonly string[];
  /** Whether the file must be refused. Otherwise it may also be taken, where what was done means something. */
  readonly mustBeRefused: boolean;
}

/** One kind of mistake that people make in a stack file. */
export interface Fault {
  readonly name: string;
  /** The file, broken in this way at each place where that can be done. */
  broken(file: Raw, places: readonly Place[]): Iterable<BrokenFile>;
}

/** A copy of a file with another value at a place; `undefined` takes the place away. */
export function withValue(file: Raw, path: Place["path"], value: unknown): Raw {
  return changed(file, path, (holder, last) => {
    if (value !== undefined) {
      define(holder, last, value);
    } else if (Array.isArray(holder)) {
      holder.splice(Number(last), 1);
    } else {
      delete holder[last];
    }
  });
}

/** A copy of a file in which the last key of a path is another one, at the same position. */
export function withKey(file: Raw, path: Place["path"], key: string): Raw {
  return changed(file, path, (holder, last) => {
    const entries = Object.entries(holder);
    for (const [name] of entries) {
      delete holder[name];
    }
    for (const [name, value] of entries) {
      define(holder, name === last ? key : name, value);
    }
  });
}

function define(holder: Raw, key: string | number, value: unknown): void {
  // An assignment would take `__proto__` for the prototype.
  Object.defineProperty(holder, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function changed(
  file: Raw,
  path: Place["path"],
  change: (holder: Raw, last: string | number) => void,
): Raw {
  const copy = structuredClone(file);
  const holder = path.slice(0, -1).reduce<Raw>((value, segment) => value[segment], copy);
  change(holder, path.at(-1) ?? "");
  return copy;
}

/** A path as people read it. */
export function shown(path: Place["path"]): string {
  return path.join(".");
}
