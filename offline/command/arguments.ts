import type { ProviderChoice } from "../engine/providers";

/** What the user asks for. */
export interface Arguments {
  /** A command of the Pulumi CLI with its own arguments, such as `["stack", "output"]`. */
  readonly command: readonly string[];
  /** Name of the stack. Default: `staging`. */
  readonly stack: string;
  /** Default: `auto` for a preview, `simulated` for all that changes a state. */
  readonly providers: ProviderChoice;
  /** Folder of a state file that stays. Default: none, so that the state ends with the command. */
  readonly state?: string;
  /** File with the configuration of the policy pack. */
  readonly packConfiguration?: string;
  /** Policy packs beside ours. */
  readonly otherPacks: readonly string[];
  /** Only the help was asked for. */
  readonly help: boolean;
}

/** Commands of `npm run offline`. */
export const COMMANDS = ["preview", "up", "refresh", "destroy", "stack"];
const CHOICES: readonly string[] = ["auto", "real", "simulated"] satisfies ProviderChoice[];

/** Our own options by every way to write them; all others are the CLI's. */
const OPTIONS: Readonly<Record<string, "stack" | "providers" | "state" | "config" | "pack">> = {
  "--stack": "stack",
  "-s": "stack",
  "--providers": "providers",
  "--state": "state",
  "--policy-pack-config": "config",
  "--policy-pack": "pack",
};

/** Options that are ours to give, with what to do instead. */
const REFUSED: Readonly<Record<string, string>> = {
  "--config-file": 'Name the stack by "--stack NAME".',
  "--cwd": "Run the command of the repository that is to be planned.",
  "-C": "Run the command of the repository that is to be planned.",
};

/**
 * Reads the arguments of a command line.
 *
 * @throws Error in one sentence when they cannot be meant.
 */
export function parseArguments(line: readonly string[]): Arguments {
  const given: Record<"stack" | "providers" | "state" | "config", string | undefined> = {
    stack: undefined,
    providers: undefined,
    state: undefined,
    config: undefined,
  };
  const otherPacks: string[] = [];
  const command: string[] = [];
  const words = [...line];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [name = "", ...rest] = word.split("=");
    const refused = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
    if (refused) throw new Error(`"${name}" is not for the offline plan. ${refused}`);
    const option = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
    if (!option) {
      command.push(word);
      continue;
    }
    const value = rest.length > 0 ? rest.join("=") : words.shift();
    if (!value) throw new Error(`"${name}" needs a value.`);
    if (option === "pack") otherPacks.push(value);
    else given[option] = value;
  }
  const help = command.includes("--help") || command.includes("-h");
  if (!help) requireCommand(command);
  return {
    command,
    stack: given.stack ?? "staging",
    providers: choiceOf(given.providers, command),
    state: given.state,
    packConfiguration: given.config,
    otherPacks,
    help,
  };
}

function requireCommand([name]: readonly string[]): void {
  if (name !== undefined && COMMANDS.includes(name)) return;
  const commands = COMMANDS.map((command) => `"${command}"`).join(", ");
  throw new Error(
    `${name === undefined ? "A command is missing" : `There is no command "${name}"`}. Use one of ${commands}.`,
  );
}

function choiceOf(given: string | undefined, [name]: readonly string[]): ProviderChoice {
  if (given === undefined) return name === "preview" ? "auto" : "simulated";
  if (CHOICES.includes(given)) return given as ProviderChoice;
  const choices = CHOICES.map((choice) => `"${choice}"`).join(", ");
  throw new Error(`There is no choice "--providers ${given}". Use one of ${choices}.`);
}
