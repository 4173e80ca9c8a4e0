import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseImageList } from "../../offline/registry/image-list";
import { openSession, type PulumiResult, type Session } from "../../offline/session";

const program = join(__dirname, "../programs/foreign-edge");
const repository = "europe-docker.pkg.dev/somebody-else/shop/api";

/** The policies that this program is about. */
const POLICIES = [
  "alert-has-channel",
  "connector-bounded",
  "secret-version-pinned",
  "serverless-neg-settings",
  "uptime-check-reads-body",
];

const FAULTS = [
  "alert-has-channel, silenced: violation at notificationChannels",
  "alert-has-channel, unheard: violation at notificationChannels",
  "connector-bounded, misplaced: violation at subnet.name",
  "connector-bounded, unbounded: violation at ",
  "secret-version-pinned, faulty: violation at template.containers[0].envs[0].valueSource.secretKeyRef.version",
  "serverless-neg-settings, faulty: violation at backends[0].balancingMode",
  "serverless-neg-settings, faulty: violation at healthChecks",
  "serverless-neg-settings, faulty: violation at loadBalancingScheme",
  "serverless-neg-settings, faulty: violation at sessionAffinity",
  "serverless-neg-settings, faulty: violation at timeoutSec",
  "uptime-check-reads-body, blind: violation at contentMatchers",
];

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

const runOf = (stack: string, isFaulty: boolean) => ({
  program,
  stack,
  stackFile: [
    "config:",
    "  gcp:project: somebody-else",
    `  foreign-edge:image: ${repository}:1.0.0`,
    `  foreign-edge:faulty: "${isFaulty}"`,
    "",
  ].join("\n"),
});

const shown = ({ stdout, stderr }: PulumiResult): string => stdout + stderr;

/** What the policies found, as `policy, resource: kind at path`. */
function found({ results }: PulumiResult): string[] {
  return results
    .filter(({ policy }) => POLICIES.includes(policy))
    .flatMap(({ policy, urn, findings }) =>
      findings.map(({ kind, path }) => `${policy}, ${urn.split("::").at(-1)}: ${kind} at ${path}`),
    )
    .sort();
}

describe("the edge and the monitoring of a program that nobody here wrote", () => {
  it("pass when they are sound, and leave nothing to guess", async () => {
    const result = await session.pulumi(["preview"], runOf("sound", false));
    expect(found(result), shown(result)).toEqual([]);
    const passed = result.results.filter(({ result: verdict }) => verdict === "passed");
    expect(passed.map(({ policy }) => policy)).toEqual(expect.arrayContaining(POLICIES));
  });

  it("N1, N9, N18, N19, A13, A14: are refused for each fault, while links are unknown", async () => {
    const result = await session.pulumi(["preview"], runOf("faulty", true));
    expect(result.code).not.toBe(0);
    expect(found(result), shown(result)).toEqual(FAULTS);
    expect(shown(result)).toContain("template.timeout");
  });

  it("N9, N18: are found in a state as well, where links are known and outputs have more than the program gave", async () => {
    const run = { ...runOf("deployed", true), policies: false } as const;
    const updated = await session.pulumi(["up", "--yes", "--skip-preview"], run);
    expect(updated.code, shown(updated)).toBe(0);
    const exported = join(session.folder, "edge.json");
    const { code } = await session.pulumi(["stack", "export", "--file", exported], run);
    expect(code).toBe(0);
    const result = await session.pulumi(
      ["policy", "analyze", "--file", exported],
      runOf("deployed", true),
    );
    expect(found(result), shown(result)).toEqual(FAULTS);
  });
});
