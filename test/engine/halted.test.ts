import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { openSession, type PulumiResult, type Session } from "../../offline/session";
import { StackState } from "./stack-state";

const program = join(__dirname, "..", "..");
const staging = readFileSync(join(program, "Pulumi.staging.yaml"), "utf8");
const reason = "The database is being restored until 14:00 UTC.";

let session: Session;

beforeAll(async () => {
  session = await openSession({ policyPack: false });
  const { code } = await run(["up", "--yes", "--skip-preview"], staging);
  expect(code).toBe(0);
});

afterAll(async () => {
  await session?.close();
});

function run(command: readonly string[], stackFile: string): Promise<PulumiResult> {
  return session.pulumi(command, { program, stack: "staging", stackFile });
}

/** Staging's file with deployments halted and a change that is waiting. */
function haltedFile(): string {
  const document = parseDocument(staging);
  document.setIn(["config", "holdfast:release", "halted"], reason);
  document.setIn(["config", "holdfast:services", "auth", "cpuIdle"], false);
  return document.toString();
}

async function resources() {
  const { stdout } = await run(["stack", "export", "--show-secrets"], staging);
  return new StackState(stdout).resources;
}

describe("N16: a stack whose deployments are halted", () => {
  it.each([
    ["an update", ["up", "--yes"]],
    ["an update without a preview", ["up", "--yes", "--skip-preview"]],
    ["an update of one resource", ["up", "--yes", "--skip-preview", "--target", "**auth**"]],
    ["a forced replacement", ["up", "--yes", "--skip-preview", "--target-replace", "**auth**"]],
  ])("refuses %s with the reason, and changes nothing", async (_, command) => {
    const before = await resources();
    const { code, stdout, stderr } = await run(command, haltedFile());
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain(
      `Deployments of the stack "staging" are halted: "${reason}". Nothing was changed. ` +
        "To allow them, remove release.halted from the stack file.",
    );
    expect(stdout + stderr).not.toMatch(/^\s+at .*[:(]/m);
    expect(await resources()).toEqual(before);
  });

  it("lets a preview show what is waiting, with a warning", async () => {
    const { code, stdout, stderr } = await run(["preview"], haltedFile());
    expect(code).toBe(0);
    expect(stdout + stderr).toContain(`warning: Deployments of the stack "staging" are halted`);
    expect(stdout).toMatch(/~ 1 to update/);
  });

  it("takes updates again once the line is gone", async () => {
    const document = parseDocument(haltedFile());
    document.deleteIn(["config", "holdfast:release"]);
    const { code, stdout } = await run(["up", "--yes", "--skip-preview"], document.toString());
    expect(code).toBe(0);
    expect(stdout).toMatch(/~ 1 updated/);
  });
});
