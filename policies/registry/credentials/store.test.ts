import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { UserCredentials } from "./store";

const folder = mkdtempSync(join(tmpdir(), "holdfast-credentials-"));
const programs = join(folder, "bin");

/** An environment of a user with this Docker configuration, and none of the real user's. */
function environmentWith(configuration: string | object | undefined): NodeJS.ProcessEnv {
  const home = mkdtempSync(join(folder, "home-"));
  if (configuration !== undefined) {
    mkdirSync(join(home, ".docker"));
    const text = typeof configuration === "string" ? configuration : JSON.stringify(configuration);
    writeFileSync(join(home, ".docker", "config.json"), text);
  }
  const path = `${programs}${delimiter}${process.env.PATH}`;
  return { PATH: path, HOME: home, METADATA_SERVER_DETECTION: "none" };
}

function helper(name: string, script: string): void {
  const file = join(programs, `docker-credential-${name}`);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

/** A process that has ended and that nobody has asked for yet is no longer running either. */
function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

function find(configuration: string | object | undefined, host: string) {
  return new UserCredentials(environmentWith(configuration)).find(host);
}

beforeAll(() => {
  mkdirSync(programs);
  helper(
    "good",
    `read server; echo "$server" >> "$HOME/asked"; printf '{"ServerURL":"%s","Username":"me","Secret":"for %s"}' "$server" "$server"`,
  );
  helper("empty", 'cat >/dev/null; echo "credentials not found in native keychain"; exit 1');
  helper("broken", 'echo "hunter2" >&2; echo "hunter2"; exit 3');
  helper("silent", "cat >/dev/null");
  helper("endless", "yes hunter2");
  helper("asleep", `sleep 1000 & echo $! > "$HOME/pid.new"; mv "$HOME/pid.new" "$HOME/pid"; wait`);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the credentials of a user", () => {
  it("are none without a Docker configuration", async () => {
    expect(await find(undefined, "registry.example.com")).toEqual({});
  });

  it("are read from the folder that DOCKER_CONFIG names", async () => {
    const elsewhere = join(folder, "elsewhere");
    mkdirSync(elsewhere);
    const auths = { "h.example": { username: "me", password: "p" } };
    writeFileSync(join(elsewhere, "config.json"), JSON.stringify({ auths }));
    const environment = { ...environmentWith({}), DOCKER_CONFIG: elsewhere };
    expect(await new UserCredentials(environment).find("h.example")).toEqual({
      credentials: { kind: "password", username: "me", password: "p" },
    });
  });

  it("come from the credential helper of the host", async () => {
    expect(await find({ credHelpers: { "h.example": "good" } }, "h.example")).toEqual({
      credentials: { kind: "password", username: "me", password: "for h.example" },
    });
  });

  it("come from the credential store, which knows Docker Hub by its old address", async () => {
    expect(await find({ credsStore: "good" }, "registry-1.docker.io")).toEqual({
      credentials: {
        kind: "password",
        username: "me",
        password: "for https://index.docker.io/v1/",
      },
    });
  });

  it("come from the file where the store has none", async () => {
    const auths = { "h.example": { username: "me", password: "p" } };
    expect(await find({ credsStore: "empty", auths }, "h.example")).toEqual({
      credentials: { kind: "password", username: "me", password: "p" },
    });
    expect(await find({ credsStore: "empty" }, "h.example")).toEqual({});
  });

  it("are asked for once for each host, by however many at the same time", async () => {
    const environment = environmentWith({ credsStore: "good" });
    const store = new UserCredentials(environment);
    await Promise.all(["a.example", "a.example", "b.example"].map((host) => store.find(host)));
    await store.find("a.example");
    const asked = readFileSync(join(environment.HOME ?? "", "asked"), "utf8")
      .trim()
      .split("\n");
    expect(asked.sort()).toEqual(["a.example", "b.example"]);
  });

  it.each([
    ["missing", '"docker-credential-missing" could not be started'],
    ["broken", '"docker-credential-broken" failed with exit code 3'],
    ["silent", '"docker-credential-silent" printed no credentials'],
    ["endless", '"docker-credential-endless" printed no credentials'],
  ])("are none when the helper is %s, and what it printed is not told", async (name, trouble) => {
    expect(await find({ credsStore: name }, "h.example")).toEqual({ trouble });
  });

  it("are none when the helper does not end, and it is ended then", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const environment = environmentWith({ credsStore: "asleep" });
      const search = new UserCredentials(environment).find("h.example");
      const pidFile = join(environment.HOME ?? "", "pid");
      await vi.waitUntil(() => existsSync(pidFile));
      await vi.advanceTimersByTimeAsync(10_000);
      expect(await search).toEqual({
        trouble: '"docker-credential-asleep" did not end within 10 s',
      });
      const pid = Number(readFileSync(pidFile, "utf8"));
      await vi.waitUntil(() => !isRunning(pid));
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ["not JSON", "{ auths", "Docker's configuration is not valid JSON"],
    ["empty", "", "Docker's configuration is not valid JSON"],
  ])("are none in a configuration that is %s", async (_, text, trouble) => {
    expect(await find(text, "h.example")).toEqual({ trouble });
  });

  it("of Google are not looked for where nothing is configured", async () => {
    const start = performance.now();
    expect(await find(undefined, "us-docker.pkg.dev")).toEqual({});
    expect(performance.now() - start).toBeLessThan(500);
  });

  it("of Google that give no token are a trouble, and not an exception", async () => {
    const environment = environmentWith(undefined);
    environment.GOOGLE_APPLICATION_CREDENTIALS = join(folder, "absent.json");
    vi.stubEnv("GOOGLE_APPLICATION_CREDENTIALS", environment.GOOGLE_APPLICATION_CREDENTIALS);
    try {
      expect(await new UserCredentials(environment).find("gcr.io")).toEqual({
        trouble: "Google's application default credentials gave no token",
      });
    } finally {
      vi.unstubAllEnvs();
    }
  });
});
