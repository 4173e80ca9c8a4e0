import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession, type PulumiResult, type Session } from "../../offline/session";
import { brokenTexts, oddButGood } from "../broken-files/broken-texts";

const program = join(__dirname, "..", "..");
const staging = readFileSync(join(program, "Pulumi.staging.yaml"), "utf8");

let session: Session;

beforeAll(async () => {
  session = await openSession({ policyPack: false });
});

afterAll(async () => {
  await session?.close();
});

function preview(stackFile: string): Promise<PulumiResult> {
  return session.pulumi(["preview"], { program, stack: "staging", stackFile });
}

const texts = brokenTexts(staging);
const of = (refuser: string) => texts.filter((each) => each.refuser === refuser);

/** A stack trace of JavaScript or Go, or what either says of itself. */
const TRACE = /^\s+at .*[:(]|node_modules|ZodError|TypeError|RangeError|goroutine|panic:/m;

describe("the text of a stack file", () => {
  it("is another one in each case", () => {
    expect(texts.filter(({ text }) => text === staging)).toEqual([]);
  });

  it.each(of("reader"))("is refused with its place when it is no YAML: $name", async ({ text }) => {
    await expect(preview(text)).rejects.toThrow(
      /^"Pulumi\.staging\.yaml" is not YAML: .+(at line [0-9]+, column [0-9]+|use YAML\.parseAll)/s,
    );
  });

  it.each(of("engine"))("is refused by the engine before the program: $name", async ({ text }) => {
    const { code, stdout, stderr } = await preview(text);
    expect(code).not.toBe(0);
    expect(`${stdout}\n${stderr}`).toContain("error: ");
    expect(`${stdout}\n${stderr}`).not.toMatch(TRACE);
    expect(stdout).not.toMatch(/to create/);
  });

  it.each(of("program"))("is refused with what is wrong in it: $name", async ({ text }) => {
    const { code, stdout, stderr } = await preview(text);
    const shown = `${stdout}\n${stderr}`;
    expect(code).not.toBe(0);
    expect(shown).toContain("Nothing was registered.");
    expect(shown).toMatch(/Found .+\. Allowed: .+\. [A-Z].+\./);
    expect(shown).not.toMatch(TRACE);
    expect(shown).not.toContain("hunter2");
    expect(shown).toMatch(/Resources:\n\s+\+ 1 (to create|created)\n\s+1 errored\n/);
  });

  it("is taken in whatever way YAML lets the same be written", async () => {
    const odd = await preview(oddButGood(staging));
    const plain = await preview(staging);
    const resources = (text: string) => /Resources:\n.*\n/.exec(text)?.[0];
    expect(odd.code).toBe(0);
    expect(resources(odd.stdout)).toBe(resources(plain.stdout));
  });
});
