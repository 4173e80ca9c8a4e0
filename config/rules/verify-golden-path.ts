import { type Problem, problemAt } from "../problem";
import { undeclaredSecret } from "../undeclared-secret";
import type { Rule } from "./rule";

/** The golden path's password is a declared secret, and its answer is told in exactly one way. */
export const verifyGoldenPath: Rule = ({ file }) => {
  const { login, answer } = file["holdfast:verify"]?.goldenPath ?? {};
  const secrets = file["holdfast:secrets"] ?? {};
  const problems: Problem[] = [];
  const wanted = login?.passwordSecret;
  if (wanted !== undefined && !Object.hasOwn(secrets, wanted)) {
    const at = ["holdfast:verify", "goldenPath", "login", "passwordSecret"];
    problems.push(problemAt(at, undeclaredSecret(wanted, Object.keys(secrets))));
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
