import { type Problem, problemAt, quote } from "../problem";
import { answeringService } from "../routes";
import { entriesOf, type Rule } from "./rule";

/**
 * What an uptime check sends is a secret whose value the program has: the check keeps it itself. The value of one that
 * exists in Secret Manager cannot be read in a plan, which needs no cloud.
 */
export const uptimeHeaders: Rule = ({ file }) => {
  const services = file["holdfast:services"] ?? {};
  const secrets = file["holdfast:secrets"] ?? {};
  if (file["holdfast:observability"] === undefined) {
    return [];
  }
  const asked = entriesOf(file["holdfast:edge"]?.hosts).flatMap(([host, { service, routes }]) => {
    const path = service === undefined ? undefined : services[service]?.health?.path;
    return service === undefined || path === undefined
      ? []
      : [
          [
            answeringService({ service, routes: Object.fromEntries(entriesOf(routes)) }, path),
            host,
          ] as const,
        ];
  });
  return [...new Map(asked)].flatMap(([service, host]) =>
    entriesOf(services[service]?.health?.headers).flatMap(([header, value]): Problem[] => {
      const name = typeof value === "string" ? undefined : value.secret;
      return name === undefined ||
        !Object.hasOwn(secrets, name) ||
        secrets[name]?.existing === undefined
        ? []
        : [
            problemAt(["holdfast:services", service, "health", "headers", header], {
              found: `a secret that exists in Secret Manager, for what the uptime check of ${quote(host)} sends`,
              allowed: "secrets with generate or value, which the check can be given",
              action:
                "Give the secret its encrypted value, generate it, or let health.path answer without it and have the probes ask another path by startup.path.",
            }),
          ];
    }),
  );
};
