import { describe, expect, it } from "vitest";
import { parsePackConfiguration, withMirror } from "./pack-configuration";

const BASE = "http://127.0.0.1:1";

describe("withMirror", () => {
  it.each([
    ["nothing", {}, { mirrors: { "*": BASE } }],
    [
      "a level",
      { "image-exists": "advisory" },
      { enforcementLevel: "advisory", mirrors: { "*": BASE } },
    ],
    [
      "other options",
      { "image-exists": { unavailable: "warn" } },
      { unavailable: "warn", mirrors: { "*": BASE } },
    ],
    [
      "a mirror of one host",
      { "image-exists": { mirrors: { "docker.io": "http://m" } } },
      { mirrors: { "*": BASE, "docker.io": "http://m" } },
    ],
    [
      "a mirror of all hosts, which stays",
      { "image-exists": { mirrors: { "*": "http://m" } } },
      { mirrors: { "*": "http://m" } },
    ],
  ])("adds the registry to %s", (_given, configuration, expected) => {
    expect(withMirror(configuration, BASE)).toEqual({ "image-exists": expected });
  });

  it("keeps what is said of other policies", () => {
    expect(withMirror({ all: "advisory", "image-pinned": {} }, BASE)).toMatchObject({
      all: "advisory",
      "image-pinned": {},
    });
  });

  it.each([{ "image-exists": 1 }, { "image-exists": { mirrors: "x" } }, { "image-exists": [] }])(
    "leaves %j for the pack to refuse",
    (configuration) => {
      expect(withMirror(configuration, BASE)).toEqual(configuration);
    },
  );
});

describe("parsePackConfiguration", () => {
  it("reads a JSON object", () => {
    expect(parsePackConfiguration('{"all":"advisory"}', "c.json")).toEqual({ all: "advisory" });
  });

  it.each([
    ["[]", 'The policy pack configuration "c.json" is not a JSON object.'],
    ["null", 'The policy pack configuration "c.json" is not a JSON object.'],
    ["{", 'The policy pack configuration "c.json" is not JSON'],
  ])("refuses %s", (text, message) => {
    expect(() => parsePackConfiguration(text, "c.json")).toThrow(message);
  });
});
