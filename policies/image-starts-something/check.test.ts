import { describe, expect, it } from "vitest";
import { Unknown } from "../framework/value";
import type { Container } from "../models/workload/workload";
import type { ImageConfiguration } from "../registry/reading";
import { imageWith, registryOf } from "../testing/image-registry";
import { checkStart } from "./check";

const registry = registryOf({ images: {} });

async function messages(
  image: Partial<ImageConfiguration>,
  own: Partial<Container> = {},
  attached: Parameters<typeof checkStart>[0]["attached"] = false,
): Promise<string[]> {
  const container: Container = {
    path: "containers[0]",
    role: "main",
    name: "api",
    image: "api:1",
    command: undefined,
    args: undefined,
    environment: [],
    ports: [],
    ...own,
  };
  const findings = await checkStart(
    { container, commandKey: "command", attached },
    async () => ({ shown: '"api:1"', reading: imageWith(image) }),
    registry,
  );
  return findings.map(({ kind, path, message }) => `${kind}: ${path} ${message}`);
}

const ACTION =
  'Name the image that holds the application, or give the program in "command" or "args".';

describe("A2: a container", () => {
  it("fails when its image starts an interpreter alone", async () => {
    expect(await messages({ entrypoint: [], command: ["python3"] })).toEqual([
      `violation: containers[0].image names "api:1", which starts "python3" without a program for it to run and ends at once. ${ACTION}`,
    ]);
  });

  it("fails when its image starts nothing", async () => {
    expect(await messages({ entrypoint: [], command: [] })).toEqual([
      `violation: containers[0].image names "api:1", which starts nothing and ends at once. ${ACTION}`,
    ]);
  });

  it("fails when its own command is a shell alone, whatever the image is", async () => {
    expect(await messages({}, { command: ["bash"] })).toEqual([
      `violation: containers[0].command starts "bash" without a program for it to run and ends at once. ${ACTION}`,
    ]);
  });

  it("passes with a program, from the image or its own", async () => {
    expect(await messages({})).toEqual([]);
    expect(await messages({ entrypoint: ["python3"] }, { args: ["app.py"] })).toEqual([]);
    expect(await messages({ entrypoint: [], command: [] }, { command: ["/server"] })).toEqual([]);
  });

  it("passes when somebody may type into its shell", async () => {
    expect(await messages({ entrypoint: ["bash"] }, {}, true)).toEqual([]);
  });
});

describe("a container whose start is not known", () => {
  it("is not evaluated", async () => {
    const later = new Unknown("is known only after deployment");
    expect(await messages({ entrypoint: ["python3"] }, { args: [later] })).toEqual([
      'undetermined: containers[0].image names "api:1", which starts what depends on a word that is known only after deployment. Give the first words of the command as literals.',
    ]);
    expect(await messages({ entrypoint: ["env", "-S"] })).toEqual([
      'undetermined: containers[0].image names "api:1", which starts what cannot be told. Give the first words of the command as literals.',
    ]);
    expect(await messages({ entrypoint: ["bash"] }, {}, later)).toEqual([
      `undetermined: containers[0].image names "api:1", which starts "bash" without a program for it to run and ends at once, unless it has a standard input, which is known only after deployment. ${ACTION}`,
    ]);
  });
});
