import { describe, expect, it } from "vitest";
import { Unknown } from "../../framework/value";
import type { Container } from "../workload/workload";
import { startedWords } from "./started-words";

const image = { entrypoint: ["entry"], command: ["default"] };
const unknown = new Unknown("is known only after deployment");

function container(given: Partial<Container>): Container {
  return {
    path: "containers[0]",
    role: "main",
    name: "it",
    image: "app:1",
    command: undefined,
    args: undefined,
    environment: [],
    ports: [],
    ...given,
  };
}

describe("the words that a container starts with", () => {
  it.each([
    ["those of the image", {}, ["entry", "default"], "image"],
    ["with arguments in place of its command", { args: ["a"] }, ["entry", "a"], "args"],
    ["with a command in place of both", { command: ["c"] }, ["c"], "command"],
    ["with a command and arguments", { command: ["c"], args: ["a"] }, ["c", "a"], "command"],
    [
      "those of the image for empty lists",
      { command: [], args: [] },
      ["entry", "default"],
      "image",
    ],
  ])("are %s", (_, given, words, source) => {
    expect(startedWords(container(given), image)).toEqual({ words, source });
  });

  it("are not known without the image, unless there is a command", () => {
    expect(startedWords(container({ args: ["a"] }), undefined)).toBeUndefined();
    expect(startedWords(container({ command: ["c"] }), undefined)?.words).toEqual(["c"]);
  });

  it("keep the place of a word that cannot be read now", () => {
    expect(startedWords(container({ command: ["c", unknown] }), image)?.words).toEqual([
      "c",
      undefined,
    ]);
    expect(startedWords(container({ args: unknown }), image)?.words).toEqual(["entry", undefined]);
  });

  it("have the variables in them that the container gives as literals", () => {
    const environment = [
      { path: "env[0].value", name: "PROGRAM", value: "server" },
      { path: "env[1].value", name: "LATER", value: unknown },
    ];
    const command = ["$(PROGRAM)", "--x=$(OTHER)", "$(LATER)"];
    expect(startedWords(container({ command, environment }), image)?.words).toEqual([
      "server",
      "--x=$(OTHER)",
      undefined,
    ]);
  });
});
