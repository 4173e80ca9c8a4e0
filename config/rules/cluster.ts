import { type Problem, problemAt, quoteAll } from "../problem";
import { tenantsOf } from "../tenants";
import type { Rule, Subject } from "./rule";

/** What needs the cluster, as a phrase about its names, and what else could be done with it. */
interface Group {
  readonly names: readonly string[];
  readonly found: (names: string) => string;
  readonly instead: string;
}

function groupsOf({ file }: Subject): Group[] {
  const { services, stores, prepared } = tenantsOf(file);
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
      names: prepared,
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
  return groupsOf(subject).flatMap(({ names, found, instead }): Problem[] =>
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
