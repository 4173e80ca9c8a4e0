import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { goEnvironment } from "../../offline/tools/go-build";
import { untilServed } from "./admission";
import type { ApiClient } from "./api-client";
import { ApiResources } from "./api-resources";
import type { KubernetesObject } from "./kubernetes-object";

const FOLDER = join(__dirname, "schemas");

/** Where the definitions are in the modules that publish them. */
const PUBLISHED: Readonly<Record<string, string>> = {
  "sigs.k8s.io/gateway-api": "config/crd/standard",
  "github.com/GoogleCloudPlatform/gke-gateway-api": "config/crd",
  "github.com/GoogleCloudPlatform/prometheus-engine": "charts/operator/crds",
};

/** The definition of a kind that GKE serves and Kubernetes does not have. */
export interface GkeDefinition {
  /** Such as `Gateway`. */
  readonly kind: string;
  /** The module and version that publish it; undefined where it is written by us. */
  readonly publishedBy: string | undefined;
  readonly definition: KubernetesObject;
}

/** Every definition: those of pinned Go modules, whose checksums are compared with go.sum, and those that are written by us. */
export async function gkeDefinitions(): Promise<GkeDefinition[]> {
  const published = await Promise.all(
    Object.entries(PUBLISHED).map(async ([module, folder]) => {
      const { version, path } = await download(module);
      return definitionsIn(join(path, folder), `${module} ${version}`);
    }),
  );
  return [...published.flat(), ...definitionsIn(FOLDER, undefined)];
}

/** Gives an API server the definitions, and waits until all of their kinds are served. */
export async function serveGkeKinds(client: ApiClient): Promise<readonly GkeDefinition[]> {
  const definitions = await gkeDefinitions();
  const path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  for (const { kind, definition } of definitions) {
    const { status, text } = await client.post(path, definition);
    if (status !== 201) throw new Error(`The definition of ${kind} is refused: ${text}`);
  }
  const resources = new ApiResources(client);
  for (const { definition } of definitions) await untilServed(resources, definition);
  return definitions;
}

function definitionsIn(folder: string, publishedBy: string | undefined): GkeDefinition[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => parse(readFileSync(join(folder, name), "utf8")) as KubernetesObject)
    .filter((object) => object.kind === "CustomResourceDefinition")
    .map((definition) => {
      const { kind } = (definition.spec as { names: { kind: string } }).names;
      return { kind, publishedBy, definition };
    });
}

/** The folder of a pinned module, which is downloaded where Go does not have it yet. */
async function download(
  module: string,
): Promise<{ readonly version: string; readonly path: string }> {
  const pinned = readFileSync(join(FOLDER, "go.mod"), "utf8");
  const [, version = ""] = new RegExp(`^\\s${module} (v\\S+)$`, "m").exec(pinned) ?? [];
  const { stdout } = await promisify(execFile)(
    "go",
    ["mod", "download", "-json", `${module}@${version}`],
    { cwd: FOLDER, env: goEnvironment(process.env) },
  ).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    throw new Error(
      `There is no "go" on the PATH, which reads the definitions of ${module}. Install Go: https://go.dev/doc/install`,
    );
  });
  const { Dir: path, Sum: sum } = JSON.parse(stdout) as {
    readonly Dir: string;
    readonly Sum: string;
  };
  if (!readFileSync(join(FOLDER, "go.sum"), "utf8").includes(`${module} ${version} ${sum}\n`)) {
    throw new Error(`${module} ${version} is not what go.sum says.`);
  }
  return { version, path };
}
