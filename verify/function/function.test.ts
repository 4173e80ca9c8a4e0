import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Application, json, startApplication, TOKEN, USER } from "../testing/application";
import { expectNoSecret } from "../testing/broken";
import { GOOD_CERTIFICATE } from "../testing/run";
import { API_HOST, HOST, planAfter } from "../testing/stack";
import { PASSWORD_VARIABLE } from "../verification-plan";
import { bundleVerification, type FunctionBundle } from "./bundle";
import { CONNECT_TO_VARIABLE } from "./handlers";

/** Starts a function of index.js as the Functions Framework does: its body is read, JSON is parsed. */
const FRAMEWORK = `
const { createServer } = require("node:http");
const functions = require("./index.js");
createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const isJson = (request.headers["content-type"] ?? "").startsWith("application/json");
  request.body = isJson && body.length > 0 ? JSON.parse(body) : body.length > 0 ? body : undefined;
  await functions[request.url.slice(1)](request, response);
}).listen(0, "127.0.0.1", function () { process.send(this.address().port); });
`;

let bundle: FunctionBundle;
const ending: (() => unknown)[] = [];

beforeAll(async () => {
  bundle = await bundleVerification(planAfter());
}, 60_000);

afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

interface Started {
  readonly port: number;
  readonly process: ChildProcess;
  /** Lines of the structured log. */
  log(): Record<string, unknown>[];
  /** All that it wrote. */
  output(): string;
}

/** Starts the bundle in a process of its own, against an application. */
async function start(application: Application): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-function-"));
  ending.push(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(bundle.files)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, "framework.js"), FRAMEWORK);
  writeFileSync(join(folder, "ca.pem"), GOOD_CERTIFICATE.certificate);
  const { port } = application.address;
  const child = spawn(process.execPath, ["framework.js"], {
    cwd: folder,
    env: {
      NODE_EXTRA_CA_CERTS: join(folder, "ca.pem"),
      K_SERVICE: "verification",
      [PASSWORD_VARIABLE]: USER.password,
      [CONNECT_TO_VARIABLE]: `${HOST}=127.0.0.1:${port},${API_HOST}=127.0.0.1:${port}`,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  ending.push(() => child.kill());
  let written = "";
  child.stdout?.on("data", (chunk) => {
    written += String(chunk);
  });
  child.stderr?.on("data", (chunk) => {
    written += String(chunk);
  });
  const listening = await new Promise<number>((resolve, reject) => {
    child.once("message", (message) => resolve(Number(message)));
    child.once("exit", () => reject(new Error(written)));
  });
  return {
    port: listening,
    process: child,
    output: () => written,
    log: () =>
      written
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

async function healthy(behaviour: Parameters<typeof startApplication>[1] = {}) {
  const application = await startApplication(GOOD_CERTIFICATE, behaviour);
  ending.push(() => application.close());
  return start(application);
}

/** Asks a function. */
function ask(port: number, name: string, body?: string, type = "application/json") {
  return new Promise<{ status: number; body: Record<string, unknown> }>((resolve, reject) => {
    const outgoing = request(
      {
        host: "127.0.0.1",
        port,
        path: `/${name}`,
        method: "POST",
        headers: { "content-type": type },
      },
      async (response) => {
        let text = "";
        for await (const chunk of response) text += String(chunk);
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
      },
    );
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}

const ids = (body: Record<string, unknown>) =>
  (body.checks as { check: string }[]).map(({ check }) => check);

describe("the bundle of the scheduled checks", () => {
  it("N19: is the same to the byte for the same source, and names no folder of this machine", async () => {
    expect(await bundleVerification(planAfter())).toEqual(bundle);
    expect(Object.keys(bundle.files)).toEqual(["index.js", "package.json", "plan.json"]);
    for (const text of Object.values(bundle.files)) {
      expect(text).not.toContain(process.cwd());
      expectNoSecret(text);
    }
  });

  it("has a manifest that names what the platform needs", () => {
    expect(JSON.parse(bundle.files["package.json"] ?? "")).toMatchObject({
      main: "index.js",
      engines: { node: "22" },
    });
    expect(bundle).toMatchObject({
      runtime: "nodejs22",
      entryPoints: { verification: "verification", syntheticMonitor: "syntheticMonitor" },
      secrets: { HOLDFAST_VERIFY_PASSWORD: "verification-password" },
    });
  });
});

describe("the function of the scheduled checks", () => {
  it("N19: runs the group that it is asked for, and answers 200 with the report", async () => {
    const { port } = await healthy();
    const { status, body } = await ask(port, "verification", '{"groups":["health"]}');
    expect(status).toBe(200);
    expect(body).toMatchObject({ version: 1, stack: "staging", ok: true });
    expect(ids(body)).toContain(`websocket/${HOST}`);
    expect(ids(body)).not.toContain("golden-path");
  });

  it("N23: writes what it measured in the lines from which metrics are made", async () => {
    const { port, log } = await healthy();
    await ask(port, "verification", '{"groups":["connector","database"]}', "text/plain");
    const events = log().map(({ event, database, phase, ratio, seconds }) => ({
      event,
      database,
      phase,
      value: ratio ?? seconds,
    }));
    expect(events).toContainEqual({ event: "connector_utilization", value: 0.31 });
    expect(events).toContainEqual({
      event: "pool_utilization",
      database: "main-db",
      value: 0.42,
    });
    expect(events).toContainEqual({ event: "database_connect", database: "main-db", value: 0.8 });
    expect(events).toContainEqual({ event: "startup_phase", phase: "3", value: 6.5 });
    expect(log().at(-1)).toMatchObject({ event: "verification_run", ok: true, severity: "INFO" });
  });

  it("N18: answers 500 and writes an error when a check is red", async () => {
    const { port, log, output } = await healthy({ health: json({ status: "degraded" }) });
    const { status, body } = await ask(port, "verification");
    expect(status).toBe(500);
    expect(body.ok).toBe(false);
    expect(log()).toContainEqual(
      expect.objectContaining({
        event: "verification_check",
        id: `health/${HOST}`,
        ok: false,
        severity: "ERROR",
        problem: expect.stringContaining('$.status is "degraded"'),
      }),
    );
    expectNoSecret(output());
  });

  it.each(["[]", '{"groups":[]}', '{"groups":["helth"]}', '"health"'])(
    "answers 400 to the body %s, with what it takes",
    async (text) => {
      const { port } = await healthy();
      const { status, body } = await ask(port, "verification", text, "text/plain");
      expect(status).toBe(400);
      expect(body.error).toContain('"golden-path"');
    },
  );
});

describe("the synthetic monitor", () => {
  it("N22: runs health and the golden path, and answers in the form of Cloud Monitoring", async () => {
    const { port, output } = await healthy();
    const { status, body } = await ask(port, "syntheticMonitor");
    expect(status).toBe(200);
    expect(body).toEqual({
      synthetic_generic_result_v1: { ok: true },
      runtime_metadata: { K_SERVICE: "verification" },
      start_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      end_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    expect(output()).toContain('"id":"golden-path"');
    expect(output()).not.toContain(TOKEN);
  });

  it("N22: names the red checks in its error", async () => {
    const { port } = await healthy({ login: json({ detail: "no database" }, 503) });
    const { status, body } = await ask(port, "syntheticMonitor");
    expect(status).toBe(200);
    expect(body.synthetic_generic_result_v1).toMatchObject({
      ok: false,
      generic_error: {
        error_type: "golden-path",
        error_message: expect.stringContaining('Step "login"'),
      },
    });
  });
});
