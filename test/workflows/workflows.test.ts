import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { stacksOf } from "../../offline/engine/stack-file";
import { ensureTool } from "../../offline/tools/ensure-tool";
import { readPlan } from "../../verify/command/stack-plan";

const run = promisify(execFile);
const root = join(__dirname, "../..");
const folder = join(root, ".github/workflows");
const workflows = readdirSync(folder).map((file) => ({
  file,
  path: join(folder, file),
  text: readFileSync(join(folder, file), "utf8"),
}));

interface Step {
  uses?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
}
interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  concurrency: { group: string; "cancel-in-progress": boolean };
  jobs: Record<
    string,
    {
      steps: Step[];
      environment?: string;
      "continue-on-error"?: boolean;
      permissions?: object;
      strategy?: { matrix: Record<string, string[]> };
    }
  >;
}

const read = (file: string): Workflow =>
  parse(readFileSync(join(folder, file), "utf8")) as Workflow;
const steps = (workflow: Workflow): Step[] =>
  Object.values(workflow.jobs).flatMap((job) => job.steps);

describe("the workflows", () => {
  it("pass actionlint", async () => {
    const actionlint = await ensureTool("actionlint");
    const { stdout } = await run(actionlint, ["-no-color", ...workflows.map(({ path }) => path)]);
    expect(stdout).toBe("");
  });

  it("fail actionlint when a job needs one that does not exist", async () => {
    const actionlint = await ensureTool("actionlint");
    const broken = run(actionlint, ["-no-color", "-stdin-filename", "broken.yml", "-"]);
    broken.child.stdin?.end(
      "on: push\njobs:\n  a:\n    needs: b\n    runs-on: ubuntu-24.04\n    steps: [{ run: 'true' }]\n",
    );
    await expect(broken).rejects.toMatchObject({ stdout: expect.stringContaining('"b"') });
  });

  it.each(workflows)("$file pins every action to a commit and names its release", ({ text }) => {
    const uses = [...text.matchAll(/uses: (.*)$/gm)].map(([, reference]) => reference);
    expect(uses.length).toBeGreaterThan(0);
    for (const reference of uses) {
      expect(reference).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  it.each(workflows)(
    "$file runs only package scripts and scripts of this repository",
    ({ file }) => {
      const commands = steps(read(file)).flatMap((step) => step.run ?? []);
      expect(commands.length).toBeGreaterThan(0);
      for (const command of commands) {
        expect(command).toMatch(
          /^(npm ci|npm test|npm run [\w:]+|\.github\/scripts\/\w+( --[a-z-]+)*)$/,
        );
      }
    },
  );

  it("P11: needs no secret to judge a pull request, so that forks get the same answer", () => {
    const text = readFileSync(join(folder, "pull-request.yml"), "utf8");
    expect(text).not.toContain("secrets.");
    expect(read("pull-request.yml").permissions).toEqual({ contents: "read" });
    expect(Object.keys(read("pull-request.yml").on)).not.toContain("pull_request_target");
  });

  it("P11: runs the same checks in pull requests, after deployments and on a schedule", () => {
    const verifies = (file: string) =>
      steps(read(file)).flatMap(({ run: command, env }) =>
        command?.startsWith(".github/scripts/verify") === true ? [[command, env?.STACK]] : [],
      );
    const every = ["$", "{{ matrix.stack }}"].join("");
    expect(verifies("pull-request.yml")).toEqual([
      [".github/scripts/verify --plan", every],
      [".github/scripts/verify --without-login", "staging"],
    ]);
    expect(verifies("deploy.yml")).toEqual([[".github/scripts/verify", "staging"]]);
    expect(verifies("verify.yml")).toEqual([[".github/scripts/verify", "staging"]]);
    expect(Object.keys(read("verify.yml").on)).toContain("schedule");
  });

  it("P11: lets the change in that mends what is red now", () => {
    const { running } = read("pull-request.yml").jobs;
    expect(running?.["continue-on-error"]).toBe(true);
    expect(running?.steps[0]?.with?.ref).toContain("github.event.pull_request.base.sha");
  });

  it("plans every stack of the repository for a pull request", () => {
    const { plan } = read("pull-request.yml").jobs;
    expect([...(plan?.strategy?.matrix.stack ?? [])].sort()).toEqual(stacksOf(root));
    expect(plan?.steps.at(-1)?.env).toEqual({ STACK: ["$", "{{ matrix.stack }}"].join("") });
  });

  it("deploys from main only, in a protected environment, one update at a time", () => {
    const deploy = read("deploy.yml");
    expect(deploy.on.push).toEqual({ branches: ["main"] });
    expect(deploy.jobs.staging?.environment).toBe("staging");
    expect(deploy.jobs.staging?.permissions).toEqual({ contents: "read", "id-token": "write" });
    expect(deploy.concurrency).toEqual({ group: "deploy-staging", "cancel-in-progress": false });
  });

  it("N22: checks what runs after every deployment, with the password of a protected environment", () => {
    const staging = read("deploy.yml").jobs.staging?.steps ?? [];
    const commands = staging.flatMap((step) => step.run ?? []);
    expect(commands.slice(-2)).toEqual([".github/scripts/deploy", ".github/scripts/verify"]);
    expect(staging.at(-1)?.env).toEqual({
      STACK: "staging",
      HOLDFAST_VERIFY_PASSWORD: expect.stringContaining("{{ secrets.HOLDFAST_VERIFY_PASSWORD }}"),
    });
  });

  it.each(["deploy.yml", "verify.yml"])(
    "P4: %s tells the checks every secret that they read",
    (file) => {
      for (const job of Object.values(read(file).jobs)) {
        for (const { run: command, env = {} } of job.steps) {
          if (command !== ".github/scripts/verify") continue;
          const read = Object.keys(readPlan(root, String(env.STACK)).secrets);
          const told = Object.keys(env).filter((name) => name.startsWith("HOLDFAST_VERIFY_"));
          expect(told.sort()).toEqual(read.sort());
          for (const name of told) expect(env[name]).toContain(`{{ secrets.${name} }}`);
        }
      }
    },
  );

  it("deploys with the version of Pulumi that the offline plan is tested with", () => {
    const module = readFileSync(join(root, "offline/tools/pulumi/go.mod"), "utf8");
    const pinned = /github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/.exec(module)?.[1];
    const cli = steps(read("deploy.yml")).find((step) => step.uses?.startsWith("pulumi/actions@"));
    expect(cli?.with?.["pulumi-version"]).toBe(pinned);
  });
});
