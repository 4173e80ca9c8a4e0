import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cacheFolder, describeTool } from "./tool";

const names = [
  "pulumi",
  "registry",
  "crane",
  "actionlint",
  "kube-apiserver",
  "etcd",
  "caddy",
  "promtool",
] as const;

describe("describeTool", () => {
  it.each(names)("reads the version of %s and its oldest Go from the pinned modules", (name) => {
    const tool = describeTool(name);
    expect(tool.version).toMatch(/^v\d+\.\d+\.\d+$/);
    expect(tool.oldestGo).toMatch(/^1\.\d+\.\d+$/);
    expect(tool.key).toMatch(new RegExp(`^${tool.version}-\\w+-\\w+-[0-9a-f]{12}$`));
    expect(tool.programs[0]?.package).toMatch(new RegExp(`/${name}(/|$)`));
  });

  it("builds the Pulumi CLI with its version, beside its language host", () => {
    const { version, programs } = describeTool("pulumi");
    expect(programs.map(({ name }) => name)).toEqual(["pulumi", "pulumi-language-nodejs"]);
    expect(programs[0]?.buildArguments.join(" ")).toContain(`version.Version=${version} `);
  });

  it("builds the API server with its version, by which it decides what it serves", () => {
    const { version, programs } = describeTool("kube-apiserver");
    const [program] = programs;
    expect(program?.buildArguments.join(" ")).toContain(`version.gitVersion=${version} `);
  });

  it("builds promtool without the interfaces of clouds, of which it asks nothing", () => {
    const [program] = describeTool("promtool").programs;
    expect(program?.tagArguments).toEqual(["-tags=remove_all_sd"]);
    expect(program?.buildArguments).toContain("-tags=remove_all_sd");
    expect(describeTool("crane").programs[0]?.tagArguments).toEqual([]);
  });

  it("gives each tool a key of its own", () => {
    expect(new Set(names.map((name) => describeTool(name).key)).size).toBe(names.length);
  });
});

describe("cacheFolder", () => {
  it.each([
    [{ HOLDFAST_CACHE: "/own", XDG_CACHE_HOME: "/xdg" }, "/own"],
    [{ XDG_CACHE_HOME: "/xdg" }, "/xdg/holdfast"],
    [{ HOLDFAST_CACHE: "", XDG_CACHE_HOME: "" }, join(homedir(), ".cache", "holdfast")],
    [{}, join(homedir(), ".cache", "holdfast")],
  ])("of %j is %s", (environment, folder) => {
    expect(cacheFolder(environment)).toBe(folder);
  });
});
