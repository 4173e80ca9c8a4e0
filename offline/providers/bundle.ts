import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { cacheFolder } from "../tools/tool";

/** The packages that end up in the bundle, or that make it. */
const packages = ["@grpc/grpc-js", "@pulumi/pulumi", "esbuild", "google-protobuf", "yaml"];

/**
 * Gives the path of the providers' program as one JavaScript file, which starts several times faster than its sources.
 * It is made when the cache does not hold it yet for exactly these sources and packages.
 */
export async function ensureBundle(): Promise<string> {
  const file = join(cacheFolder(), "providers", `${contentKey()}.js`);
  if (existsSync(file)) return file;
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(__dirname, "server.ts")],
    bundle: true,
    outfile: unfinished,
    platform: "node",
    target: "node20",
    logLevel: "silent",
  });
  // Any number of runs may make it at once; a whole file appears by the renaming.
  renameSync(unfinished, file);
  return file;
}

function contentKey(): string {
  const hash = createHash("sha256");
  for (const file of sourceFiles()) hash.update(file).update(readFileSync(join(__dirname, file)));
  for (const name of packages) hash.update(`${name}@${versionOf(name)}`);
  return hash.digest("hex").slice(0, 16);
}

function sourceFiles(): string[] {
  return readdirSync(__dirname, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .sort();
}

function versionOf(name: string): string {
  const manifest = readFileSync(createRequire(__filename).resolve(`${name}/package.json`), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
