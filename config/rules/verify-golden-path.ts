import { nearest } from "../nearest";
import { type Problem, problemAt, quote, quoteAll } from "../problem";
import type { Rule } from "./rule";

/**
 * The golden path's password is a declared secret, and its answer is told in exactly one way. What stands in
 * the place of the secret's name is not shown: it may be the password.
 */
export const verifyGoldenPath: Rule = ({ file }) => {
  const { login, answer } = file["holdfast:verify"]?.goldenPath ?? {};
  const secrets = file["holdfast:secrets"] ?? {};
  const problems: Problem[] = [];
  const wanted = login?.passwordSecret;
  if (wanted !== undefined && !Object.hasOwn(secrets, wanted)) {
    const declared = Object.keys(secrets);
    const meant = nearest(wanted, declared);
    problems.push(
      problemAt(["holdfast:verify", "goldenPath", "login", "passwordSecret"], {
        found: "a name (hidden) that no secret has",
        allowed:
          declared.length === 0
            ? "the name of a secret; none is declared"
            : quoteAll(declared, "or"),
        action:
          meant === undefined
            ? "Declare the secret in holdfast:secrets, or name one that is."
            : `Write ${quote(meant)}.`,
      }),
    );
  }
  if (answer !== undefined && (answer.equals === undefined) === (answer.contains === undefined)) {
    problems.push(
      problemAt(["holdfast:verify", "goldenPath", "answer"], {
        found: answer.equals === undefined ? "neither equals nor contains" : "equals and contains",
        allowed: "exactly one of them",
        action:
          answer.equals === undefined
            ? "Say by one of them what tells the answer from other messages."
            : "Remove one of them.",
      }),
    );
  }
  return problems;
};
