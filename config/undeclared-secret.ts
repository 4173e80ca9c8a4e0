import { nearest } from "./nearest";
import { type Problem, quote, quoteAll } from "./problem";

/**
 * What is wrong where a name stands that no secret has. The name is not shown: people write a secret itself where
 * its name belongs.
 */
export function undeclaredSecret(name: string, declared: readonly string[]): Omit<Problem, "path"> {
  const meant = nearest(name, declared);
  return {
    found: "a name (hidden) that no secret has",
    allowed:
      declared.length === 0 ? "the name of a secret; none is declared" : quoteAll(declared, "or"),
    action:
      meant === undefined
        ? "Declare the secret in holdfast:secrets, or name one that is."
        : `Write ${quote(meant)}.`,
  };
}
