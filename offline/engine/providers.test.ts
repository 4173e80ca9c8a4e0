import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Leash, openLeash } from "../process/leash";
import { type PlaceOptions, placeProviders, wantedProviders } from "./providers";

const PACKAGES = join(__dirname, "..", "..", "node_modules", "@pulumi");

let folder: string;
let leash: Leash;
let options: PlaceOptions;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-providers-"));
  leash = openLeash();
  options = {
    choice: "auto",
    pulumiHome: join(folder, "session"),
    folder,
    leash,
    engine: () => Promise.reject(new Error("The engine was asked to download.")),
  };
  vi.stubEnv("PULUMI_HOME", join(folder, "user"));
  vi.stubEnv("HOLDFAST_CACHE", join(folder, "cache"));
});
afterEach(async () => {
  await leash.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function pluginFolder(home: string, name: string): string {
  const version = wantedProviders(PACKAGES).find((one) => one.name === name)?.version;
  return join(folder, home, "plugins", `resource-${name}-v${version}`);
}

function installPlugin(home: string, name: string): void {
  mkdirSync(pluginFolder(home, name), { recursive: true });
  writeFileSync(join(pluginFolder(home, name), `pulumi-resource-${name}`), `real ${name}`);
}

function placed(name: string): string {
  return readFileSync(join(pluginFolder("session", name), `pulumi-resource-${name}`), "utf8");
}

/** Makes the source of plugins unreachable, at once: nobody listens on a port just given back. */
async function goOffline(): Promise<void> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  });
  await new Promise((resolve) => server.close(resolve));
  vi.stubEnv("HTTPS_PROXY", `http://127.0.0.1:${port}`);
}

describe("wantedProviders", () => {
  it("are those of the installed SDKs, in their versions", () => {
    expect(wantedProviders(PACKAGES).map(({ name }) => name)).toEqual([
      "gcp",
      "kubernetes",
      "random",
    ]);
    for (const { version } of wantedProviders(PACKAGES)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe("placeProviders", () => {
  it("takes the user's plugins, those of an earlier download, and simulates the rest", async () => {
    await goOffline();
    installPlugin("user", "gcp");
    installPlugin("cache/pulumi", "random");
    const providers = await placeProviders(options);
    expect(Object.fromEntries(providers.map(({ name, origin }) => [name, origin]))).toEqual({
      gcp: "real",
      kubernetes: "simulated",
      random: "real",
    });
    expect([placed("gcp"), placed("random")]).toEqual(["real gcp", "real random"]);
    expect(placed("kubernetes")).toMatch(/^#!/);
  });

  it("does not take a plugin that is still being unpacked", async () => {
    await goOffline();
    installPlugin("user", "gcp");
    writeFileSync(`${pluginFolder("user", "gcp")}.partial`, "");
    const [gcp] = await placeProviders(options);
    expect(gcp).toMatchObject({ name: "gcp", origin: "simulated" });
  });

  it("looks for nothing when simulated providers are wanted", async () => {
    installPlugin("user", "gcp");
    const providers = await placeProviders({ ...options, choice: "simulated" });
    expect(providers.map(({ origin }) => origin)).toEqual(["simulated", "simulated", "simulated"]);
  });

  it("remembers that plugins could not be downloaded, and does not try again", async () => {
    await goOffline();
    await placeProviders(options);
    expect(existsSync(join(folder, "cache", "plugins-unreachable"))).toBe(true);
    // A listening source would now make the engine download, which the options refuse.
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    vi.stubEnv("HTTPS_PROXY", `127.0.0.1:${port}`);
    rmSync(join(folder, "session"), { recursive: true });
    await expect(placeProviders(options)).resolves.toHaveLength(3);
    await expect(placeProviders({ ...options, choice: "real" })).rejects.toThrow(
      "The engine was asked to download.",
    );
    await new Promise((resolve) => server.close(resolve));
  });

  it("fails with the commands that install them when real ones are wanted and missing", async () => {
    await goOffline();
    installPlugin("user", "gcp");
    const error = await placeProviders({ ...options, choice: "real" }).catch((thrown) => thrown);
    expect((error as Error).message).toMatch(
      /^These provider plugins .+\n {2}pulumi plugin install resource kubernetes \S+ --exact\n {2}pulumi plugin install resource random \S+ --exact\nor plan with simulated ones by "--providers simulated"\.$/,
    );
  });
});
