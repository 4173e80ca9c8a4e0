import { describe, expect, it } from "vitest";
import { matchesSickAnswers, standsInSickAnswers } from "./sick-answers";

describe("an answer of a service that does not work", () => {
  it.each(["status", '"status"', '"status":', '"status": "', "{", "}", '{"status":"'])(
    "N19: says %j as well as a healthy one",
    (text) => {
      expect(standsInSickAnswers(text)).toBe(true);
    },
  );

  it.each(["ok", "healthy", '"status":"ok"', '"status": "healthy"', "degraded", "<html", "pong"])(
    "does not say %j whatever its status is",
    (text) => {
      expect(standsInSickAnswers(text)).toBe(false);
    },
  );

  it.each(["status", '"status"\\s*:\\s*"\\w+"', "\\{", "\\A\\{.*\\}\\z", ".{3,}"])(
    "N19: is matched by %j",
    (expression) => {
      expect(matchesSickAnswers(expression)).toBe(true);
    },
  );

  it.each(['"status"\\s*:\\s*"(ok|healthy)"', "(?i)up", "^ok$", "degraded", "<title>", "("])(
    "is not matched by %j whatever its status is",
    (expression) => {
      expect(matchesSickAnswers(expression)).toBe(false);
    },
  );

  it.each(["((((.*)*)*)*)*x", ".*.*.*.*.*.*.*.*.*.*.*.*x", "(.+){2,}x", "(a|s|t|.)+x"])(
    "is not compared with %j, which would take too long",
    (expression) => {
      const started = performance.now();
      expect(matchesSickAnswers(expression)).toBe(false);
      expect(performance.now() - started).toBeLessThan(500);
    },
  );
});
