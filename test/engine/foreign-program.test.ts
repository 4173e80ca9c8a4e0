import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseImageList } from "../../offline/registry/image-list";
import { openSession, type PulumiResult, type Session } from "../../offline/session";

const program = join(__dirname, "../programs/foreign");
const repository = "europe-docker.pkg.dev/somebody-else/aia/aia-agent-executor";
const reachable = "postgresql://10.20.0.5:5432/aia_production";
const loopback = "postgresql://aia:supersecret@localhost:5432/aia_production";

let session: Session;

beforeAll(async () => {
  session = await openSession({
    images: parseImageList(
      `images: [{ repository: ${repository}, tags: [1.0.0], entrypoint: [/app] }]`,
      "images",
    ),
  });
});

afterAll(async () => {
  await session?.close();
});

const stackFile = (image: string, databaseUrl: string): string =>
  `config:\n  foreign:image: ${image}\n  foreign:databaseUrl: ${databaseUrl}\n`;

function preview(image: string, databaseUrl: string): Promise<PulumiResult> {
  const run = { program, stack: "test", stackFile: stackFile(image, databaseUrl) };
  return session.pulumi(["preview"], run);
}

const shown = ({ stdout, stderr }: PulumiResult): string => stdout + stderr;

describe("a program that nobody here wrote", () => {
  it("passes with an image that exists and a database that can be reached", async () => {
    const result = await preview(`${repository}:1.0.0`, reachable);
    expect(result.code, shown(result)).toBe(0);
    expect(result.results.filter(({ result: verdict }) => verdict === "violated")).toEqual([]);
    expect(
      result.results.filter(({ result: verdict }) => verdict === "passed").length,
    ).toBeGreaterThan(5);
  });

  it("A1: is refused with a tag that the registry does not have, naming the one that it has", async () => {
    const result = await preview(`${repository}:2.0.0`, reachable);
    expect(result.code).not.toBe(0);
    expect(shown(result)).toContain('"2.0.0"');
    expect(shown(result)).toContain('"1.0.0"');
    const violated = result.results.filter(({ result: verdict }) => verdict === "violated");
    expect(violated.map(({ policy, urn }) => `${policy} ${urn.split("::").at(-1)}`).sort()).toEqual(
      ["image-exists agent-executor", "image-exists api"],
    );
  });

  it("A4: is refused with a database on loopback, without showing the password", async () => {
    const result = await preview(`${repository}:1.0.0`, loopback);
    expect(result.code).not.toBe(0);
    expect(shown(result)).toContain('"localhost:5432"');
    expect(shown(result)).not.toContain("supersecret");
    const violated = result.results.filter(({ result: verdict }) => verdict === "violated");
    expect(violated.map(({ policy, urn }) => `${policy} ${urn.split("::").at(-1)}`).sort()).toEqual(
      [
        "no-literal-credential api",
        "no-literal-credential database",
        "no-loopback-endpoint agent-executor",
        "no-loopback-endpoint api",
        "no-loopback-endpoint database",
      ],
    );
  });

  it("A4: is refused in an update without a preview before the Secret is created", async () => {
    const run = {
      program,
      stack: "update",
      stackFile: stackFile(`${repository}:1.0.0`, loopback),
    };
    const result = await session.pulumi(["up", "--yes", "--skip-preview"], run);
    expect(result.code).not.toBe(0);
    expect(shown(result)).toContain('"localhost:5432"');
    const { stdout } = await session.pulumi(["stack", "export"], run);
    const { resources } = JSON.parse(stdout).deployment;
    const types = resources.map(({ type }: { type: string }) => type);
    expect(types).not.toContain("kubernetes:core/v1:Secret");
    expect(types).not.toContain("kubernetes:apps/v1:Deployment");
    expect(types).not.toContain("gcp:cloudrunv2/service:Service");
  });
});
