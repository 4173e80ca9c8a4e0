import { type ChildProcess, spawn } from "node:child_process";
import type { CredentialSearch } from "./credentials";
import { helperCredentials } from "./docker-configuration";

/** How long a helper may take; one that asks a person for a password would never end. */
const HELPER_TIMEOUT_MS = 10_000;

/** More than this is no credential. */
const MAX_OUTPUT = 1024 * 1024;

/** What every helper prints when it has nothing for the server. */
const NOT_FOUND = /credentials not found in native keychain/;

/** A process group of its own ends as a whole: a helper that is a shell script starts others. */
const OWN_GROUP = process.platform !== "win32";

/**
 * Asks a program `docker-credential-<name>` for the credentials of a server, by the protocol of
 * https://github.com/docker/docker-credential-helpers. What it prints is never shown.
 */
export async function askHelper(
  name: string,
  server: string,
  environment: NodeJS.ProcessEnv,
): Promise<CredentialSearch> {
  const program = `docker-credential-${name}`;
  const child = spawn(program, ["get"], {
    env: environment,
    stdio: ["pipe", "pipe", "ignore"],
    detached: OWN_GROUP,
    windowsHide: true,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve) => {
      const fail = (how: string) => resolve({ trouble: `"${program}" ${how}` });
      timer = setTimeout(
        () => fail(`did not end within ${HELPER_TIMEOUT_MS / 1000} s`),
        HELPER_TIMEOUT_MS,
      );
      let output = "";
      child.stdout.setEncoding("utf8");
      child.stdout.on("data", (text: string) => {
        output += text;
        if (output.length > MAX_OUTPUT) fail("printed no credentials");
      });
      child.on("error", () => fail("could not be started"));
      child.on("close", (code) => resolve(outcome(program, code, output)));
      // A helper may end before it has read its input.
      child.stdin.on("error", () => {});
      child.stdin.end(`${server}\n`);
    });
  } finally {
    clearTimeout(timer);
    child.stdout.destroy();
    end(child);
  }
}

function end(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(OWN_GROUP ? -child.pid : child.pid, "SIGKILL");
  } catch {
    // It has ended in the meantime.
  }
}

function outcome(program: string, code: number | null, output: string): CredentialSearch {
  if (code !== 0) {
    if (NOT_FOUND.test(output)) return {};
    const how = code === null ? "was ended from outside" : `failed with exit code ${code}`;
    return { trouble: `"${program}" ${how}` };
  }
  const credentials = helperCredentials(output);
  return credentials === undefined
    ? { trouble: `"${program}" printed no credentials` }
    : { credentials };
}
