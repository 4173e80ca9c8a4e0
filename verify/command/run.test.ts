import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { type Behaviour, json, startApplication, USER } from "../testing/application";
import { expectNoSecret } from "../testing/broken";
import { GOOD_CERTIFICATE } from "../testing/run";
import { API_HOST, checkedFile, HOST } from "../testing/stack";
import { PASSWORD_VARIABLE } from "../verification-plan";
import { ROOT, run } from "./run";

let folder: string;
const ending: (() => unknown)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-verify-"));
  ending.push(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "ca.pem"), GOOD_CERTIFICATE.certificate);
  writeStack(checkedFile());
});

afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

function writeStack(config: object): void {
  const file = { ...config, "holdfast:secrets": encryptedSecrets };
  writeFileSync(join(folder, "Pulumi.staging.yaml"), stringify({ config: file }));
}

/** Ten aliases of ten aliases, and so on. */
function aliasesOfAliases(): string {
  const level = (index: number) =>
    `  l${index}: &a${index} [${Array(10)
      .fill(`*a${index - 1}`)
      .join(", ")}]\n`;
  return [1, 2, 3, 4, 5, 6, 7, 8].map(level).join("");
}

/** What a stack file holds of secrets: nothing that could be read. */
const encryptedSecrets = {
  "signing-key": { value: { secure: "v1:abc:def" } },
  "verification-password": { value: { secure: "v1:abc:def" } },
};

/** Runs the command against an application. */
async function command(line: readonly string[], behaviour?: Behaviour) {
  const application = await startApplication(GOOD_CERTIFICATE, behaviour);
  ending.push(() => application.close());
  const { port } = application.address;
  let output = "";
  let errors = "";
  const code = await run(
    [
      ...[HOST, API_HOST].flatMap((host) => ["--connect-to", `${host}=127.0.0.1:${port}`]),
      ...["--ca", "ca.pem"],
      ...line,
    ],
    {
      folder,
      workingDirectory: folder,
      environment: { [PASSWORD_VARIABLE]: USER.password },
      output: {
        write: (text) => {
          output += text;
        },
      },
      errors: {
        write: (text) => {
          errors += text;
        },
      },
      signal: new AbortController().signal,
    },
  );
  expectNoSecret(`${output}${errors}`);
  return { code, output, errors, seen: application.seen };
}

const degraded = { health: json({ status: "degraded", redis_connected: true }) };

describe("npm run verify", () => {
  it("N22: shows a line for each check and exits with 0 when all are green", async () => {
    const { code, output } = await command([]);
    expect(output.match(/^ok /gm)).toHaveLength(15);
    expect(output).toContain('Stack "staging" is well: 15 green.\n');
    expect(code).toBe(0);
  });

  it("A14: exits with 1 for a degraded body, and shows what is wrong below its line", async () => {
    const { code, output } = await command(["--only", "health"], degraded);
    expect(output).toMatch(
      /^FAILED +health +\d+\.\d\d s {2}Health of https:\/\/staging\.netrasystems\.ai\/health\n +https:.* is not healthy: \$\.status is "degraded", expected "healthy"\.\n +Look at/m,
    );
    expect(output).not.toContain("\u001b");
    expect(code).toBe(1);
  });

  it("P11: lists with --plan what would be checked, in its order, and asks nobody", async () => {
    const file = checkedFile();
    file["holdfast:services"].auth.routes = ["/auth/login"];
    file["holdfast:services"].backend.routes = ["/api"];
    writeStack(file);
    const { code, output, seen } = await command(["--plan", "--only", "routes"]);
    expect(output).toBe(
      [
        `health       TLS of ${HOST}`,
        `health       Health of https://${HOST}/health  after auth`,
        `routes       GET https://${HOST}/auth/login`,
        `routes       GET https://${HOST}/api  after auth`,
        'Stack "staging" has 4 checks. Nothing was asked.',
        "",
      ].join("\n"),
    );
    expect([code, seen.size]).toEqual([0, 0]);
  });

  it("P11: refuses with --plan a route that leads nowhere, before anything is deployed", async () => {
    const file = checkedFile();
    file["holdfast:services"].auth.routes = ["/login"];
    writeStack(file);
    const { code, errors } = await command(["--plan"]);
    expect(code).toBe(2);
    expect(errors).toContain("services.auth.routes[0]");
  });

  it("P11: leaves out with --without-login what needs the password, and nothing else", async () => {
    const file = checkedFile();
    file["holdfast:services"].backend.routes = [
      { path: "/me", authenticated: true },
      { path: "/me", status: 404 },
    ];
    writeStack(file);
    const { code, output } = await command(["--without-login"]);
    expect(output).not.toMatch(/Golden path|login/);
    expect(output).toContain(`GET https://${HOST}/me  404`);
    expect(output).toContain('Stack "staging" is well: 15 green.');
    expect(code).toBe(0);
  });

  it("prints nothing but the report with --json", async () => {
    const { code, output } = await command(["--json", "--only", "health"], degraded);
    const report = JSON.parse(output);
    expect(Object.keys(report)).toEqual([
      "version",
      "stack",
      "ok",
      "startTime",
      "endTime",
      "checks",
    ]);
    expect(report).toMatchObject({ version: 1, stack: "staging", ok: false });
    expect(code).toBe(1);
  });

  it("writes a report for CI with --junit", async () => {
    await command(["--junit", "report.xml"], degraded);
    const report = readFileSync(join(folder, "report.xml"), "utf8");
    expect(report).toContain('tests="15" failures="2" errors="0" skipped="2"');
    expect(report).toContain("$.status is &quot;degraded&quot;");
    expectNoSecret(report);
  });

  it.each<[string, string[], string]>([
    ["an option that it does not have", ["--watch"], "There is no option"],
    ["a stack without a file", ["--stack", "nope"], 'There is no stack file "Pulumi.nope.yaml"'],
    [
      "a host that the stack does not have, which would be checked elsewhere than meant",
      ["--connect-to", "stagng.netrasystems.ai=127.0.0.1:443"],
      `"stagng.netrasystems.ai" of --connect-to is no host of the stack "staging". Its hosts are "${HOST}", "${API_HOST}".`,
    ],
    ["a file of authorities that is not there", ["--ca", "none.pem"], "none.pem"],
  ])("exits with 2 for %s", async (_, line, message) => {
    const { code, output, errors } = await command(line);
    expect([code, output]).toEqual([2, ""]);
    expect(errors).toContain(message);
    expect(errors).not.toMatch(/\n\s+at /);
  });

  it("exits with 2 and every problem for a stack file that has some", async () => {
    const file = checkedFile();
    file["holdfast:verify"].websocket.host = "other.netrasystems.ai";
    file["holdfast:services"].auth.cpu = 3;
    writeStack(file);
    const { code, errors } = await command([]);
    expect(code).toBe(2);
    expect(errors).toContain("Pulumi.staging.yaml has 2 problems. Nothing was checked.");
    expect(errors).toContain("verify.websocket.host");
  });

  it.each([
    ["hold themselves", "config:\n  holdfast:release: &all { halted: *all }\n"],
    ["are too many", `config:\n  a: &a0 [1]\n${aliasesOfAliases()}`],
  ])("exits with 2 for a stack file whose aliases %s", async (_, text) => {
    writeFileSync(join(folder, "Pulumi.staging.yaml"), text);
    const { code, errors } = await command([]);
    expect([code, errors]).toEqual([
      2,
      '"Pulumi.staging.yaml" has aliases (*) that hold themselves or are too many. Write them out.\n',
    ]);
  });

  it("reads aliases and merge keys as Pulumi does", async () => {
    const text = stringify({ config: { ...checkedFile(), "holdfast:secrets": encryptedSecrets } });
    const merged = text.replace(
      /^( +)health:\n +path: (\/health)$/m,
      "$1health: { <<: { path: $2 } }",
    );
    expect(merged).not.toBe(text);
    writeFileSync(join(folder, "Pulumi.staging.yaml"), merged);
    const { code, errors } = await command(["--only", "connector"]);
    expect([code, errors]).toEqual([0, ""]);
  });

  it("exits with 2 for a stack that has no host", async () => {
    const { "holdfast:edge": _, "holdfast:verify": __, ...file } = checkedFile();
    writeStack(file);
    const { code, errors } = await command([]);
    expect(code).toBe(2);
    expect(errors).toContain("has no host that could be checked");
  });

  it("tells the name of the variable for the password in its help", async () => {
    const { code, output } = await command(["--help"]);
    expect(output).toContain("HOLDFAST_VERIFY_PASSWORD");
    expect(code).toBe(0);
  });

  it("ends at once on Ctrl-C, names what was not finished, and exits with 130", async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    ending.push(() => silent.close());
    const { port } = silent.address() as { port: number };
    const child = spawn(
      process.execPath,
      [
        ...["--require", "tsx/cjs", "verify/main.ts", "--only", "health"],
        ...["staging", "api-staging"].flatMap((name) => [
          "--connect-to",
          `${name}.netrasystems.ai=127.0.0.1:${port}`,
        ]),
      ],
      { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] },
    );
    ending.push(() => child.kill("SIGKILL"));
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += String(chunk);
    });
    silent.once("connection", () => child.kill("SIGINT"));
    const code = await new Promise((resolve) => child.once("exit", resolve));
    expect(output).toContain(
      "TLS of staging.netrasystems.ai\n         Not finished: the run was interrupted.",
    );
    expect(code).toBe(130);
  });
});
