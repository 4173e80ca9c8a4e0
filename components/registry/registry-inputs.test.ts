import { describe, expect, it } from "vitest";
import type { RegistryConfiguration } from "../../config";
import { stagingWith } from "../testing/staging";
import { registryInputs } from "./registry-inputs";

function registryOf(settings: object): RegistryConfiguration {
  const { registry } = stagingWith((config) => {
    Object.assign(config["holdfast:registry"], settings);
  });
  if (registry === undefined) {
    throw new Error("The staging stack has lost its repository.");
  }
  return registry;
}

describe("registryInputs", () => {
  it.each([
    [{}, true],
    [{ deletionProtection: true }, true],
    [{ deletionProtection: false }, false],
  ])("reads a repository with %j", (settings, deletionProtection) => {
    expect(registryInputs(registryOf(settings))).toEqual({
      repositoryId: "netra",
      deletionProtection,
    });
  });
});
