import type { ServiceConfiguration } from "../../config";
import { OPTIONAL_ANNOTATION } from "../../policies/models/order/optional-annotation";

/** The services without which a service starts, as an argument of it; none where there are none. */
export function optionalDependencies({ uses }: Pick<ServiceConfiguration, "uses">): {
  optionalDependencies?: string[];
} {
  const names = Object.values(uses).flatMap(({ kind, target, optional }) =>
    kind === "service" && optional ? [target] : [],
  );
  return names.length === 0 ? {} : { optionalDependencies: names };
}

/** The annotation by which a workload says without which others it starts; empty where there are none. */
export function optionalAnnotation(names: readonly string[] = []): Record<string, string> {
  return names.length === 0 ? {} : { [OPTIONAL_ANNOTATION]: names.join(",") };
}
