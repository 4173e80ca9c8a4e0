import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseImageList } from "../../offline/registry/image-list";
import { openSession, type PulumiResult, type Session } from "../../offline/session";

const program = join(__dirname, "../programs/foreign-identity");
const repository = "europe-docker.pkg.dev/somebody-else/shop/api";
const password = "Xk29slwQ7mP4";

const JUDGED = [
  "least-privilege",
  "no-literal-credential",
  "probe-within-platform-limits",
  "compute-within-platform-limits",
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

function run(command: readonly string[], stack: string, faults: boolean): Promise<PulumiResult> {
  const stackFile = [
    "config:",
    `  foreign-identity:image: ${repository}:1.0.0`,
    `  foreign-identity:faults: "${faults}"`,
    "  foreign-identity:vendorKey: { secure: only-its-owner-can-read-this }",
    "",
  ].join("\n");
  return session.pulumi(command, { program, stack, stackFile });
}

const shown = ({ stdout, stderr }: PulumiResult): string => stdout + stderr;

/** What the policies of this file came to, one line for each resource. */
function outcomes({ results }: PulumiResult, result: "violated" | "not-evaluated"): string[] {
  return results
    .filter((each) => each.result === result && JUDGED.includes(each.policy))
    .map(({ policy, urn }) => `${policy} ${urn.split("::").at(-1)}`)
    .sort();
}

/** The SDK makes the whole map of a Secret unknown when one value in it is. */
const hidden = ["no-literal-credential encoded", "no-literal-credential generated"];

describe("services, rights and credentials of a program that nobody here wrote", () => {
  it("pass at every stage when they are right, although passwords are known after the first", async () => {
    const first = await run(["preview"], "sound", false);
    expect(first.code, shown(first)).toBe(0);
    expect(outcomes(first, "violated")).toEqual([]);
    expect(outcomes(first, "not-evaluated")).toEqual(hidden);
    for (const command of [["up", "--yes", "--skip-preview"], ["preview"]]) {
      const result = await run(command, "sound", false);
      expect(result.code, shown(result)).toBe(0);
      expect(outcomes(result, "violated")).toEqual([]);
      expect(outcomes(result, "not-evaluated")).toEqual([]);
    }
  });

  const refused = [
    "compute-within-platform-limits bad-memory",
    "least-privilege bad-default-account",
    "least-privilege bad-editor",
    "least-privilege bad-everybody",
    "least-privilege bad-no-account",
    "no-literal-credential bad-encoded",
    "no-literal-credential bad-plain",
    "no-literal-credential bad-settings",
    "no-literal-credential bad-variable",
    "probe-within-platform-limits bad-probe",
  ];

  it("N12, N7, N14, A7: are refused one by one when they are wrong, and what is right beside them is not", async () => {
    const result = await run(["preview"], "faults", true);
    expect(result.code).not.toBe(0);
    expect(outcomes(result, "violated")).toEqual(refused);
    expect(outcomes(result, "not-evaluated")).toEqual(hidden);
    expect(shown(result)).not.toContain(password);
    expect(shown(result)).toContain("60 x 10 s = 600 s");
  });

  it("A7: are refused beside generated passwords that are known by then", async () => {
    const before = await run(["up", "--yes"], "later", false);
    expect(before.code, shown(before)).toBe(0);
    const result = await run(["preview"], "later", true);
    expect(outcomes(result, "violated")).toEqual(refused);
    expect(outcomes(result, "not-evaluated")).toEqual([]);
    expect(shown(result)).not.toContain(password);
  });
});
