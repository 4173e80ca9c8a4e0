import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { livenessProbe, readinessProbe, startupProbe } from "./probes";

describe("startupProbe, whose budget covers the start (N7)", () => {
  it.each([
    [75, 5, 15],
    [180, 5, 36],
    [240, 5, 48],
    [240, 10, 24],
    [76, 5, 16],
    [3, 5, 1],
    [1, 1, 1],
  ])("gives %i s with a period of %i s %i probes", (withinSeconds, periodSeconds, probes) => {
    const probe = startupProbe({ path: "/health", withinSeconds, periodSeconds }, 8000);
    expect(probe.failureThreshold).toBe(probes);
    expect(probe.periodSeconds).toBe(periodSeconds);
  });

  it("asks the path on the container's port", () => {
    const probe = startupProbe({ path: "/health", withinSeconds: 75 }, 8000);
    expect(probe.httpGet).toEqual({ path: "/health", port: 8000 });
  });

  it("covers the time that was asked for and less than one period more", () => {
    const seconds = fc.integer({ min: 1, max: 240 });
    fc.assert(
      fc.property(seconds, seconds, (withinSeconds, periodSeconds) => {
        const probe = startupProbe({ path: "/", withinSeconds, periodSeconds }, 80);
        const covered = Number(probe.failureThreshold) * periodSeconds;
        expect(covered).toBeGreaterThanOrEqual(withinSeconds);
        expect(covered - withinSeconds).toBeLessThan(periodSeconds);
      }),
    );
  });

  it("never lets one probe take longer than the period", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 240 }), (periodSeconds) => {
        const probe = startupProbe({ path: "/", withinSeconds: 240, periodSeconds }, 80);
        expect(probe.timeoutSeconds).toBeGreaterThanOrEqual(1);
        expect(probe.timeoutSeconds).toBeLessThanOrEqual(periodSeconds);
      }),
    );
  });
});

describe("livenessProbe", () => {
  it("asks the path on the container's port every 30 s and restarts after three failures", () => {
    expect(livenessProbe({ path: "/health" }, 8000)).toEqual({
      httpGet: { path: "/health", port: 8000 },
      initialDelaySeconds: 0,
      periodSeconds: 30,
      timeoutSeconds: 5,
      failureThreshold: 3,
    });
  });

  it("never lets one probe take as long as the period", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 3600 }), (periodSeconds) => {
        const probe = livenessProbe({ path: "/", periodSeconds }, 80);
        expect(probe.timeoutSeconds).toBeGreaterThanOrEqual(1);
        expect(probe.timeoutSeconds).toBeLessThan(periodSeconds);
      }),
    );
  });
});

describe("readinessProbe", () => {
  it("asks the path on the container's port every 5 s", () => {
    expect(readinessProbe({ path: "/ready" }, 8000)).toEqual({
      httpGet: { path: "/ready", port: 8000 },
      periodSeconds: 5,
      timeoutSeconds: 3,
      failureThreshold: 3,
    });
  });

  it("never lets one probe take as long as the period", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 3600 }), (periodSeconds) => {
        const probe = readinessProbe({ path: "/", periodSeconds }, 80);
        expect(probe.timeoutSeconds).toBeGreaterThanOrEqual(1);
        expect(probe.timeoutSeconds).toBeLessThan(periodSeconds);
      }),
    );
  });
});
