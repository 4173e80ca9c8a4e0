/** What the user asks for. */
export interface Arguments {
  readonly command: "pin" | "rollback";
  /** Name of the stack. */
  readonly stack: string;
  /** The services that are meant. Default: all. */
  readonly services: readonly string[];
  /** The tag that the one service is to have. */
  readonly tag?: string;
  /** File with the configuration of the policy pack, which names the mirrors. */
  readonly packConfiguration?: string;
  /** Goes back without asking the registry. */
  readonly unverified: boolean;
}

export const HELP = `Usage: npm run images -- pin --stack NAME [--service NAME]... [--tag TAG]
       npm run images -- rollback --stack NAME [--service NAME]...

  pin       writes the digest that its tag has behind the image of each service, and records what it replaces
  rollback  puts the recorded image back, and records the one that it replaces

  --stack, -s NAME            the stack whose file Pulumi.NAME.yaml is changed
  --service NAME              the service that is meant; may be repeated (default: all)
  --tag TAG                   pin: the tag that the service is to have; takes one --service
  --policy-pack-config FILE   the configuration of the policy pack, for the mirrors of "image-exists"
  --unverified                rollback: does not ask the registry whether the image is still there
`;

type Option = "stack" | "service" | "tag" | "config";

const OPTIONS: Readonly<Record<string, Option>> = {
  "--stack": "stack",
  "-s": "stack",
  "--service": "service",
  "--tag": "tag",
  "--policy-pack-config": "config",
};

/**
 * Reads the arguments of a command line; undefined when only the help is asked for.
 *
 * @throws {Error} in one sentence when they cannot be meant.
 */
export function parseArguments(line: readonly string[]): Arguments | undefined {
  const given: Record<Option, string[]> = { stack: [], service: [], tag: [], config: [] };
  const commands: string[] = [];
  let unverified = false;
  const words = [...line];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === "--help" || word === "-h") return undefined;
    const at = word.indexOf("=");
    const name = word.startsWith("-") && at > 0 ? word.slice(0, at) : word;
    const option = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
    if (word === "--unverified") unverified = true;
    else if (option !== undefined) {
      const value = name === word ? words.shift() : word.slice(at + 1);
      if (value === undefined || value === "") throw new Error(`"${name}" has no value.`);
      given[option].push(value);
    } else if (word.startsWith("-")) throw new Error(`"${name}" is not an option. See --help.`);
    else commands.push(word);
  }
  const [command, ...others] = commands;
  if ((command !== "pin" && command !== "rollback") || others.length > 0) {
    throw new Error('Say "pin" or "rollback". See --help.');
  }
  const { stack: stacks, service: services, tag: tags, config: files } = given;
  const [stack] = stacks;
  if (stack === undefined || stacks.length > 1)
    throw new Error('Name one stack by "--stack NAME".');
  if (!/^[A-Za-z0-9._-]+$/.test(stack)) throw new Error(`"${stack}" is not the name of a stack.`);
  if (tags.length > 0 && (command !== "pin" || tags.length > 1 || services.length !== 1)) {
    throw new Error('"--tag" is for "pin" with one "--service".');
  }
  if (unverified && command !== "rollback") throw new Error('"--unverified" is for "rollback".');
  if (files.length > 1) throw new Error('Name one file by "--policy-pack-config FILE".');
  return {
    command,
    stack,
    services: [...new Set(services)],
    ...(tags[0] === undefined ? {} : { tag: tags[0] }),
    ...(files[0] === undefined ? {} : { packConfiguration: files[0] }),
    unverified,
  };
}
