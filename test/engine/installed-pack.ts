import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Leash } from "../../offline/process/leash";
import { runProcess } from "../../offline/process/run";
import type { Chosen } from "../../offline/tools/choose-tool";
import manifest from "../../policies/package.json";

const ROOT = join(__dirname, "..", "..");

/** A foreign repository in which the policy pack is installed as a package. */
export interface InstalledPack {
  /** What `--policy-pack` has to name for an engine. */
  packFor(engine: Chosen): string;
}

/**
 * Installs the policy pack into a folder as a package manager would: what `npm pack` takes, in `node_modules`, beside the
 * dependencies that its manifest names. The pack must have been compiled.
 */
export async function installPack(folder: string, leash: Leash): Promise<InstalledPack> {
  const run = async (program: string, ...words: string[]) => {
    const finished = await runProcess({
      program,
      arguments: words,
      folder: ROOT,
      environment: process.env,
      leash,
    });
    if (finished.code !== 0) {
      throw new Error(`${program} ${words.join(" ")}:\n${finished.stdout}${finished.stderr}`);
    }
    return finished.stdout;
  };
  const packed = await run(
    "npm",
    ...["pack", "--workspace", manifest.name, "--ignore-scripts", "--json"],
    ...["--pack-destination", folder],
  );
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  const pack = join(folder, "node_modules", manifest.name);
  mkdirSync(pack, { recursive: true });
  await run("tar", "-xzf", join(folder, filename), "-C", pack, "--strip-components=1");
  for (const dependency of Object.keys(manifest.dependencies)) {
    link(dependency, folder);
  }
  return { packFor: (engine) => (engine.origin === "path" ? pack : launcher(folder, pack)) };
}

function link(dependency: string, folder: string): void {
  const own = join(ROOT, "policies", "node_modules", dependency);
  const target = existsSync(own) ? own : join(ROOT, "node_modules", dependency);
  const place = join(folder, "node_modules", dependency);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(target, place);
}

/** The language host that can be built here cannot start a folder; the CLI starts an executable file by itself. */
function launcher(folder: string, pack: string): string {
  const path = join(folder, "start-pack");
  const starter = join(folder, "node_modules", "@pulumi", "pulumi", "cmd", "run-policy-pack");
  writeFileSync(
    path,
    `#!/bin/sh\ncd '${pack}' && exec '${process.execPath}' '${starter}' "$1" .\n`,
    { mode: 0o755 },
  );
  return path;
}
