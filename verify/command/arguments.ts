import { type Group, groups } from "../plan";
import { parseConnectTo } from "../transport/connect-to";
import type { Address } from "../transport/reach";
import { DEADLINE_SECONDS } from "../verify";

/** What the user asks for. */
export interface Arguments {
  /** Name of the stack. Default: `staging`. */
  readonly stack: string;
  /** The groups to run. Default: all. */
  readonly groups: readonly Group[];
  /** Hosts that are reached elsewhere. */
  readonly connectTo: ReadonlyMap<string, Address>;
  /** File with certificates of authorities that are trusted as well. */
  readonly certificateAuthorities?: string;
  /** Seconds for the whole run. */
  readonly deadlineSeconds: number;
  /** Prints the report as JSON. */
  readonly json: boolean;
  /** File for a report in the form of JUnit. */
  readonly junit?: string;
  /** Only shows what would be checked. */
  readonly plan: boolean;
  /** Leaves out what needs the password of the golden path's user. */
  readonly withoutLogin: boolean;
  /** Only the help was asked for. */
  readonly help: boolean;
}

type Option = "stack" | "only" | "connect-to" | "ca" | "timeout" | "junit";

/** Options with a value, by every way to write them. */
const OPTIONS: Readonly<Record<string, Option>> = {
  "--stack": "stack",
  "-s": "stack",
  "--only": "only",
  "--connect-to": "connect-to",
  "--ca": "ca",
  "--timeout": "timeout",
  "--junit": "junit",
};
type Switch = "json" | "plan" | "without-login" | "help";

const SWITCHES: Readonly<Record<string, Switch>> = {
  "--json": "json",
  "--plan": "plan",
  "--without-login": "without-login",
  "--help": "help",
  "-h": "help",
};

/** Longest run, in seconds. */
const LONGEST = 3600;

/**
 * Reads the arguments of a command line.
 *
 * @throws {Error} in one sentence when they cannot be meant.
 */
export function parseArguments(line: readonly string[]): Arguments {
  const given = new Map<Option, string[]>();
  const switched = new Set<Switch>();
  const words = [...line];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [name = "", ...rest] = word.split("=");
    const isOn = Object.hasOwn(SWITCHES, word) ? SWITCHES[word] : undefined;
    const option = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
    if (isOn) switched.add(isOn);
    else if (!option) throw unknown(word);
    else {
      const value = rest.length > 0 ? rest.join("=") : words.shift();
      if (!value) throw new Error(`"${name}" needs a value.`);
      given.set(option, [...(given.get(option) ?? []), value]);
    }
  }
  const last = (option: Option) => given.get(option)?.at(-1);
  return {
    stack: last("stack") ?? "staging",
    groups: groupsOf(given.get("only")),
    connectTo: parseConnectTo(given.get("connect-to") ?? []),
    certificateAuthorities: last("ca"),
    deadlineSeconds: secondsOf(last("timeout")),
    json: switched.has("json"),
    junit: last("junit"),
    plan: switched.has("plan"),
    withoutLogin: switched.has("without-login"),
    help: switched.has("help"),
  };
}

function unknown(word: string): Error {
  const [name = ""] = word.split("=");
  if (Object.hasOwn(SWITCHES, name)) return new Error(`"${name}" takes no value.`);
  return name.startsWith("-")
    ? new Error(`There is no option "${name}". See --help.`)
    : new Error(`"${word}" is not understood: all is said by options. See --help.`);
}

function groupsOf(only: readonly string[] | undefined): readonly Group[] {
  if (only === undefined) return groups;
  const names = only.flatMap((text) => text.split(","));
  const allowed = groups.map((group) => `"${group}"`).join(", ");
  for (const name of names) {
    if (!groups.some((group) => group === name)) {
      throw new Error(`There is no group "${name}". Use one or more of ${allowed}.`);
    }
  }
  return groups.filter((group) => names.includes(group));
}

function secondsOf(text: string | undefined): number {
  if (text === undefined) return DEADLINE_SECONDS;
  const [, count, unit] = /^([1-9][0-9]{0,4})(s|m)?$/.exec(text) ?? [];
  const seconds = Number(count) * (unit === "m" ? 60 : 1);
  if (count === undefined || seconds > LONGEST) {
    throw new Error(
      `"--timeout ${text}" is no time. Write seconds or minutes up to an hour, such as "90s".`,
    );
  }
  return seconds;
}
