/** What the benchmark is to measure. */
export interface BenchArguments {
  readonly only: "all" | "plans" | "lookups";
  /** How many services are planned, ascending. */
  readonly sizes: readonly number[];
  readonly kinds: readonly Kind[];
  /** How many references are looked up. */
  readonly references: number;
  /** How often each plan is made; the median counts. */
  readonly repeat: number;
  /** Whether docs/performance.md is written; not where only a part was measured. */
  readonly write: boolean;
  readonly help: boolean;
}

/** What the generated services run on. */
export type Kind = "cloud-run" | "kubernetes";
const KINDS: readonly Kind[] = ["cloud-run", "kubernetes"];

export const HELP = `Measures what the policy pack adds to a plan, and how fast references are looked up.

  npm run bench                          everything; writes docs/performance.md
  npm run bench -- --only plans          plans alone; or: lookups. Writes nothing
  npm run bench -- --sizes 10,100        plans of so many services. Default: 10,100,1000
  npm run bench -- --kinds cloud-run     services on this alone. Default: cloud-run,kubernetes
  npm run bench -- --references 200      looks up so many references. Default: 1000
  npm run bench -- --repeat 3            makes each plan so often, in turns; the median counts. Default: 1

Let nothing else run meanwhile. Ctrl-C ends everything that was started.
`;

/** @throws Error that says which argument is wrong and what it may be. */
export function parseBenchArguments(words: readonly string[]): BenchArguments {
  const given = new Map<string, string>();
  const known = ["--only", "--sizes", "--kinds", "--references", "--repeat"];
  let help = false;
  for (let index = 0; index < words.length; index += 1) {
    const [name = "", joined] = (words[index] ?? "").split("=");
    if (name === "--help" || name === "-h") {
      help = true;
    } else if (known.includes(name)) {
      given.set(name, joined ?? words[++index] ?? "");
    } else {
      throw new Error(`"${name}" is not an option of the benchmark; it has ${known.join(", ")}.`);
    }
  }
  const [only = "all"] = choices("--only", given.get("--only") ?? "all", [
    "all",
    "plans",
    "lookups",
  ]);
  const sizes = (given.get("--sizes") ?? "10,100,1000").split(",").map(count("--sizes"));
  return {
    only: only as BenchArguments["only"],
    sizes: [...new Set(sizes)].sort((one, other) => one - other),
    kinds: choices("--kinds", given.get("--kinds") ?? KINDS.join(","), KINDS) as readonly Kind[],
    references: count("--references")(given.get("--references") ?? "1000"),
    repeat: count("--repeat")(given.get("--repeat") ?? "1"),
    write: given.size === 0 || (given.size === 1 && given.has("--repeat")),
    help,
  };
}

function choices(name: string, text: string, allowed: readonly string[]): readonly string[] {
  const chosen = text.split(",");
  const wrong = chosen.find((each) => !allowed.includes(each));
  if (wrong === undefined) return chosen;
  throw new Error(
    `${name} is "${wrong}"; it can be ${allowed.map((each) => `"${each}"`).join(", ")}.`,
  );
}

function count(name: string): (text: string) => number {
  return (text) => {
    if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
    throw new Error(`${name} is "${text}"; it takes whole numbers from 1 to 99999.`);
  };
}
