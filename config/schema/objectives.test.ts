import { describe, expect, it } from "vitest";
import { objectives, serviceObjectives } from "./objectives";
import { parsePercentage, percentage } from "./percentage";

describe("a share", () => {
  it.each([
    ["99%", 0.99],
    ["99.9%", 0.999],
    ["97.25%", 0.9725],
    ["1%", 0.01],
    ["0.5%", 0.005],
    ["0.01%", 0.0001],
  ])("of %s is %f", (text, fraction) => {
    expect(parsePercentage(text)).toEqual({ text, fraction });
  });

  it.each([
    "",
    "99",
    "%",
    "0.99",
    "100%",
    "099%",
    "99 %",
    "99,5%",
    "99.999%",
    "-1%",
    "0%",
    "0.0%",
    "0.00%",
    "00.5%",
    ".5%",
    "0.001%",
    "99%\n",
  ])("refuses %j", (text) => {
    expect(parsePercentage(text)).toBeUndefined();
    expect(percentage("1%", "99.99%").safeParse(text).success).toBe(false);
  });

  it("allows both bounds and nothing beyond", () => {
    const schema = percentage("95%", "99.9%");
    expect(["95%", "95.01%", "99.9%"].every((text) => schema.safeParse(text).success)).toBe(true);
    expect(["94.99%", "99.91%"].some((text) => schema.safeParse(text).success)).toBe(false);
  });
});

describe("objectives", () => {
  it("of errors take both bounds that the message allows, and what is between", () => {
    for (const errors of ["0.1%", "0.5%", "99%"]) {
      expect(serviceObjectives.parse({ errors }).errors?.text).toBe(errors);
    }
    for (const errors of ["0.09%", "99.01%"]) {
      expect(serviceObjectives.safeParse({ errors }).success).toBe(false);
    }
  });

  it("are 99 % and a latency by default", () => {
    expect(objectives.parse({})).toEqual({
      rollingPeriod: { seconds: 2_419_200, days: 28, text: "28d" },
      availability: { fraction: 0.99, text: "99%" },
      latency: {
        threshold: { milliseconds: 500, text: "500ms" },
        goal: { fraction: 0.95, text: "95%" },
      },
    });
  });

  it.each([
    ["1ms", 1],
    ["2s", 2000],
    ["60s", 60_000],
    ["60000ms", 60_000],
  ])("take a threshold of %s", (threshold, milliseconds) => {
    expect(objectives.parse({ latency: { threshold } }).latency.threshold).toEqual({
      milliseconds,
      text: threshold,
    });
  });

  it.each(["500", "0ms", "61s", "60001ms", "1m", "0.5s", "500 ms", 500])(
    "refuse a threshold of %j",
    (threshold) => {
      expect(objectives.safeParse({ latency: { threshold } }).success).toBe(false);
    },
  );

  it.each([
    ["a share at which a fast burn cannot come", { availability: "93%" }],
    ["more than Cloud Monitoring takes", { availability: "99.99%" }],
    ["a period beyond 30 days", { rollingPeriod: "31d" }],
    ["a period of part of a day", { rollingPeriod: "36h" }],
  ])("refuse %s", (_, written) => {
    expect(objectives.safeParse(written).success).toBe(false);
  });

  it("of a service hold what it writes and no more", () => {
    expect(serviceObjectives.parse({})).toEqual({ latency: {}, unwatched: [] });
    expect(serviceObjectives.parse({ latency: { goal: "99%" } }).latency).toEqual({
      goal: { fraction: 0.99, text: "99%" },
    });
  });
});
