import { createHash } from "node:crypto";
import {
  holdsSecret,
  holdsUnknown,
  type Plain,
  type Properties,
  revealed,
  secret,
  Unknown,
  unknown,
  unmarked,
  type Value,
} from "./value";

/** Where a computation finds what it reads. */
export interface Source {
  /** The URN of the resource, the seed of everything that is made up. */
  readonly urn: string;
  /** What the program gave, with the provider's defaults. */
  readonly inputs: Properties;
  /** What the provider was configured with. */
  readonly configuration: Properties;
  /** What the resource was before this operation; absent when it is being created. */
  readonly prior: Properties | undefined;
  /** The ids of all resources that the provider has been asked about. */
  readonly ids: ReadonlySet<string>;
  /** The value of a property of the resource, given or computed. */
  property(name: string): Value | undefined;
}

/** Thrown, and caught again by `evaluate`, when a computation reads what is not known yet. */
class UnknownRead extends Error {}

/**
 * What a computation reads from. It remembers whether anything read was secret, and ends the computation at the first
 * value that is unknown, so that a computation is written as if all values were plain.
 */
export class Reading {
  /** Whether a secret was read. */
  sawSecret = false;

  /** @param source Where the values come from. */
  constructor(private readonly source: Source) {}

  /** The logical name of the resource in the program. */
  get logicalName(): string {
    return this.source.urn.slice(this.source.urn.lastIndexOf("::") + 2);
  }

  /** A property by its path, positions in lists included (`subnet.name`, `users.0`); undefined where it is absent. */
  get(path: string): Plain | undefined {
    const [name = "", ...rest] = path.split(".");
    return this.plain(this.source.property(name), rest);
  }

  /** A property as the program gave it; undefined where it left it out, even if it is computed then. */
  given(path: string): Plain | undefined {
    const [name = "", ...rest] = path.split(".");
    return this.plain(this.source.inputs[name] ?? undefined, rest);
  }

  /** What the property was before this operation; undefined when the resource is being created. */
  prior(path: string): Plain | undefined {
    const [name = "", ...rest] = path.split(".");
    return this.plain(this.source.prior?.[name], rest);
  }

  /** An option of the provider; undefined where it is absent. */
  configured(name: string): Plain | undefined {
    return this.plain(this.source.configuration[name], []);
  }

  /** The ids of the resources that exist already, and what they tell, without their beginning, where they begin so. */
  existing(beginning: string): string[] {
    return [...this.source.ids]
      .filter((id) => id.startsWith(beginning))
      .map((id) => id.slice(beginning.length));
  }

  /** A property as text, or the other text given where it is absent. */
  text(path: string, otherwise = ""): string {
    const value = this.get(path);
    return value === undefined || value === null ? otherwise : String(value);
  }

  /** A property as a number, or the other number given where it is absent. */
  number(path: string, otherwise = 0): number {
    const value = this.get(path);
    return value === undefined || value === null ? otherwise : Number(value);
  }

  /** Whether a property is true. */
  flag(path: string): boolean {
    return this.get(path) === true;
  }

  /** Hexadecimal digits that are always the same for this resource and purpose. */
  hex(purpose: string, length: number): string {
    return createHash("sha256")
      .update(`${this.source.urn}\n${purpose}`)
      .digest("hex")
      .slice(0, length);
  }

  /** Decimal digits, the first not zero, that are always the same for this resource and purpose. */
  digits(purpose: string, length: number): string {
    return digitsOf(`${this.source.urn}\n${purpose}`, length);
  }

  /** A whole number from `least` up to and without `end`, always the same for this resource and purpose. */
  pick(purpose: string, least: number, end: number): number {
    return least + (Number.parseInt(this.hex(purpose, 12), 16) % (end - least));
  }

  private plain(value: Value | undefined, names: readonly string[]): Plain | undefined {
    if (value === undefined) return undefined;
    if (value !== unmarked(value)) this.sawSecret = true;
    const inner = unmarked(value);
    if (inner instanceof Unknown) throw new UnknownRead();
    const [name, ...rest] = names;
    if (name === undefined) {
      if (holdsUnknown(inner)) throw new UnknownRead();
      if (holdsSecret(inner)) this.sawSecret = true;
      return revealed(inner) as Plain;
    }
    if (typeof inner !== "object" || inner === null) return undefined;
    return this.plain((inner as Properties)[name], rest);
  }
}

/**
 * Runs a computation. Its result is unknown when it read something unknown, and secret when it read something secret.
 */
export function evaluate(
  source: Source,
  compute: (reading: Reading) => Plain | undefined,
): Value | undefined {
  const reading = new Reading(source);
  let result: Value | undefined;
  try {
    result = compute(reading);
  } catch (error) {
    if (!(error instanceof UnknownRead)) throw error;
    result = unknown;
  }
  return result !== undefined && reading.sawSecret ? secret(result) : result;
}

/** Decimal digits, the first not zero, that are always the same for one seed. */
export function digitsOf(seed: string, length: number): string {
  const number = BigInt(`0x${createHash("sha256").update(seed).digest("hex")}`).toString();
  return `${1 + (Number(number[0]) % 9)}${number.slice(1, length)}`;
}
