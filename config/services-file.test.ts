import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { parseStackFile } from "./parse";
import { fileBeside, type ReadFile, servicesFileOf } from "./services-file";
import { goodFile, pathsOf } from "./stack-file.fixture";

const NAME = "services.yaml";
const services = stringify(goodFile()["holdfast:services"]);

/** Reads the good file with its services in another one. */
function parse(readFile: ReadFile | undefined, named: unknown = NAME) {
  return parseStackFile(
    { ...goodFile(), "holdfast:services": named },
    { stack: "staging", readFile },
  );
}

function problems(text: string | undefined): string[] {
  const result = parse((name) => (name === NAME ? text : undefined));
  return result.ok
    ? []
    : result.problems.map(
        ({ path, found, allowed, action }) => `${path}: ${found}. ${allowed}. ${action}`,
      );
}

describe("services in a file of their own", () => {
  it("are the same as in the stack file", () => {
    const within = parseStackFile(goodFile(), { stack: "staging" });
    expect(parse(() => services)).toEqual(within);
  });

  it("have merge keys and aliases as Pulumi reads them in a stack file", () => {
    const text = `${services}${stringify({ other: null }).replace("null", "\n  <<: *it")}`;
    const result = parse(() => text.replace(/^auth:/m, "auth: &it"));
    expect(result.ok && Object.keys(result.configuration.services).sort()).toEqual([
      "auth",
      "backend",
      "other",
    ]);
  });

  it("have their problems where they would have them in the stack file", () => {
    const text = services.replace("port: 8080", "port: 80800");
    expect(pathsOf(problems(text))).toContain("services.backend.port");
  });

  it.each<[string, string | undefined, RegExp]>([
    ["is not there", undefined, /the file "services\.yaml", which is not there/],
    ["is no YAML", "a: [", /the file "services\.yaml", which is no YAML \(.*line 1.*\)/],
    ["is empty", "", /the file "services\.yaml", which holds no map/],
    ["holds a list", "- a", /the file "services\.yaml", which holds no map/],
    ["holds itself", "a: &a\n  b: *a", /the file "services\.yaml", whose aliases/],
  ])("are one problem when the file %s", (_, text, found) => {
    const [problem = "", ...others] = problems(text);
    expect(problem).toMatch(/^holdfast:services: /);
    expect(problem).toMatch(found);
    expect(others).toEqual([]);
  });

  it.each([
    "/etc/services.yaml",
    "../services.yaml",
    "a/../../b.yaml",
    ".yaml",
    "services",
    "a b.yaml",
  ])("are not looked for in %j", (name) => {
    const asked: string[] = [];
    const result = parse((file) => {
      asked.push(file);
      return services;
    }, name);
    expect(result.ok).toBe(false);
    expect(asked).toEqual([]);
    expect(servicesFileOf(name)).toBeUndefined();
  });

  it.each([
    ["is a folder", (path: string) => mkdirSync(path), "is a folder"],
    [
      "is a pipe, which nobody fills",
      (path: string) => execFileSync("mkfifo", [path]),
      "is no file",
    ],
    [
      "has bytes of another encoding",
      (path: string) => writeFileSync(path, Buffer.from(`${services}# caf\xe9\n`, "latin1")),
      "is not in UTF-8",
    ],
  ])("are one problem when what is there %s", (_, make, found) => {
    const folder = mkdtempSync(join(tmpdir(), "holdfast-services-"));
    try {
      make(join(folder, NAME));
      const result = parse(fileBeside(folder));
      expect(result.ok || result.problems.map((problem) => problem.found)).toEqual([
        `the file "${NAME}", which ${found}`,
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("are read with characters of every alphabet", () => {
    const folder = mkdtempSync(join(tmpdir(), "holdfast-services-"));
    try {
      writeFileSync(join(folder, NAME), `${services}# \u00e9 \u65e5 \u{1f600}\n`);
      expect(parse(fileBeside(folder)).ok).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each(["./services.yaml", "services.txt"])(
    "may stand in a file, as the refusal of %j says",
    (name) => {
      const result = parse(undefined, name);
      expect(result.ok || result.problems.map(({ allowed }) => allowed)).toEqual([
        expect.stringContaining("the name of a YAML file below the folder of the stack file"),
      ]);
    },
  );

  it("are read from the folder of the stack file", () => {
    const folder = mkdtempSync(join(tmpdir(), "holdfast-services-"));
    try {
      writeFileSync(join(folder, NAME), services);
      expect(parse(fileBeside(folder)).ok).toBe(true);
      expect(fileBeside(folder)("other.yaml")).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
