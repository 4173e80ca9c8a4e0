import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readImageList } from "../../offline/registry/image-list";
import { openSession, type PulumiResult, type Session } from "../../offline/session";
import { AIA_FAULTS } from "../incidents/aia/faults";
import { placesOf } from "../incidents/found";

const program = join(__dirname, "../incidents/aia/program");
const passwords = { database: "fp2Kq8vXw3TzLs6N", cache: "Jd7RbY4mQc9HtG5e" };

let session: Session;

beforeAll(async () => {
  session = await openSession({ images: readImageList(join(program, "images.yaml")) });
});

afterAll(async () => {
  await session?.close();
});

/** Plans the program with the repairs of some faults. */
function preview(repaired: readonly string[]): Promise<PulumiResult> {
  const stackFile = [
    "config:",
    `  aia-incident:databasePassword: { secure: ${passwords.database} }`,
    `  aia-incident:cachePassword: { secure: ${passwords.cache} }`,
    `  aia-incident:repaired: "${repaired.join(",")}"`,
    "",
  ].join("\n");
  // What watches the services was no part of the manifests.
  const policies = { "service-is-watched": { enforcementLevel: "disabled" } };
  return session.pulumi(["preview"], { program, stack: "day", stackFile, policies });
}

const shown = ({ stdout, stderr }: PulumiResult): string => stdout + stderr;

const ids = Object.keys(AIA_FAULTS);
const everything = [...new Set(Object.values(AIA_FAULTS).flat())].sort();

describe("AIA's manifests as they were on the day", () => {
  it("A1, A2, A3, A4, A5, A6, A7, A8, A9, A10, A14, A15, A16, A17, A18, A19, A22: are refused in one run", async () => {
    const result = await preview([]);
    expect(result.code).not.toBe(0);
    expect(placesOf(result.results), shown(result)).toEqual(everything);
    expect(shown(result)).not.toContain("supersecret");
  });

  it("pass once every fault is repaired, and nothing is left to guess", async () => {
    const result = await preview(ids);
    expect(result.code, shown(result)).toBe(0);
    expect(placesOf(result.results)).toEqual([]);
    for (const password of Object.values(passwords)) expect(shown(result)).not.toContain(password);
  });

  it.each(ids)("%s: lose exactly its findings when it alone is repaired", async (id) => {
    const result = await preview([id]);
    const own = AIA_FAULTS[id] ?? [];
    expect(own).not.toEqual([]);
    expect(placesOf(result.results), shown(result)).toEqual(
      everything.filter((finding) => !own.includes(finding)),
    );
  });
});
