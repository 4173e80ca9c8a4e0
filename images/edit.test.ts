import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { withSettings } from "./edit";

const IMAGE = ["config", "holdfast:services", "api", "image"];
const PREVIOUS = ["config", "holdfast:release", "previous", "api"];

describe("a text that is put into a file", () => {
  it("takes the place of another, and leaves comments, order and blank lines", () => {
    const text = `# The stack.
config:
  # first
  holdfast:services:
    web: { image: "web:1", port: 80 } # the site

    api:
      image: api:1 # the one that was tried
      phases: # in their order
        - { name: a }
  other:  'kept   as it is'
`;
    expect(withSettings(text, [{ path: IMAGE, value: "api:2@sha256:00" }])).toBe(
      text.replace("image: api:1 #", "image: api:2@sha256:00 #"),
    );
  });

  it.each([
    ['config: { "holdfast:services": { api: { image: "api:1" } } }', '"api:1"', '"api:2"'],
    ["config: { holdfast:services: { api: { image: 'api:1' } } }", "'api:1'", '"api:2"'],
    ["config: { holdfast:services: { api: { image: api:1 } } }", "api:1", "api:2"],
  ])("is quoted where the other was: %s", (text, from, to) => {
    expect(withSettings(text, [{ path: IMAGE, value: "api:2" }])).toBe(text.replace(from, to));
  });

  it.each([
    [
      "behind everything where nothing of it is there",
      "config:\n  a: 1\n  b:\n    c: 2 # last\nnext: 3\n",
      "config:\n  a: 1\n  b:\n    c: 2 # last\n  holdfast:release:\n    previous:\n      api: api:1\nnext: 3\n",
    ],
    [
      "in a block",
      "config:\n  holdfast:release:\n    pinning: digest # always\n\n  a: 1\n",
      "config:\n  holdfast:release:\n    pinning: digest # always\n    previous:\n      api: api:1\n\n  a: 1\n",
    ],
    [
      "between braces",
      "config:\n  holdfast:release: { pinning: digest } # always\n",
      "config:\n  holdfast:release: { pinning: digest, previous: { api: api:1 } } # always\n",
    ],
    [
      "between empty braces",
      "config:\n  holdfast:release: {}\n",
      "config:\n  holdfast:release: { previous: { api: api:1 } }\n",
    ],
    [
      "beside others",
      "config:\n  holdfast:release:\n    previous:\n      web: web:1\n    pinning: tag\n",
      "config:\n  holdfast:release:\n    previous:\n      web: web:1\n      api: api:1\n    pinning: tag\n",
    ],
    [
      "behind a text of several lines, at the end of a file without a line break",
      "config:\n  holdfast:release:\n    halted: |\n      because\n      of it",
      "config:\n  holdfast:release:\n    halted: |\n      because\n      of it\n    previous:\n      api: api:1\n",
    ],
    [
      "in place of what is there",
      "config:\n  holdfast:release:\n    previous: { api: api:0 }\n",
      "config:\n  holdfast:release:\n    previous: { api: api:1 }\n",
    ],
  ])("is added %s", (_, text, expected) => {
    expect(withSettings(text, [{ path: PREVIOUS, value: "api:1" }])).toBe(expected);
  });

  it("is added several times", () => {
    const paths = ["api", "web"].map((name) => ["config", "holdfast:release", "previous", name]);
    const settings = paths.map((path) => ({ path, value: "x:1" }));
    expect(withSettings("config:\n  a: 1\n", settings)).toBe(
      "config:\n  a: 1\n  holdfast:release:\n    previous:\n      api: x:1\n      web: x:1\n",
    );
  });

  it.each([
    [
      "an anchor that another place takes",
      "config:\n  a: &image api:1\n  holdfast:services:\n    api:\n      image: *image\n",
    ],
    ["nothing where a map should be", "config:\n  holdfast:services:\n    api:\n"],
  ])("is refused, with what to write, for %s", (_, text) => {
    expect(() => withSettings(text, [{ path: IMAGE, value: "api:2" }])).toThrow(
      "holdfast:services.api.image: api:2",
    );
  });

  it.each([
    ["config:\n  holdfast:services:\n    api:\n      version: 1.4.2 # tried\n      port: 80\n"],
    ['config:\n  holdfast:services:\n    api: { version: "1.4.2", port: 80 } # tried\n'],
  ])("takes the place of another key: %j", (text) => {
    const edited = withSettings(text, [{ path: IMAGE, value: "api:2", insteadOf: "version" }]);
    expect(edited).toBe(text.replace(/version: "?1\.4\.2"?/, "image: api:2"));
  });

  it("is quoted where YAML would read a number", () => {
    const text = "config:\n  holdfast:services:\n    api:\n      version: 1.4.2\n";
    const path = ["config", "holdfast:services", "api", "version"];
    expect(withSettings(text, [{ path, value: "2.10" }])).toBe(text.replace("1.4.2", '"2.10"'));
  });

  it.each(["staging", "aia"])("changes one line of the stack file of %s", (stack) => {
    const text = readFileSync(join(__dirname, `../Pulumi.${stack}.yaml`), "utf8");
    const [service = ""] = Object.keys(parse(text).config["holdfast:services"]);
    const path = ["config", "holdfast:services", service, "image"];
    const edited = withSettings(text, [{ path, value: "repository/image:9@sha256:00" }]);
    const before = text.split("\n");
    const different = edited.split("\n").filter((line, index) => line !== before[index]);
    expect(different).toEqual([expect.stringContaining("image: repository/image:9@sha256:00")]);
  });
});
