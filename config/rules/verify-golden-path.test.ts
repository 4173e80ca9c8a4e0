import { describe, expect, it } from "vitest";
import { judge, type Raw } from "../stack-file.fixture";
import { accepts, refuses } from "./table.fixture";
import { HOST, verify } from "./verify.fixture";
import { verifyGoldenPath } from "./verify-golden-path";

const goldenPath = (changed: Raw) => ({
  goldenPath: {
    host: HOST,
    login: { path: "/login", user: "verification", passwordSecret: "signing-key" },
    message: "ping",
    answer: { contains: "pong" },
    ...changed,
  },
});

describe("the golden path", () => {
  const secret = (name: string) =>
    goldenPath({ login: { path: "/login", user: "verification", passwordSecret: name } });

  refuses(verifyGoldenPath, [
    {
      name: "N22: a secret that is not declared",
      change: verify(secret("signin-key")),
      at: ["verify.goldenPath.login.passwordSecret"],
      says: 'Write "signing-key".',
    },
    {
      name: "N22: an answer that nothing tells from other messages",
      change: verify(goldenPath({ answer: { jsonPath: "$.type" } })),
      at: ["verify.goldenPath.answer"],
      says: "neither",
    },
    {
      name: "N22: an answer that is told in two ways",
      change: verify(goldenPath({ answer: { equals: 1, contains: "1" } })),
      at: ["verify.goldenPath.answer"],
      says: "Remove one",
    },
  ]);
  accepts(verifyGoldenPath, [
    {
      name: "an answer that equals false",
      change: verify(goldenPath({ answer: { equals: false } })),
    },
  ]);

  it("shows no password that stands in the place of its secret's name", () => {
    const problems = judge(verifyGoldenPath, verify(secret("hunter2")));
    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });
});
