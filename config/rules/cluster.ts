import { servicesOn } from "../platforms";
import { type Problem, problemAt, quoteAll } from "../problem";
import { createdByJob } from "../stores";
import { cachesOfType, databasesOfType, type Rule, type Subject } from "./rule";

/** What needs the cluster, as a phrase about its names, and what else could be done with it. */
interface Tenants {
  readonly names: readonly string[];
  readonly found: (names: string) => string;
  readonly instead: string;
}

function tenantsOf(subject: Subject): Tenants[] {
  const services = servicesOn("gke", subject.file).map(([name]) => name);
  const stores = [
    ...databasesOfType(subject, "in-cluster"),
    ...cachesOfType(subject, "in-cluster"),
  ].map(([name]) => name);
  const prepared = databasesOfType(subject, "alloydb").filter(
    ([, { databases }]) => createdByJob(databases).length > 0,
  );
  return [
    {
      names: services,
      found: (names) => `the ${services.length === 1 ? "service" : "services"} ${names} on "gke"`,
      instead: "run the services on Cloud Run",
    },
    {
      names: stores,
      found: (names) => `${names} of type "in-cluster"`,
      instead: "choose another type for what it holds",
    },
    {
      names: prepared.map(([name]) => name),
      found: (names) => `databases of ${names}, of type "alloydb", that a job in it creates`,
      instead: 'use the database "postgres" alone',
    },
  ];
}

/** A stack that has something in the GKE cluster says of that cluster. */
export const cluster: Rule = (subject) => {
  if (subject.file["holdfast:gke"] !== undefined) {
    return [];
  }
  return tenantsOf(subject).flatMap(({ names, found, instead }): Problem[] =>
    names.length === 0
      ? []
      : [
          problemAt(["holdfast:gke"], {
            found: `nothing, with ${found(quoteAll(names))}`,
            allowed: 'a map with "podRange" and "serviceRange"',
            action: `Add it, or ${instead}.`,
          }),
        ],
  );
};
