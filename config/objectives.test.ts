import { describe, expect, it } from "vitest";
import { objectivesOf } from "./objectives";
import { objectives, serviceObjectives } from "./schema/objectives";

const usual = objectives.parse({ availability: "98%", rollingPeriod: "7d" });
const own = (written: object) => serviceObjectives.parse(written);

describe("the objectives of a service", () => {
  it("are the usual ones where users reach it", () => {
    expect(objectivesOf(usual, undefined, true)).toEqual({
      rollingPeriodDays: 7,
      availability: { fraction: 0.98, text: "98%" },
      latency: usual.latency,
    });
  });

  it("are none where nobody outside reaches it and it asks for none", () => {
    expect(objectivesOf(usual, undefined, false)).toBeUndefined();
  });

  it("are the usual ones where nobody outside reaches it but it asks for them", () => {
    expect(objectivesOf(usual, own({}), false)).toEqual(objectivesOf(usual, undefined, true));
  });

  it("are its own where it names them, and the usual ones for the rest", () => {
    const result = objectivesOf(usual, own({ latency: { threshold: "2s" } }), true);
    expect(result).toMatchObject({
      availability: usual.availability,
      latency: { threshold: { milliseconds: 2000 }, goal: usual.latency.goal },
    });
    expect(objectivesOf(usual, own({ availability: "99.5%" }), true)).toMatchObject({
      availability: { fraction: 0.995 },
      latency: usual.latency,
    });
  });

  it("are none where nobody is told of anything", () => {
    expect(objectivesOf(undefined, own({}), true)).toBeUndefined();
  });
});
