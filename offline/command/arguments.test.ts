import { describe, expect, it } from "vitest";
import { parseArguments } from "./arguments";

describe("parseArguments", () => {
  it("plans staging with whatever providers can be had when nothing else is said", () => {
    expect(parseArguments(["preview"])).toEqual({
      command: ["preview"],
      stack: "staging",
      providers: "auto",
      state: undefined,
      packConfiguration: undefined,
      otherPacks: [],
      help: false,
    });
  });

  it.each([
    [["preview", "--stack", "aia"]],
    [["preview", "--stack=aia"]],
    [["preview", "-s", "aia"]],
    [["-s=aia", "preview"]],
  ])("reads the stack from %j", (line) => {
    expect(parseArguments(line)).toMatchObject({ command: ["preview"], stack: "aia" });
  });

  it("passes on what it does not know, in order", () => {
    const line = ["preview", "--diff", "--stack", "aia", "--target", "urn:a=b", "--json"];
    expect(parseArguments(line).command).toEqual([
      "preview",
      "--diff",
      "--target",
      "urn:a=b",
      "--json",
    ]);
  });

  it("keeps the values of its own options whole", () => {
    expect(
      parseArguments([
        "up",
        "--state=/a=b",
        "--policy-pack-config",
        "c.json",
        "--policy-pack=p",
        "--policy-pack",
        "q",
      ]),
    ).toMatchObject({
      state: "/a=b",
      packConfiguration: "c.json",
      otherPacks: ["p", "q"],
    });
  });

  it.each(["up", "refresh", "destroy", "stack"])("simulates providers for %s", (command) => {
    expect(parseArguments([command]).providers).toBe("simulated");
  });

  it.each([["--help"], ["preview", "-h"], ["anything", "--help"]])(
    "only helps when help is asked for",
    (...line) => {
      expect(parseArguments(line).help).toBe(true);
    },
  );

  it.each([
    [[], 'A command is missing. Use one of "preview", "up", "refresh", "destroy", "stack".'],
    [
      ["login"],
      'There is no command "login". Use one of "preview", "up", "refresh", "destroy", "stack".',
    ],
    [["preview", "--stack"], '"--stack" needs a value.'],
    [["preview", "--stack="], '"--stack" needs a value.'],
    [
      ["preview", "--providers", "fake"],
      'There is no choice "--providers fake". Use one of "auto", "real", "simulated".',
    ],
    [
      ["preview", "--config-file=x"],
      '"--config-file" is not for the offline plan. Name the stack by "--stack NAME".',
    ],
  ])("refuses %j in one sentence", (line, message) => {
    expect(() => parseArguments(line)).toThrow(new Error(message));
  });
});
