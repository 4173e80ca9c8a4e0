import { afterEach, describe, expect, it, vi } from "vitest";
import { closedEnvironment } from "./environment";

afterEach(() => vi.unstubAllEnvs());

function environment(): NodeJS.ProcessEnv {
  return closedEnvironment({
    engine: { path: "/engine/pulumi", version: "v3.256.0", origin: "built" },
    folder: "/scratch",
    state: "/state",
    pulumiHome: "/scratch/pulumi",
  });
}

describe("closedEnvironment", () => {
  it.each([
    "PULUMI_ACCESS_TOKEN",
    "PULUMI_STACK",
    "KUBECONFIG",
    "GOOGLE_APPLICATION_CREDENTIALS",
    "GOOGLE_CREDENTIALS",
    "CLOUDSDK_CORE_PROJECT",
    "DOCKER_CONFIG",
    "AWS_ACCESS_KEY_ID",
    "HTTPS_PROXY",
    "NODE_OPTIONS",
    "XDG_CONFIG_HOME",
    "GITHUB_TOKEN",
  ])("has nothing of the user's %s", (name) => {
    vi.stubEnv(name, "of-the-user");
    expect(Object.values(environment()).join("\n")).not.toContain("of-the-user");
  });

  it("has its home, its scratch space and all credentials of programs in the session's folder", () => {
    const { HOME, TMPDIR, CLOUDSDK_CONFIG, KUBECONFIG, DOCKER_CONFIG } = environment();
    for (const path of [HOME, TMPDIR, CLOUDSDK_CONFIG, KUBECONFIG, DOCKER_CONFIG]) {
      expect(path).toMatch(/^\/scratch/);
    }
  });

  it("logs in to a state file with an empty passphrase", () => {
    expect(environment()).toMatchObject({
      PULUMI_BACKEND_URL: "file:///state",
      PULUMI_CONFIG_PASSPHRASE: "",
    });
  });

  it("finds the engine's folder first", () => {
    vi.stubEnv("PATH", "/usr/bin");
    expect(environment().PATH).toMatch(/^\/engine:.+:\/usr\/bin$/);
  });

  it("keeps the language", () => {
    vi.stubEnv("LANG", "de_DE.UTF-8");
    expect(environment().LANG).toBe("de_DE.UTF-8");
  });
});
