import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import providerService from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installSimulatedProviders, simulatedProviders } from "./install";

const home = mkdtempSync(join(tmpdir(), "providers-"));
const pathOf = (name: string) =>
  join(home, "plugins", `resource-${name}-v1.2.3`, `pulumi-resource-${name}`);

beforeAll(async () => {
  const providers = simulatedProviders.map((name) => ({ name, version: "1.2.3" }));
  await installSimulatedProviders(home, providers);
});

/** What an engine does: it starts a provider, and keeps the other end of its standard input. */
const engineProgram = `
  const { spawn } = require("node:child_process");
  const provider = spawn(process.argv[1], { stdio: ["pipe", "ignore", "inherit"] });
  console.log(provider.pid);
  setInterval(() => {}, 1000);
`;

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Starts a provider as the engine does, and reads its port. */
async function start(name: string): Promise<{ process: ChildProcess; port: number }> {
  const process = spawn(pathOf(name), ["127.0.0.1:1"], { stdio: ["pipe", "pipe", "inherit"] });
  const [line] = await once(process.stdout, "data");
  return { process, port: Number(String(line).trim()) };
}

describe.each(simulatedProviders)("the %s provider", (name) => {
  it("answers on the port that it prints, with the version that was asked for", async () => {
    const { process, port } = await start(name);
    const client = new providerService.ResourceProviderClient(
      `127.0.0.1:${port}`,
      credentials.createInsecure(),
    );
    const version = await new Promise((resolve, reject) =>
      client.getPluginInfo(new Empty(), (error, info) =>
        error === null ? resolve(info.getVersion()) : reject(error),
      ),
    );
    expect(version).toBe("1.2.3");
    client.close();
    process.stdin?.end();
    await once(process, "exit");
  });
});

it("a provider ends when the engine closes its end of the pipe", async () => {
  const { process } = await start("random");
  process.stdin?.end();
  const [code] = await once(process, "exit");
  expect(code).toBe(0);
});

it("a provider ends when the engine is killed", async () => {
  const engine = spawn(process.execPath, ["-e", engineProgram, pathOf("random")]);
  const [line] = await once(engine.stdout, "data");
  const provider = Number(String(line).trim());
  expect(isRunning(provider)).toBe(true);
  engine.kill("SIGKILL");
  await expect.poll(() => isRunning(provider), { timeout: 5000 }).toBe(false);
});

it("installing again replaces what is there, and leaves nothing else behind", async () => {
  await installSimulatedProviders(home, [{ name: "gcp", version: "1.2.3" }]);
  const folder = join(home, "plugins", "resource-gcp-v1.2.3");
  expect(readdirSync(folder)).toEqual(["pulumi-resource-gcp"]);
});

it("fails for a provider that cannot be simulated, and installs none", async () => {
  const wanted = [
    { name: "random", version: "9.9.9" },
    { name: "aws", version: "7.0.0" },
  ];
  await expect(installSimulatedProviders(home, wanted)).rejects.toThrow(
    `There is no simulated provider "aws". There is one of gcp, kubernetes, random.`,
  );
  expect(existsSync(join(home, "plugins", "resource-random-v9.9.9"))).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
