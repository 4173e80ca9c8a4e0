import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLeash } from "../../offline/process/leash";
import { runProcess } from "../../offline/process/run";
import { type Behaviour, json, startApplication, USER } from "../../verify/testing/application";
import { expectNoSecret } from "../../verify/testing/broken";
import { GOOD_CERTIFICATE } from "../../verify/testing/run";
import { API_HOST, HOST } from "../../verify/testing/stack";
import { PASSWORD_VARIABLE } from "../../verify/verification-plan";

const root = join(__dirname, "../..");
const leash = openLeash();

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-verify-script-"));
  writeFileSync(join(folder, "ca.pem"), GOOD_CERTIFICATE.certificate);
});

afterAll(async () => {
  await leash.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the script against an application that is both hosts of staging. */
async function verifyScript(summary: string, behaviour?: Behaviour) {
  const { address, close } = await startApplication(GOOD_CERTIFICATE, behaviour);
  const file = join(folder, summary);
  try {
    const finished = await runProcess({
      program: join(root, ".github/scripts/verify"),
      arguments: [
        ...[HOST, API_HOST].flatMap((host) => [
          "--connect-to",
          `${host}=127.0.0.1:${address.port}`,
        ]),
        ...["--ca", join(folder, "ca.pem")],
      ],
      folder: root,
      environment: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        STACK: "staging",
        GITHUB_STEP_SUMMARY: file,
        [PASSWORD_VARIABLE]: USER.password,
      },
      leash,
    });
    return { ...finished, summary: readFileSync(file, "utf8") };
  } finally {
    await close();
  }
}

describe("the script verify", () => {
  it("N22: shows in the job's summary too that a stack has recovered", async () => {
    const { code, stdout, stderr, summary } = await verifyScript("healthy.md");
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toContain('Stack "staging" is well');
    expect(summary).toContain("### Checks of staging\n\n```text\n");
    expect(summary).toContain('Stack "staging" is well');
    expectNoSecret(stdout + stderr + summary);
  });

  it("N22: fails with the red line in the summary while a stack is degraded", async () => {
    const degraded = { health: json({ status: "degraded", redis_connected: false }) };
    const { code, stdout, stderr, summary } = await verifyScript("degraded.md", degraded);
    expect(code, stdout + stderr).toBe(1);
    expect(summary).toContain(`Health of https://${HOST}/health`);
    expect(summary).toContain('Stack "staging" is not well');
  });

  it("says which variable is missing", async () => {
    const { code, stderr } = await runProcess({
      program: join(root, ".github/scripts/verify"),
      arguments: [],
      folder: root,
      environment: { PATH: process.env.PATH },
      leash,
    });
    expect(code).toBe(1);
    expect(stderr).toContain("Set STACK to the stack to check");
  });
});
