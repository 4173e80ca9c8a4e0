import { platformOf } from "../platforms";
import { problemAt } from "../problem";
import { entriesOf, type Rule, servicesOf } from "./rule";

/**
 * A secret of a service on GKE has a value that the program has: pods read it from a Secret of their namespace. The value
 * of one that exists in Secret Manager cannot be read in a plan, which needs no cloud.
 */
export const clusterSecrets: Rule = (subject) => {
  const declared = subject.file["holdfast:secrets"] ?? {};
  return servicesOf(subject)
    .filter(([, service]) => platformOf(subject.file, service) === "gke")
    .flatMap(([service, { secrets }]) =>
      entriesOf(secrets)
        .filter(([, id]) => Object.hasOwn(declared, id) && declared[id]?.existing !== undefined)
        .map(([variable]) =>
          problemAt(["holdfast:services", service, "secrets", variable], {
            found: "a secret that exists in Secret Manager, for a service on GKE",
            allowed: "secrets with generate or value, which reach the cluster as a Secret",
            action:
              "Give the secret its encrypted value, or have the program read Secret Manager itself with egress.internet.",
          }),
        ),
    );
};
