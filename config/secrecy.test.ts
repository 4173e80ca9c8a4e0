import { describe, expect, it } from "vitest";
import { type Change, pathsOf, problemsAfter } from "./stack-file.fixture";

describe("what may be secret", () => {
  it.each<[string, Change]>([
    [
      "under secrets",
      (file) => Object.assign(file, { "holdfast:secrets": { key: { generate: "hunter2" } } }),
    ],
    [
      "under a name that says so",
      (file) => Object.assign(file["holdfast:services"].auth.env, { DB_PASSWORD: 4321234 }),
    ],
    [
      "in the place of a secret's name",
      (file) => Object.assign(file["holdfast:services"].auth, { secrets: { K: "hunter2" } }),
    ],
    [
      "as a number in the place of a secret's name",
      (file) => Object.assign(file["holdfast:services"].auth, { secrets: { K: 4321234 } }),
    ],
    [
      "under a misspelt secrets",
      (file) => Object.assign(file["holdfast:services"].auth, { secrest: { K: 4321234 } }),
    ],
    [
      "as a duration under a name that says so",
      (file) =>
        Object.assign(file["holdfast:secrets"], { key: { generate: { length: "4321234" } } }),
    ],
    [
      "in a URL",
      (file) =>
        Object.assign(file["holdfast:services"].auth, { port: "postgresql://a:hunter2@h/d" }),
    ],
  ])("is not shown %s", (_, change) => {
    const text = problemsAfter(change).join("\n");
    expect(text).toContain("(hidden)");
    expect(text).not.toMatch(/hunter2|4321234/);
  });

  it("is everything below a key that Pulumi keeps encrypted", () => {
    const problems = problemsAfter(
      (file) => {
        file["holdfast:services"].auth.port = "hunter2";
      },
      ["holdfast:services"],
    );
    expect(pathsOf(problems)).toEqual(["holdfast:services", "services.auth.port"]);
    expect(problems.join()).not.toContain("hunter2");
  });
});
