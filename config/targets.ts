import type { Draft } from "./interpret";
import type { StackFile } from "./schema/stack-file";
import { entryName } from "./schema/value";
import type { Use } from "./use-configuration";

/** What a name in `uses` can stand for. */
export type TargetKind = Use["kind"];

/** Where the things of each kind are declared in the stack file, and what one is called in a message. */
export const targetKinds = {
  postgres: { key: "holdfast:postgres", noun: "database" },
  redis: { key: "holdfast:redis", noun: "cache" },
  service: { key: "holdfast:services", noun: "service" },
} as const satisfies Record<TargetKind, { key: keyof StackFile; noun: string }>;

/** All names that `uses` can name, each with every kind under which it is declared: more than one is ambiguous. */
export function targetsOf(file: Draft<StackFile>): ReadonlyMap<string, readonly TargetKind[]> {
  const targets = new Map<string, TargetKind[]>();
  for (const [kind, { key }] of Object.entries(targetKinds)) {
    for (const name of Object.keys(file[key] ?? {})) {
      targets.set(name, [...(targets.get(name) ?? []), kind as TargetKind]);
    }
  }
  return targets;
}

/**
 * The names that a service may write under `uses`. What is declared under a name that it must not have is none to
 * advise.
 */
export function usableBy(service: string, file: Draft<StackFile>): string[] {
  const names = [...targetsOf(file).keys()];
  return names.filter((name) => name !== service && entryName.safeParse(name).success);
}
