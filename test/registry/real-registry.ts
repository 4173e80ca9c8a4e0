import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Leash, openLeash } from "../../offline/process/leash";
import { runProcess } from "../../offline/process/run";
import type { ImageDescription } from "../../offline/registry/image-list";
import { pushImages } from "../../offline/registry/push";
import { type RunningRegistry, serveRegistry } from "../../offline/registry/serve";
import { ensureTool } from "../../offline/tools/ensure-tool";

/** Starts real registries for one file of tests, and ends them with it. */
export class Registries {
  readonly #leash: Leash = openLeash();
  /** Folder for what the tests write; deleted at the end. */
  readonly folder = mkdtempSync(join(tmpdir(), "holdfast-registries-"));

  constructor() {
    this.#leash.remove(this.folder);
  }

  /**
   * Starts a registry (CNCF Distribution) with these images.
   *
   * @param settings Variables that change its configuration, such as `REGISTRY_STORAGE_DELETE_ENABLED`.
   */
  async start(
    images: readonly ImageDescription[] = [],
    settings: Readonly<Record<string, string>> = {},
  ): Promise<RunningRegistry> {
    const folder = mkdtempSync(join(this.folder, "registry-"));
    const program = withEnvironment(await ensureTool("registry"), settings, folder);
    const registry = await serveRegistry({ program, folder, leash: this.#leash });
    await pushImages(registry.url, images);
    return registry;
  }

  /** Copies an image with crane, a client of others, as a user whose Docker configuration is in `dockerConfig`. */
  async copy(from: string, to: string, dockerConfig: string): Promise<void> {
    await this.crane(["copy", from, to], dockerConfig);
  }

  /** Runs crane and gives what it printed, without white space at its ends. */
  async crane(words: readonly string[], dockerConfig = this.folder): Promise<string> {
    const finished = await runProcess({
      program: await ensureTool("crane"),
      arguments: words,
      folder: this.folder,
      environment: { PATH: process.env.PATH, HOME: this.folder, DOCKER_CONFIG: dockerConfig },
      leash: this.#leash,
    });
    if (finished.code !== 0) {
      throw new Error(`crane ${words.join(" ")}:\n${finished.stderr}`);
    }
    return finished.stdout.trim();
  }

  /** A folder with a Docker configuration. */
  dockerConfig(content: object): string {
    const folder = mkdtempSync(join(this.folder, "docker-"));
    writeFileSync(join(folder, "config.json"), JSON.stringify(content));
    return folder;
  }

  /** Ends everything. */
  close(): Promise<void> {
    return this.#leash.close();
  }
}

/** An image description with the defaults that the offline registry has. */
export function describeImage(
  description: Pick<ImageDescription, "repository" | "tags"> & Partial<ImageDescription>,
): ImageDescription {
  return {
    platforms: ["linux/amd64"],
    user: "",
    entrypoint: [],
    command: [],
    ports: [],
    ...description,
  };
}

/** The host and port of an address. */
export function hostOf(url: string): string {
  return new URL(url).host;
}

/** A program that runs another with more variables: a registry is given none but those it needs. */
function withEnvironment(
  program: string,
  variables: Readonly<Record<string, string>>,
  folder: string,
): string {
  const wrapper = join(folder, "registry.sh");
  const exports = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'\n`);
  writeFileSync(wrapper, `#!/bin/sh\n${exports.join("")}exec '${program}' "$@"\n`);
  chmodSync(wrapper, 0o755);
  return wrapper;
}
