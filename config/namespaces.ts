import type { StackConfiguration } from "./configuration";
import { gkeServicesOf } from "./platforms";
import { ofType } from "./stores";

/** The namespaces of the stack's cluster in which something is declared, each once, in the order of their names. */
export function namespacesOf(configuration: StackConfiguration): string[] {
  const declared = [
    ...Object.values(gkeServicesOf(configuration)),
    ...ofType(configuration.postgres, "in-cluster").map(([, database]) => database),
    ...ofType(configuration.redis, "in-cluster").map(([, cache]) => cache),
  ];
  return [...new Set(declared.map(({ namespace }) => namespace))].sort();
}
