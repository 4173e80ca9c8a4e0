import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { type CheckClient, checkPrograms } from "./check-programs";

const run = promisify(execFile);

/** Waits a little instead of the seconds between two attempts, where `sleep` takes parts of one. */
const soon = "exec /bin/sleep 0.2";

interface Outcome {
  readonly status: number;
  readonly said: string;
  /** What each call of the client got as arguments. */
  readonly calls: string[];
}

/** Runs a check in a shell in which `commands` stand for the real clients. */
async function check(
  client: CheckClient,
  commands: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "check-"));
  const calls = join(folder, "calls");
  writeFileSync(calls, "");
  for (const [name, body] of Object.entries({ sleep: soon, ...commands })) {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> ${calls}\n${body}\n`);
    chmodSync(file, 0o755);
  }
  const outcome = await run("sh", ["-c", checkPrograms[client].script], {
    env: {
      PATH: `${folder}:${process.env.PATH}`,
      FOLDER: folder,
      TMPDIR: folder,
      TARGET: "main-db",
      WITHIN_SECONDS: "1",
      ...env,
    },
  }).then(
    ({ stdout, stderr }) => ({ status: 0, said: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ status: code as number, said: stdout + stderr }),
  );
  const lines = readFileSync(calls, "utf8").trim().split("\n");
  rmSync(folder, { recursive: true });
  return { ...outcome, calls: lines.filter((line) => line !== "" && !line.startsWith("sleep")) };
}

const refused =
  "echo 'connection to server at \"10.0.0.2\", port 5432 failed: Connection refused' >&2; exit 2";

describe("A11: the check of a database", () => {
  it("ends well once the database has answered", async () => {
    const outcome = await check("postgres", { psql: "exit 0" }, { PGPASSWORD: "hunter2" });
    expect(outcome).toMatchObject({ status: 0, said: '"main-db" was reached.\n' });
    expect(outcome.calls[0]).toContain("select 1");
    expect(outcome.calls.join()).not.toContain("hunter2");
  });

  it("fails when its time is over, with what the client said last", async () => {
    const outcome = await check("postgres", { psql: refused }, { PGPASSWORD: "hunter2" });
    expect(outcome.status).toBe(1);
    expect(outcome.said).toBe(
      '"main-db" was not reached within 1 s: connection to server at "10.0.0.2", port 5432 failed: Connection refused\n',
    );
  });

  it("tries again while there is time", async () => {
    const second = `[ -e "$FOLDER/tried" ] && exit 0\ntouch "$FOLDER/tried"\n${refused}`;
    const outcome = await check("postgres", { psql: second }, { WITHIN_SECONDS: "30" });
    expect(outcome).toMatchObject({ status: 0 });
    expect(outcome.calls).toHaveLength(2);
  });

  it("logs in with the token of the pod's account where there is no password", async () => {
    const token = 'echo \'{"access_token":"t0ken","expires_in":3599,"token_type":"Bearer"}\'';
    const psql = '[ "$PGPASSWORD" = t0ken ] && exit 0; echo "no token" >&2; exit 2';
    const outcome = await check("postgres-iam", { wget: token, psql });
    expect(outcome).toMatchObject({ status: 0 });
    expect(outcome.calls.join()).not.toContain("t0ken");
  });

  it("fails where there is no token to log in with", async () => {
    const wget = "echo 'wget: server returned error: HTTP/1.1 403 Forbidden' >&2; exit 1";
    const outcome = await check("postgres-iam", { wget, psql: "exit 0" });
    expect(outcome).toMatchObject({ status: 1 });
    expect(outcome.said).toContain("403 Forbidden");
    expect(outcome.said).not.toContain("psql");
  });
});

describe("A11: the check of a cache", () => {
  const timeout = 'shift; exec "$@"';

  it("ends well on an answer, with TLS where there is a certificate", async () => {
    const commands = { timeout, "redis-cli": "echo PONG" };
    const env = { HOST: "10.0.0.3", PORT: "6378", REDISCLI_AUTH: "hunter2" };
    const clear = await check("redis", commands, env);
    expect(clear).toMatchObject({ status: 0 });
    expect(clear.calls.at(-1)).toBe("redis-cli -h 10.0.0.3 -p 6378 ping");
    const tls = await check("redis", commands, { ...env, CA_CERTIFICATE: "pem" });
    expect(tls.calls.at(-1)).toMatch(
      /^redis-cli -h 10\.0\.0\.3 -p 6378 --tls --cacert \S+\/ca\.pem ping$/,
    );
  });

  it("A15: fails where the cache demands another password, and does not show the one that it has", async () => {
    const wrong = "echo 'NOAUTH Authentication required.'";
    const outcome = await check(
      "redis",
      { timeout, "redis-cli": wrong },
      { HOST: "10.0.0.3", PORT: "6378", REDISCLI_AUTH: "hunter2" },
    );
    expect(outcome).toMatchObject({ status: 1 });
    expect(outcome.said).toContain("NOAUTH Authentication required.");
    expect(outcome.said).not.toContain("hunter2");
  });

  it("fails with words of its own where there is no answer at all", async () => {
    const silent = { timeout, "redis-cli": "exit 124" };
    const outcome = await check("redis", silent, { HOST: "10.0.0.3", PORT: "6378" });
    expect(outcome.said).toBe('"main-db" was not reached within 1 s: no answer\n');
  });
});

describe("A11: the check of a service", () => {
  it("asks for its health", async () => {
    const outcome = await check("http", { wget: "exit 0" }, { URL: "http://auth.a:80/health" });
    expect(outcome).toMatchObject({ status: 0 });
    expect(outcome.calls[0]).toContain("http://auth.a:80/health");
  });

  it("fails with the answer that is no success", async () => {
    const wget = "echo 'wget: server returned error: HTTP/1.1 503 Service Unavailable' >&2; exit 1";
    const outcome = await check("http", { wget }, { URL: "http://auth.a:80/health" });
    expect(outcome).toMatchObject({ status: 1 });
    expect(outcome.said).toContain("503 Service Unavailable");
  });

  it("P4: sends the headers that the health path demands, as they are", async () => {
    const secret = `a "b" 'c' $(id) \\ $PATH *`;
    const wget = `for word in "$@"; do printf '[%s]' "$word" >> "$FOLDER/words"; done`;
    const show = `${wget}; cat "$FOLDER/words" >&2; exit 1`;
    const outcome = await check(
      "http",
      { wget: show },
      {
        URL: "http://auth.a:80/health",
        HEADER_0_NAME: "X-API-Key",
        HEADER_0_VALUE: secret,
        HEADER_1_NAME: "Accept",
        HEADER_1_VALUE: "text/plain",
      },
    );
    expect(outcome.said).toContain(
      `[--header][X-API-Key: ${secret}][--header][Accept: text/plain][http://auth.a:80/health]`,
    );
  });
});
