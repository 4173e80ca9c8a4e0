import { Unknown } from "../../framework/value";
import type { Container, EnvironmentVariable } from "../workload/workload";
import type { Source } from "./reading";
import type { ToldWorkload } from "./told-settings";

/**
 * The variables of a container as the program in it sees them. In Kubernetes that is whatever a ConfigMap or Secret of the
 * program says; on Cloud Run what comes from a secret stays a reference.
 */
export function variablesOf(
  container: Container,
  { workload, settings, unread }: Pick<ToldWorkload, "workload" | "settings" | "unread">,
): readonly EnvironmentVariable[] {
  if (workload.platform === "cloud-run") {
    return container.environment;
  }
  const isVariable = ({ source }: { readonly source: Source }) =>
    source.container === container && source.as === "variable";
  return [
    ...settings
      .filter((setting) => isVariable(setting) && setting.at === undefined)
      .map(({ source, keys, text }) => ({ path: source.path, name: String(keys[0]), value: text })),
    ...unread
      .filter((setting) => isVariable(setting) && setting.key !== "" && !setting.isElsewhere)
      .map(({ source, key, reason }) => ({
        path: source.path,
        name: key,
        value: new Unknown(reason),
      })),
  ];
}
