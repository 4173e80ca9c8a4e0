import { platformNames, platformOf } from "../platforms";
import { type Problem, problemAt, quote } from "../problem";
import {
  cachesOfType,
  databasesOfType,
  entriesOf,
  type Rule,
  type Subject,
  servicesOf,
} from "./rule";

function serviceProblems(subject: Subject): Problem[] {
  const services = new Map(servicesOf(subject));
  return [...services].flatMap(([name, service]) => {
    const own = platformOf(subject.file, service);
    return entriesOf(service.uses).flatMap(([target]) => {
      const used = services.get(target);
      const other = used && platformOf(subject.file, used);
      if (own === undefined || other === undefined || own === other) {
        return [];
      }
      return [
        problemAt(["holdfast:services", name, "uses", target], {
          found: `a service on ${platformNames[other]}, used by one on ${platformNames[own]}`,
          allowed: "services of the same platform",
          action: `Run both on one platform: set platform ${quote(own)} for ${quote(target)}, or ${quote(other)} for ${quote(name)}.`,
        }),
      ];
    });
  });
}

function storeProblems(subject: Subject): Problem[] {
  const inCluster = new Set(
    [...databasesOfType(subject, "in-cluster"), ...cachesOfType(subject, "in-cluster")].map(
      ([name]) => name,
    ),
  );
  return servicesOf(subject).flatMap(([name, service]) =>
    platformOf(subject.file, service) !== "cloud-run"
      ? []
      : entriesOf(service.uses)
          .filter(([target]) => inCluster.has(target))
          .map(([target]) =>
            problemAt(["holdfast:services", name, "uses", target], {
              found: 'a store of type "in-cluster", used by a service on Cloud Run',
              allowed:
                "stores with an address outside of the cluster, whose names mean nothing there",
              action: `Set platform "gke" for ${quote(name)}, or choose another type for ${quote(target)}.`,
            }),
          ),
  );
}

/**
 * A service uses services of its own platform, and one on Cloud Run nothing that stands in the cluster. A name in a
 * cluster means nothing outside of it, and a service on Cloud Run asks for a Google identity that a call from a pod
 * does not have.
 */
export const platformUses: Rule = (subject) => [
  ...serviceProblems(subject),
  ...storeProblems(subject),
];
