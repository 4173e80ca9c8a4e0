import { nearest } from "../nearest";
import { problemAt, quote, quoteAll } from "../problem";
import { entriesOf, type Rule, servicesOf } from "./rule";

/**
 * A service asks only for secrets that are declared. What it asks for is not shown: people write a
 * secret itself where its name belongs.
 */
export const secretReferences: Rule = (subject) => {
  const secrets = subject.file["holdfast:secrets"] ?? {};
  const declared = Object.keys(secrets);
  return servicesOf(subject).flatMap(([service, { secrets: wanted }]) =>
    entriesOf(wanted)
      .filter(([, reference]) => !Object.hasOwn(secrets, reference))
      .map(([variable, reference]) => {
        const meant = nearest(reference, declared);
        return problemAt(["holdfast:services", service, "secrets", variable], {
          found: "a name (hidden) that no secret has",
          allowed:
            declared.length === 0
              ? "the name of a secret; none is declared"
              : quoteAll(declared, "or"),
          action:
            meant === undefined
              ? "Declare the secret in holdfast:secrets, or name one that is."
              : `Write ${quote(meant)}.`,
        });
      }),
  );
};
