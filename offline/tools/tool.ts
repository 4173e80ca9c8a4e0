import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** A tool that can be built from pinned Go modules. `pulumi` comes with its Node.js language host. */
export type ToolName =
  | "pulumi"
  | "registry"
  | "crane"
  | "actionlint"
  | "kube-apiserver"
  | "etcd"
  | "caddy"
  | "promtool";

/** One program to build: a Go module of its own in this folder, since their dependencies disagree. */
export interface Program {
  /** Name of the program, of its folder here, and of the file that is built. */
  readonly name: string;
  /** Folder with the pinned `go.mod` and `go.sum`. */
  readonly folder: string;
  /** Path of the Go package, from the `tool` line of `go.mod`. */
  readonly package: string;
  /** Version of the module that holds the package, from `go.mod`, such as `v3.256.0`. */
  readonly version: string;
  /** The oldest Go that builds it, from `go.mod`, such as `1.25.0`. */
  readonly oldestGo: string;
  /** Arguments of `go` that choose what belongs to it. */
  readonly tagArguments: readonly string[];
  /** Arguments of `go` that build it, without `-o` and its value. */
  readonly buildArguments: readonly string[];
}

/** A tool: one or more programs that belong in one folder. */
export interface Tool {
  readonly name: ToolName;
  /** Version of its first program. */
  readonly version: string;
  /** The oldest Go that builds the first program. */
  readonly oldestGo: string;
  readonly programs: readonly Program[];
  /** Names one exact build: version, machine, and a hash of all that decides what is built. */
  readonly key: string;
}

/** Programs of each tool. The Pulumi CLI warns unless its language host is in its own folder. */
const PROGRAMS: Record<ToolName, readonly string[]> = {
  pulumi: ["pulumi", "pulumi-language-nodejs"],
  registry: ["registry"],
  crane: ["crane"],
  actionlint: ["actionlint"],
  "kube-apiserver": ["kube-apiserver"],
  etcd: ["etcd"],
  caddy: ["caddy"],
  promtool: ["promtool"],
};

/**
 * Variables that a program takes its version from. Without its own the Pulumi CLI refuses policy packs, and an API server
 * believes itself to be 0.0.0 and to serve nothing that came later.
 */
const VERSION_VARIABLES: Readonly<Record<string, string>> = {
  pulumi: "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version",
  "kube-apiserver": "k8s.io/component-base/version.gitVersion",
};

/** Build tags of a program. Without its own, promtool would hold the interfaces of twenty clouds, which it asks for nothing here. */
const TAGS: Readonly<Record<string, string>> = { promtool: "remove_all_sd" };

/** Reads what a tool is made of from its pinned modules. */
export function describeTool(name: ToolName): Tool {
  const hash = createHash("sha256");
  const programs = PROGRAMS[name].map((program) => {
    const described = describeProgram(program);
    for (const file of ["go.mod", "go.sum"])
      hash.update(readFileSync(join(described.folder, file)));
    hash.update(JSON.stringify(described.buildArguments));
    return described;
  });
  const { version = "", oldestGo = "" } = programs[0] ?? {};
  const digest = hash.digest("hex").slice(0, 12);
  return {
    name,
    version,
    oldestGo,
    programs,
    key: `${version}-${process.platform}-${process.arch}-${digest}`,
  };
}

function describeProgram(name: string): Program {
  const folder = join(__dirname, name);
  const module = readFileSync(join(folder, "go.mod"), "utf8");
  const path = /^tool (\S+)$/m.exec(module)?.[1] ?? "";
  const version = versionOf(path, module);
  // Without what debuggers need, a build is an eighth faster, and what it makes is smaller.
  const variable = VERSION_VARIABLES[name];
  const link = variable === undefined ? "-s -w" : `-s -w -X ${variable}=${version}`;
  const tags = TAGS[name];
  const tagArguments = tags === undefined ? [] : [`-tags=${tags}`];
  return {
    name,
    folder,
    package: path,
    version,
    oldestGo: /^go (\S+)$/m.exec(module)?.[1] ?? "",
    tagArguments,
    buildArguments: [
      "build",
      "-v",
      ...tagArguments,
      "-gcflags=all=-dwarf=false",
      `-ldflags=${link}`,
      path,
    ],
  };
}

/** Version that `go.mod` requires of the module which holds a package: the longest prefix of it. */
function versionOf(path: string, module: string): string {
  let longest = "";
  let version = "";
  for (const [, required = "", pinned = ""] of module.matchAll(/^(?:require)?\s+(\S+) (v\S+)/gm)) {
    if (`${path}/`.startsWith(`${required}/`) && required.length > longest.length) {
      longest = required;
      version = pinned;
    }
  }
  return version;
}

/**
 * Folder for what is costly to make and can be made again, outside the tree: `HOLDFAST_CACHE`, else
 * `holdfast` in `XDG_CACHE_HOME`, else in `~/.cache`.
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { HOLDFAST_CACHE, XDG_CACHE_HOME } = environment;
  if (HOLDFAST_CACHE) return HOLDFAST_CACHE;
  return join(XDG_CACHE_HOME || join(homedir(), ".cache"), "holdfast");
}
