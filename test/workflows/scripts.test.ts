import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writePackLauncher } from "../../offline/engine/policy-pack";
import { openLeash } from "../../offline/process/leash";
import { type Finished, runProcess } from "../../offline/process/run";
import { readImageList } from "../../offline/registry/image-list";
import { openSession, type Session } from "../../offline/session";

const root = join(__dirname, "../..");
const leash = openLeash();

let session: Session;
let copy: string;

beforeAll(async () => {
  const images = readImageList(join(root, "offline/registry/images/staging.yaml"));
  session = await openSession({ images });
  copy = copyOfRepository(join(session.folder, "repository"));
});

afterAll(async () => {
  await session?.close();
  await leash.close();
});

/** The files that git knows or would know, so that a script may write to its repository. */
function copyOfRepository(folder: string): string {
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const files = execFileSync("git", list, { cwd: root, encoding: "utf8" }).split("\0");
  for (const file of files.filter((name) => name !== "")) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

function runScript(name: string, environment: NodeJS.ProcessEnv): Promise<Finished> {
  return runProcess({
    program: join(copy, ".github/scripts", name),
    arguments: [],
    folder: copy,
    environment: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    leash,
  });
}

describe("the script plan", () => {
  it("shows the plan and the policy result in the job's summary too", async () => {
    const summary = join(session.folder, "summary.md");
    const { code, stdout, stderr } = await runScript("plan", {
      STACK: "staging",
      GITHUB_STEP_SUMMARY: summary,
    });
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toContain("0 violated");
    expect(readFileSync(summary, "utf8")).toContain("0 violated");
  });

  it("fails with the reason in the summary when the plan fails", async () => {
    const summary = join(session.folder, "failed.md");
    const { code } = await runScript("plan", { STACK: "nowhere", GITHUB_STEP_SUMMARY: summary });
    expect(code).not.toBe(0);
    expect(readFileSync(summary, "utf8")).toContain("Pulumi.nowhere.yaml");
  });
});

describe("the script deploy", () => {
  it("refuses to start without its variables and names them all", async () => {
    const { code, stderr } = await runScript("deploy", { STACK: "staging" });
    expect(code).toBe(2);
    expect(stderr).toContain("PULUMI_BACKEND_URL SECRETS_PROVIDER not set");
  });

  it("creates the stack once and brings it up, judged by the policy pack", async () => {
    const { folder, engine, registry } = session;
    const mirrors = { "*": registry.url };
    writeFileSync(join(folder, "packs.json"), JSON.stringify({ "image-exists": { mirrors } }));
    mkdirSync(join(folder, "deployed"));
    const environment = {
      PATH: `${dirname(engine.path)}:${process.env.PATH}`,
      PULUMI_HOME: join(folder, "pulumi"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_CONFIG_PASSPHRASE: "",
      STACK: "staging",
      PULUMI_BACKEND_URL: `file://${join(folder, "deployed")}`,
      SECRETS_PROVIDER: "passphrase",
      POLICY_PACK: writePackLauncher(folder),
      POLICY_PACK_CONFIG: join(folder, "packs.json"),
    };
    const first = await runScript("deploy", environment);
    expect(first.code, first.stdout + first.stderr).toBe(0);
    expect(first.stdout).toMatch(/\+ \d+ created/);
    const second = await runScript("deploy", environment);
    expect(second.code, second.stdout + second.stderr).toBe(0);
    expect(second.stdout).toMatch(/\d+ unchanged/);
    expect(second.stdout).not.toMatch(/created|updated/);
  });
});
