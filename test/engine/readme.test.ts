import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readImageList } from "../../offline/registry/image-list";
import { openSession, type Session } from "../../offline/session";

const root = join(__dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const [, refusal = "", problems = ""] = readme.split("```text\n").slice(1);
const staging = readFileSync(join(root, "Pulumi.staging.yaml"), "utf8");

let session: Session;

beforeAll(async () => {
  const images = readImageList(join(root, "offline/registry/images/staging.yaml"));
  session = await openSession({ images });
});

afterAll(async () => {
  await session?.close();
});

/** The lines of a block, without the indentation that depends on where they are shown. */
const linesOf = (text: string): string[] =>
  text
    .split("```")[0]
    ?.split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "") ?? [];

async function preview(stackFile: string): Promise<string[]> {
  const result = await session.pulumi(["preview"], { program: root, stack: "staging", stackFile });
  expect(result.code).not.toBe(0);
  return linesOf(result.stdout + result.stderr);
}

describe("what README shows of a refusal", () => {
  it("is what a changed tag leads to", async () => {
    expect(linesOf(refusal).length).toBeGreaterThan(1);
    const shown = await preview(staging.replace("backend:1.4.2", "backend:1.4.3"));
    expect(shown).toEqual(expect.arrayContaining(linesOf(refusal)));
  });

  it("is what a stack file with mistakes leads to", async () => {
    expect(linesOf(problems).length).toBeGreaterThan(1);
    const mistaken = staging
      .replace("maxInstances: 10", "maxInstances: 2")
      .replace("within: 180s", "within: 300")
      .replace("sessions: {}\n        auth", "session: {}\n        auth");
    const shown = await preview(mistaken);
    const lines = linesOf(problems).map((line) => expect.stringContaining(line));
    expect(shown).toEqual(expect.arrayContaining(lines));
  });
});
