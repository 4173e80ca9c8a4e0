import { formatPath, type Problem, problemAt, quoteAll } from "../problem";
import { namespace } from "../schema/stack-file";
import { entriesOf, type Rule, type Subject } from "./rule";

const topKey = "holdfast:secrets";

function sourceProblems({ file, secretKeys, unread }: Subject): Problem[] {
  return entriesOf(file[topKey]).flatMap(([name, secret]) => {
    const problems: Problem[] = [];
    const given = (["generate", "value", "existing"] as const).filter(
      (source) =>
        secret[source] !== undefined || unread?.has(formatPath([topKey, name, source])) === true,
    );
    if (given.length !== 1) {
      problems.push(
        problemAt([topKey, name], {
          found: given.length === 0 ? "no source of the value" : quoteAll(given),
          allowed: 'exactly one of "generate", "value" and "existing"',
          action: given.length === 0 ? "Add one of them." : "Keep one of them.",
        }),
      );
    }
    if (secret.value !== undefined && !secretKeys.has(topKey)) {
      problems.push(
        problemAt([topKey, name, "value"], {
          found: "a value in clear (hidden)",
          allowed: "an encrypted value",
          action: `Remove it, count it as known to others, and set a new one: pulumi config set --secret --path '${topKey}.${name}.value'.`,
        }),
      );
    }
    return problems;
  });
}

/** Keys whose values go into the resources as they are: a secret in them would stand there in clear. */
function misplacedProblems({ file, secretKeys }: Subject): Problem[] {
  return Object.keys(file)
    .filter((key) => key !== topKey && secretKeys.has(key))
    .map((key) =>
      problemAt([key], {
        found: "an encrypted value (secure:) in it",
        allowed: `encrypted values in ${topKey.slice(namespace.length + 1)} only`,
        action: "Move the value to a secret, and name the secret under secrets of the service.",
      }),
    );
}

/** Each secret has one source, and what is encrypted in the stack file stays encrypted on its way. */
export const secretSources: Rule = (subject) => [
  ...sourceProblems(subject),
  ...misplacedProblems(subject),
];
