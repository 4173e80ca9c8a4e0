import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readImageList } from "../../offline/registry/image-list";
import { openSession, type PulumiResult, type Session } from "../../offline/session";
import { findingsOf, placesOf } from "../incidents/found";
import {
  PYAIRTABLE_FAULTS,
  PYAIRTABLE_SAYS,
  passwords,
  token,
} from "../incidents/pyairtable/faults";

const program = join(__dirname, "../incidents/pyairtable/program");

let session: Session;
let day: PulumiResult;
let twin: PulumiResult;

const ids = Object.keys(PYAIRTABLE_FAULTS);

beforeAll(async () => {
  session = await openSession({ images: readImageList(join(program, "images.yaml")) });
  day = await preview([]);
  twin = await preview(ids);
});

afterAll(async () => {
  await session?.close();
});

/** Plans the program with the repairs of some faults. */
function preview(repaired: readonly string[]): Promise<PulumiResult> {
  const stackFile = [
    "config:",
    `  pyairtable-incident:databasePassword: { secure: ${passwords.database} }`,
    `  pyairtable-incident:cachePassword: { secure: ${passwords.cache} }`,
    `  pyairtable-incident:repaired: "${repaired.join(",")}"`,
    "",
  ].join("\n");
  return session.pulumi(["preview"], { program, stack: "day", stackFile });
}

const shown = ({ stdout, stderr }: PulumiResult): string => stdout + stderr;

/** The policies, resources and messages that the CLI shows for a refusal, as `policy, resource: message`. */
function refusals({ stdout }: PulumiResult): string[] {
  const shape = /\[(?:mandatory|advisory)\].*?\s([a-z-]+)\s+\(\S+: (\S+)\)\n\s+(.*)/g;
  return [...stdout.matchAll(shape)].map(
    ([, policy, resource, message]) => `${policy}, ${resource}: ${message}`,
  );
}

describe("PyAirtable's program as it was on the day", () => {
  it("is refused in one preview, with all that its faults are and nothing else", () => {
    expect(day.code).not.toBe(0);
    const everything = [...new Set(Object.values(PYAIRTABLE_FAULTS).flat())].sort();
    expect(placesOf(day.results), shown(day)).toEqual(everything);
    // What could not be evaluated is shown as well.
    expect(refusals(day)).toHaveLength(everything.length);
  });

  it.each(ids)("%s: is named with policy, resource and message", (id) => {
    const own = PYAIRTABLE_FAULTS[id] ?? [];
    const named = findingsOf(day.results).filter(({ place }) => own.includes(place));
    expect([...new Set(named.map(({ place }) => place))]).toEqual([...own].sort());
    for (const { place, policy, message } of named) {
      const says = PYAIRTABLE_SAYS[policy] ?? ["what the policy says of the day"];
      expect(
        says.some((part) => message.includes(part)),
        `${place}: ${message}`,
      ).toBe(true);
      if (place.endsWith("(not evaluated)")) continue;
      const [before] = place.split(": ");
      const lines = refusals(day).filter((line) => line.startsWith(`${before}: `));
      expect(
        lines.some((line) => line.endsWith(message)),
        place,
      ).toBe(true);
    }
  });

  it("passes once every fault is repaired, and nothing is left to guess", () => {
    expect(twin.code, shown(twin)).toBe(0);
    expect(placesOf(twin.results)).toEqual([]);
    expect(refusals(twin)).toEqual([]);
  });

  it("shows no password and no token, neither before nor after", () => {
    for (const result of [day, twin]) {
      for (const secret of [...Object.values(passwords), token]) {
        expect(shown(result) + JSON.stringify(result.results)).not.toContain(secret);
      }
    }
  });
});
