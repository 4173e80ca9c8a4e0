import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { headerText } from "../../../config/schema/headers";
import { type Leash, openLeash } from "../../../offline/process/leash";
import { ensureTool } from "../../../offline/tools/ensure-tool";
import { describeTool } from "../../../offline/tools/tool";
import { freePorts } from "../../../test/cluster/free-ports";
import { caddyCommand, caddyConfiguration, caddyImage, configurationVariable } from "./caddy";

const secret = `kn0wn'to"nobody $(id) \`id\` {env.PATH} \\{x} ;#&END`;

/** What the application was asked, as it came. */
interface Asked {
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly raw: readonly string[];
}

/** An application that answers what a test says, and the proxy in front of it, the real program. */
class Instance {
  readonly asked: Asked[] = [];
  answer: { status: number; body: string; afterSeconds?: number } = { status: 200, body: "" };
  said = "";
  private constructor(
    readonly proxy: ChildProcess,
    readonly port: number,
    private readonly application: Server,
  ) {}

  static async start(
    program: string,
    leash: Leash,
    environment: Readonly<Record<string, string>> = {},
    uri = "/health?deep=1&name=a%20b",
  ): Promise<Instance> {
    const application = createServer((incoming, outgoing) => {
      const { url = "", headers, rawHeaders } = incoming;
      instance.asked.push({ url, headers, raw: rawHeaders });
      const { status, body, afterSeconds = 0 } = instance.answer;
      setTimeout(() => outgoing.writeHead(status).end(body), afterSeconds * 1000);
    });
    await new Promise<void>((resolve) => application.listen(0, "127.0.0.1", resolve));
    const [port = 0] = await freePorts(1);
    const folder = mkdtempSync(join(tmpdir(), "holdfast-probe-proxy-"));
    leash.remove(folder);
    const address = `127.0.0.1:${(application.address() as AddressInfo).port}`;
    const [shell = "", ...args] = caddyCommand;
    const proxy = spawn(shell, args, {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      // As in the container: no folder in which it may write.
      cwd: "/",
      env: {
        PATH: `${dirname(program)}:/usr/bin:/bin`,
        XDG_CONFIG_HOME: "/nonexistent/config",
        XDG_DATA_HOME: "/nonexistent/data",
        [configurationVariable]: caddyConfiguration(port, "/ready", address, [
          {
            path: "/startup",
            uri,
            headers: [
              { name: "X-API-Key", variable: "KEY" },
              { name: "X-Forwarded-Proto", variable: "PROTO" },
            ],
          },
          { path: "/liveness", uri: "/live", headers: [{ name: "Host", variable: "NAME" }] },
        ]),
        KEY: secret,
        PROTO: "https",
        NAME: "shop.example.com",
        ...environment,
      },
    });
    leash.hold(proxy);
    const instance = new Instance(proxy, port, application);
    for (const stream of [proxy.stdout, proxy.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        instance.said += chunk.toString();
      });
    }
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await instance.ask("/ready").catch(() => undefined))?.status === 200) return instance;
      await sleep(50);
    }
    throw new Error(`The proxy did not become ready: ${instance.said}`);
  }

  /** Asks the proxy as a kubelet does. */
  ask(path: string, method = "GET"): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const headers = { "User-Agent": "kube-probe/1.34", Accept: "*/*", Connection: "close" };
      request({ port: this.port, path, method, headers, agent: false }, (incoming) => {
        let body = "";
        incoming.on("data", (chunk) => {
          body += chunk;
        });
        incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, body }));
      })
        .on("error", reject)
        .end();
    });
  }

  stopApplication(): void {
    this.application.close();
    this.application.closeAllConnections();
  }
}

describe("P4: the proxy of probes, which is the real Caddy", () => {
  const leash = openLeash();
  let program: string;
  let instance: Instance;

  beforeAll(async () => {
    program = await ensureTool("caddy");
    instance = await Instance.start(program, leash);
  }, 900_000);
  afterAll(async () => {
    instance?.stopApplication();
    await leash.close();
  });

  it("is the version that the image has", () => {
    expect(`docker.io/library/caddy:${describeTool("caddy").version.slice(1)}-alpine`).toBe(
      caddyImage,
    );
  });

  it("asks the application with the secret, as it is, and with nothing of its own", async () => {
    instance.answer = { status: 200, body: '{"status":"healthy"}' };
    expect(await instance.ask("/startup")).toEqual(instance.answer);
    const asked = instance.asked.at(-1);
    expect(asked?.url).toBe("/health?deep=1&name=a%20b");
    expect(asked?.headers).toEqual({
      host: `localhost:${instance.port}`,
      "user-agent": "kube-probe/1.34",
      accept: "*/*",
      connection: "close",
      "x-api-key": secret,
      "x-forwarded-proto": "https",
    });
    expect(await instance.ask("/liveness")).toMatchObject({ status: 200 });
    expect(instance.asked.at(-1)?.headers).toEqual({
      host: "shop.example.com",
      "user-agent": "kube-probe/1.34",
      accept: "*/*",
      connection: "close",
    });
  });

  it.each([204, 302, 401, 403, 404, 429, 500, 503])("passes on the status %i", async (status) => {
    instance.answer = { status, body: "" };
    expect(await instance.ask("/startup")).toMatchObject({ status });
  });

  it("lets the probe time out, and does not answer in its place", async () => {
    instance.answer = { status: 200, body: "late", afterSeconds: 3 };
    const early = await Promise.race([instance.ask("/startup"), sleep(2000).then(() => "nothing")]);
    expect(early).toBe("nothing");
    instance.answer = { status: 200, body: "" };
  });

  it("opens nothing but what is probed", async () => {
    const before = instance.asked.length;
    for (const path of ["/", "/health", "/startup/", "/startup/../admin", "/readiness"]) {
      expect(await instance.ask(path), path).toMatchObject({ status: 404 });
    }
    expect(await instance.ask("/startup", "POST")).toMatchObject({ status: 404 });
    expect(await instance.ask("/startup?path=/admin")).toMatchObject({ status: 200 });
    expect(instance.asked.slice(before).map(({ url }) => url)).toEqual([
      "/health?deep=1&name=a%20b",
    ]);
  });

  it("gives every value that a header can hold to the application as it is", async () => {
    const value = fc
      .string({ minLength: 1, maxLength: 60, unit: "grapheme-ascii" })
      .filter((text) => headerText.test(text));
    const hostile = [
      "{env.PATH}",
      '"',
      "'",
      "\\",
      "$KEY",
      "$(id)",
      "{",
      "}",
      "END",
      "a\\nb",
      "{{",
      "%0d%0a",
    ];
    await fc.assert(
      fc.asyncProperty(fc.oneof(value, fc.constantFrom(...hostile)), async (key) => {
        const other = await Instance.start(program, leash, { KEY: key });
        await other.ask("/startup");
        expect(other.asked.at(-1)?.headers["x-api-key"]).toBe(key);
        other.stopApplication();
        await leash.end(other.proxy);
      }),
      { numRuns: 25, examples: hostile.map((text): [string] => [text]) },
    );
  }, 120_000);

  it("does not send a value with a line break, which could be another header", async () => {
    const other = await Instance.start(program, leash, { KEY: "a\r\nX-Admin: 1" });
    expect(await other.ask("/startup")).toMatchObject({ status: 502 });
    expect(other.asked).toEqual([]);
    expect(other.said).not.toContain("X-Admin");
    other.stopApplication();
  });

  it.each([
    ["/a/{env.KEY}", "/a/%7Benv.KEY%7D"],
    ["/a?b={env.KEY}&c", "/a?b=%7Benv.KEY%7D&c"],
    ["/a'b\"c`d$e;f", "/a'b\"c`d$e;f"],
  ])("asks for the path %s and reads nothing in it", async (uri, asked) => {
    const other = await Instance.start(program, leash, {}, uri);
    await other.ask("/startup");
    expect(decodeURI(other.asked.at(-1)?.url ?? "")).toBe(decodeURI(asked));
    expect(other.asked.at(-1)?.url).not.toContain("nobody");
    other.stopApplication();
  });

  it("fails while the application is not there, and says no secret", async () => {
    const other = await Instance.start(program, leash);
    other.stopApplication();
    expect(await other.ask("/startup")).toMatchObject({ status: 502 });
    // Caddy answers before it writes its line.
    await expect.poll(() => other.said, { timeout: 10_000 }).toContain("connection refused");
    expect(other.said).not.toContain("kn0wn");
  });

  it("ends by the signal of the platform", async () => {
    const other = await Instance.start(program, leash);
    const ended = new Promise((resolve) => other.proxy.once("exit", resolve));
    other.proxy.kill("SIGTERM");
    expect(await ended).toBe(0);
    other.stopApplication();
  });
});
