import { describe, expect, it } from "vitest";
import { parseArguments } from "./arguments";

describe("the arguments of verify", () => {
  it("are the whole of staging where nothing is said", () => {
    expect(parseArguments([])).toMatchObject({
      stack: "staging",
      groups: ["health", "routes", "connector", "database", "golden-path"],
      deadlineSeconds: 120,
      json: false,
      help: false,
    });
  });

  it("are read in both ways to write a value", () => {
    const line = ["--stack=aia", "--only", "database,health", "--timeout", "2m", "--json"];
    expect(parseArguments(line)).toMatchObject({
      stack: "aia",
      groups: ["health", "database"],
      deadlineSeconds: 120,
      json: true,
    });
  });

  it("say where hosts are reached, also at an IPv6 address", () => {
    const { connectTo } = parseArguments([
      "--connect-to",
      "Staging.netrasystems.ai=127.0.0.1:8443",
      "--connect-to=api.netrasystems.ai=[::1]:443",
    ]);
    expect([...connectTo]).toEqual([
      ["staging.netrasystems.ai", { address: "127.0.0.1", port: 8443 }],
      ["api.netrasystems.ai", { address: "::1", port: 443 }],
    ]);
  });

  it.each<[string, string[], string]>([
    ["an unknown option", ["--watch"], 'There is no option "--watch".'],
    ["a password on the line", ["--password=hunter2"], 'There is no option "--password".'],
    ["a switch with a value", ["--json=yes"], '"--json" takes no value.'],
    ["a word without an option", ["staging"], '"staging" is not understood'],
    ["an option without its value", ["--stack"], '"--stack" needs a value.'],
    ["an unknown group", ["--only", "helth"], 'There is no group "helth". Use one or more of'],
    ["a time without sense", ["--timeout", "soon"], '"--timeout soon" is no time.'],
    ["more than an hour", ["--timeout", "61m"], '"--timeout 61m" is no time.'],
    ["an address without a port", ["--connect-to", "a.b=127.0.0.1"], "Write HOST=ADDRESS:PORT"],
    ["a port that is none", ["--connect-to", "a.b=c:70000"], "Write HOST=ADDRESS:PORT"],
  ])("fail for %s", (_, line, message) => {
    expect(() => parseArguments(line)).toThrow(message);
    expect(() => parseArguments(line)).not.toThrow("hunter2");
  });
});
