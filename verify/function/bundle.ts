import { join } from "node:path";
import { build } from "esbuild";
import type { VerificationPlan } from "../plan";

/** The source of a function of Cloud Functions (2nd gen), ready to be packed into an archive. */
export interface FunctionBundle {
  /** Contents by file name. The same source and plan give the same contents, to the byte. */
  readonly files: Readonly<Record<string, string>>;
  /** Runtime of Cloud Functions. */
  readonly runtime: "nodejs22";
  /** Names of the functions in it, as `entryPoint` takes them. */
  readonly entryPoints: {
    /** Runs the groups that its JSON body names. */
    readonly verification: "verification";
    /** Answers a synthetic monitor. */
    readonly syntheticMonitor: "syntheticMonitor";
  };
  /** Environment variables that the functions read, each with the secret that it holds. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Seconds that each function must be allowed to take. */
  readonly timeoutSeconds: { readonly verification: number; readonly syntheticMonitor: number };
}

const ROOT = join(__dirname, "..", "..");

/**
 * Makes the function that checks a stack from the source of this repository: one file with all that it
 * needs, its manifest, and the plan beside it.
 */
export async function bundleVerification(plan: VerificationPlan): Promise<FunctionBundle> {
  return {
    files: {
      "index.js": await bundledSource(),
      "package.json": `${JSON.stringify(MANIFEST, null, 2)}\n`,
      "plan.json": `${JSON.stringify(plan, null, 2)}\n`,
    },
    runtime: "nodejs22",
    entryPoints: { verification: "verification", syntheticMonitor: "syntheticMonitor" },
    secrets: plan.secrets,
    timeoutSeconds: { verification: 150, syntheticMonitor: 60 },
  };
}

/** It names no packages, so that nothing is installed but the framework, which the platform adds. */
const MANIFEST = {
  name: "holdfast-verification",
  version: "1.0.0",
  private: true,
  main: "index.js",
  engines: { node: "22" },
};

async function bundledSource(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["verify/function/index.ts"],
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "cjs",
    // What makes WebSockets a little faster where it is installed.
    external: ["bufferutil", "utf-8-validate"],
    logLevel: "silent",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("The function's source gave no bundle.");
  return file.text;
}
