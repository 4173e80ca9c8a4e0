import type { StackConfiguration } from "./configuration";
import { gkeServicesOf } from "./platforms";
import { poolerNamespaceOf } from "./poolers";
import { createdByJob, ofType } from "./stores";

/** The namespaces of the stack's cluster in which something is declared, each once, in the order of their names. */
export function namespacesOf(configuration: StackConfiguration): string[] {
  const declared = [
    ...Object.values(gkeServicesOf(configuration)),
    ...ofType(configuration.postgres, "in-cluster").map(([, database]) => database),
    ...ofType(configuration.redis, "in-cluster").map(([, cache]) => cache),
  ];
  const { gke, postgres, telemetry } = configuration;
  const jobs = ofType(postgres, "alloydb").filter(
    ([, { databases }]) => createdByJob(databases).length > 0,
  );
  const namespaces = [
    ...declared.map(({ namespace }) => namespace),
    ...(telemetry?.collectors.gke === undefined ? [] : [telemetry.collectors.gke.namespace]),
    // Jobs that create databases in AlloyDB stand where nothing else is said.
    ...(gke === undefined || jobs.length === 0 ? [] : [gke.namespace]),
    ...Object.values(postgres).flatMap((database) => poolerNamespaceOf(database, gke) ?? []),
  ];
  return [...new Set(namespaces)].sort();
}

/** The namespaces of the cluster in which a database or cache is to be backed up, in the order of their names. */
export function backedUpNamespacesOf({
  postgres,
  redis,
}: Pick<StackConfiguration, "postgres" | "redis">): string[] {
  const kept = [
    ...ofType(postgres, "in-cluster").map(([, database]) => database),
    ...ofType(redis, "in-cluster")
      .map(([, cache]) => cache)
      .filter(({ persistence }) => persistence !== "disabled"),
  ].filter(({ backups }) => backups);
  return [...new Set(kept.map(({ namespace }) => namespace))].sort();
}
