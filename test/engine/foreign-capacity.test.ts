import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseImageList } from "../../offline/registry/image-list";
import { openSession, type PulumiResult, type Session } from "../../offline/session";

const program = join(__dirname, "../programs/foreign-capacity");
const repository = "europe-docker.pkg.dev/somebody-else/shop/api";

const JUDGED = ["connections-within-limit", "timeouts-agree"];

/** Policies about single resources would end a run before the stack as a whole is judged. */
const policies = {
  all: "disabled",
  ...Object.fromEntries(JUDGED.map((id) => [id, "mandatory"])),
} as const;

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

/** Runs the program, whose sound database needs 623 connections. */
function run(
  command: readonly string[],
  stack: string,
  faulty: boolean,
  connections = 623,
): Promise<PulumiResult> {
  const stackFile = [
    "config:",
    "  gcp:project: somebody-else",
    `  foreign-capacity:image: ${repository}:1.0.0`,
    `  foreign-capacity:faulty: "${faulty}"`,
    `  foreign-capacity:connections: "${connections}"`,
    "",
  ].join("\n");
  return session.pulumi(command, { program, stack, stackFile, policies });
}

/** What the policies of this file came to, one line for each resource. */
function outcomes({ results }: PulumiResult, ...wanted: readonly string[]): string[] {
  return results
    .filter(({ result, policy }) => wanted.includes(result) && JUDGED.includes(policy))
    .map(({ policy, urn, result }) => `${policy} ${result} ${urn.split("::").at(-1)}`)
    .sort();
}

const text = ({ stdout, stderr }: PulumiResult): string =>
  `${stdout}${stderr}`.replaceAll(/\s+/g, " ");

const refused = [
  "connections-within-limit violated greedy",
  "connections-within-limit violated shared",
  "connections-within-limit violated unlimited",
  "timeouts-agree violated backend",
  "timeouts-agree violated impatient",
];

describe("pools and timeouts of a program that nobody here wrote", () => {
  it("pass when they fit, before and after their databases have addresses", async () => {
    for (const command of [["preview"], ["up", "--yes"], ["preview"]]) {
      const result = await run(command, "sound", false);
      expect(outcomes(result, "violated", "not-evaluated"), text(result)).toEqual([]);
      expect(new Set(outcomes(result, "passed")).size).toBe(JUDGED.length);
    }
  });

  it("N3: are refused for one connection too few, also once all addresses are known", async () => {
    for (const stack of ["sound", "new"]) {
      const result = await run(["preview"], stack, false, 622);
      expect(outcomes(result, "violated")).toEqual(["connections-within-limit violated sound"]);
      expect(text(result)).toContain('"sound-migrate" 4 x (5 + 0) = 20');
      expect(text(result)).toContain("623 of 622");
    }
  });

  it("N3, N5, N7: are refused one by one when they do not, with the sum of the day of the outage", async () => {
    const result = await run(["preview"], "faulty", true);
    expect(result.code, text(result)).not.toBe(0);
    expect(outcomes(result, "violated", "not-evaluated")).toEqual(refused);
    const shown = text(result);
    expect(shown).toContain(
      '"auth" 10 x (10 + 15) = 250, "backend" 10 x (10 + 15) = 250, two revisions during a rollout 500 x 2 = 1000, other clients 0, reserved 3: 1003 of 100 (503 without a rollout).',
    );
    expect(shown).toContain("(no maximum, Cloud Run's default) 100 x (5 + 0) = 500");
    expect(shown).toContain("90 + 20 = 110 connections through the Cloud SQL socket");
    expect(shown).toContain('gives a connection to "shared" 20 s ("20.0"), where');
  });
});
