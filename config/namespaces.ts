import type { StackConfiguration } from "./configuration";
import { gkeServicesOf } from "./platforms";

/** The namespaces of the stack's cluster that something is declared in, each once, in the order of their names. */
export function namespacesOf(configuration: StackConfiguration): string[] {
  const services = Object.values(gkeServicesOf(configuration));
  return [...new Set(services.map(({ namespace }) => namespace))].sort();
}
