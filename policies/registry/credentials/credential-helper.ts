import { spawn } from "node:child_process";
import type { CredentialSearch } from "./credentials";
import { helperCredentials } from "./docker-configuration";

/** How long a helper may take; one that asks a person for a password would never end. */
const HELPER_TIMEOUT_MS = 10_000;

/** More than this is no credential. */
const MAX_OUTPUT = 1024 * 1024;

/** What every helper prints when it has nothing for the server. */
const NOT_FOUND = /credentials not found in native keychain/;

/**
 * Asks a program `docker-credential-<name>` for the credentials of a server, by the protocol of
 * https://github.com/docker/docker-credential-helpers. What it prints is never shown.
 */
export function askHelper(
  name: string,
  server: string,
  environment: NodeJS.ProcessEnv,
): Promise<CredentialSearch> {
  const program = `docker-credential-${name}`;
  return new Promise((resolve) => {
    const child = spawn(program, ["get"], {
      env: environment,
      stdio: ["pipe", "pipe", "ignore"],
      timeout: HELPER_TIMEOUT_MS,
      killSignal: "SIGKILL",
    });
    let output = "";
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (text: string) => {
      output += text;
      if (output.length > MAX_OUTPUT) child.kill("SIGKILL");
    });
    child.on("error", () => resolve({ trouble: `"${program}" could not be started` }));
    child.on("close", (code, signal) => resolve(outcome(program, code, signal, output)));
    // A helper may end before it has read its input.
    child.stdin.on("error", () => {});
    child.stdin.end(`${server}\n`);
  });
}

function outcome(
  program: string,
  code: number | null,
  signal: NodeJS.Signals | null,
  output: string,
): CredentialSearch {
  if (signal !== null) {
    return { trouble: `"${program}" did not end within ${HELPER_TIMEOUT_MS / 1000} s` };
  }
  if (code !== 0) {
    return NOT_FOUND.test(output) ? {} : { trouble: `"${program}" failed with exit code ${code}` };
  }
  const credentials = helperCredentials(output);
  return credentials === undefined
    ? { trouble: `"${program}" printed no credentials` }
    : { credentials };
}
