import type { Place } from "../../framework/place";
import { isKnown } from "../../framework/value";
import { cpusOf, managedPoolers, usualPoolerClients, usualPoolSize } from "./pooler";

/** Google's pooler before an instance, as far as the program tells of it. */
export interface ManagedPooler {
  /** Property path of what turns it on. */
  readonly path: string;
  /** How many poolers there are; undefined where nothing tells the number of vCPU. */
  readonly count: number | undefined;
  /** Connections of one pool of one pooler; undefined where it cannot be read now. */
  readonly poolSize: number | undefined;
  /** Clients that it takes; undefined where it cannot be read now. */
  readonly clients: number | undefined;
}

/** Reads the pooler that is turned on at a place, by a reader of its flags. */
export function readManagedPooler(
  { path }: Place,
  flag: (name: string) => Place | undefined,
  machine: unknown,
): ManagedPooler {
  const cpus = typeof machine === "string" ? cpusOf(machine) : machine;
  return {
    path,
    count: typeof cpus === "number" && cpus > 0 ? managedPoolers(cpus) : undefined,
    poolSize: numberOf(flag("max_pool_size"), usualPoolSize),
    clients: numberOf(flag("max_client_connections"), usualPoolerClients),
  };
}

function numberOf(place: Place | undefined, usual: number): number | undefined {
  if (place === undefined || place.value === undefined || place.value === null) {
    return usual;
  }
  const number = isKnown(place.value) ? Number(place.value) : Number.NaN;
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
