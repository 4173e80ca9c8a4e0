import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateServices } from "./generate";

const counts = fc.integer({ min: 0, max: 300 });
const layerOf = (name: string) => Number(name.slice("service-".length)) % 5;

describe("generated services", () => {
  it("are as many as asked for, each with a name and an image of its own", () => {
    fc.assert(
      fc.property(counts, fc.integer(), (count, seed) => {
        const services = generateServices(count, seed);
        expect(services).toHaveLength(count);
        expect(new Set(services.map(({ name }) => name)).size).toBe(count);
        expect(new Set(services.map(({ image }) => image)).size).toBe(count);
      }),
    );
  });

  it("are the same for the same seed, and others for another", () => {
    expect(generateServices(50, 7)).toEqual(generateServices(50, 7));
    expect(generateServices(50, 7)).not.toEqual(generateServices(50, 8));
  });

  it("call services of the layer below alone, so that none waits for itself", () => {
    for (const { name, callers } of generateServices(200)) {
      for (const caller of callers) expect(layerOf(caller)).toBe(layerOf(name) + 1);
    }
  });

  it("name in their environment exactly those that they call", () => {
    const services = generateServices(200);
    const called = services.flatMap(({ name, callers }) =>
      callers.map((caller) => `${caller} ${name}`),
    );
    const named = services.flatMap(({ name, variables }) =>
      Object.values(variables).flatMap((value) => {
        const host = /^https:\/\/(service-\d+)\./.exec(value)?.[1];
        return host === undefined ? [] : [`${name} ${host}`];
      }),
    );
    expect(named.sort()).toEqual(called.sort());
    expect(called.length).toBeGreaterThan(100);
  });

  it("have names that a service account takes: 6 to 30 characters", () => {
    for (const { name } of generateServices(1000)) expect(name).toMatch(/^[a-z][a-z0-9-]{5,29}$/);
  });
});
