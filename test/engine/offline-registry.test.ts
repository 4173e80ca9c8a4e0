import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PackConfiguration } from "../../offline/engine/pack-configuration";
import { readImageList } from "../../offline/registry/image-list";
import { openSession, type PulumiResult, type Session } from "../../offline/session";
import { ensureTool } from "../../offline/tools/ensure-tool";
import { ROOT } from "./offline-command";

const stackFile = readFileSync(join(ROOT, "Pulumi.staging.yaml"), "utf8");
const images = readImageList(join(ROOT, "offline/registry/images/staging.yaml"));
const [backend, auth] = images.map(({ repository }) => repository);

let session: Session;
beforeAll(async () => {
  session = await openSession({ images });
});
afterAll(() => session?.close());

/** Asks the registry by a client that is not ours. */
async function crane(...line: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(await ensureTool("crane"), line);
  return stdout.trim();
}

function at(reference: string | undefined): string {
  return `${session.registry.url.replace("http://", "")}/${reference}`;
}

function preview(text = stackFile, policies: PackConfiguration = {}): Promise<PulumiResult> {
  const run = { program: ROOT, stack: "staging", stackFile: text, policies };
  return session.pulumi(["preview", "--diff"], run);
}

describe("the offline registry", () => {
  it("holds exactly the tags of its list", async () => {
    expect((await crane("ls", at(backend))).split("\n").sort()).toEqual([
      "1.4.0",
      "1.4.1",
      "1.4.2",
    ]);
    expect((await crane("ls", at(auth))).split("\n").sort()).toEqual(["1.3.9", "1.4.0"]);
  });

  it("holds images that another client pulls, whole and by platform", async () => {
    await crane("validate", "--remote", at(`${backend}:1.4.2`));
    await crane("validate", "--remote", at(`${auth}:1.4.0`));
    const config = await crane("config", "--platform", "linux/arm64", at(`${auth}:1.4.0`));
    expect(JSON.parse(config)).toMatchObject({
      architecture: "arm64",
      os: "linux",
      config: { User: "65532:65532", Entrypoint: ["python", "-m", "netra.auth"] },
    });
  });

  it("lets a tag pass that it holds", async () => {
    const { code, results } = await preview();
    expect(code).toBe(0);
    const judged = results.filter(
      ({ policy, result }) => policy === "image-exists" && result === "passed",
    );
    expect(judged).toHaveLength(2);
  });

  it("makes the plan fail for a tag that it does not hold, naming the closest ones", async () => {
    const { code, stdout } = await preview(stackFile.replace("backend:1.4.2", "backend:1.4.3"));
    expect(code).not.toBe(0);
    expect(stdout).toContain("backend:1.4.3");
    for (const tag of ["1.4.0", "1.4.1", "1.4.2"]) expect(stdout).toContain(tag);
  });
});

describe("a plan whose registry has stopped", () => {
  beforeAll(() => session.registry.stop());

  it("fails, since nothing could be verified", async () => {
    const { code, stdout } = await preview();
    expect(code).not.toBe(0);
    expect(stdout).toContain("could not be verified");
  });

  it("goes on with a warning when that is asked for, and counts what was not evaluated", async () => {
    const { code, stdout, results } = await preview(stackFile, {
      "image-exists": { unavailable: "warn" },
    });
    expect(code).toBe(0);
    expect(stdout).toContain("could not be verified");
    const open = results.filter(
      ({ policy, result }) => policy === "image-exists" && result === "not-evaluated",
    );
    expect(open).toHaveLength(2);
  });
});
