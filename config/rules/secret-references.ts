import { problemAt } from "../problem";
import { undeclaredSecret } from "../undeclared-secret";
import { entriesOf, type Rule, servicesOf } from "./rule";

/** A service asks only for secrets that are declared. */
export const secretReferences: Rule = (subject) => {
  const secrets = subject.file["holdfast:secrets"] ?? {};
  const declared = Object.keys(secrets);
  return servicesOf(subject).flatMap(([service, { secrets: wanted }]) =>
    entriesOf(wanted)
      .filter(([, reference]) => !Object.hasOwn(secrets, reference))
      .map(([variable, reference]) =>
        problemAt(
          ["holdfast:services", service, "secrets", variable],
          undeclaredSecret(reference, declared),
        ),
      ),
  );
};
