import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aiaWith } from "../testing/aia";
import { backendNameOf } from "./backend-name";
import { requestQueriesOf, requestSeriesByService } from "./request-series";

/** A name of this many characters. */
const long = (length: number, letter: string) => letter.repeat(length);

describe("P6: the name of the backend service that counts the requests of a service on GKE", () => {
  // Lengths in clusters that have been seen: what a namespace and a Service had, and what the backend service kept of them.
  it.each([
    [8, 29, 8000, 7, 25],
    [26, 37, 8000, 14, 18],
    [16, 24, 8088, 13, 19],
    [26, 44, 54_321, 12, 19],
    [17, 12, 3000, 17, 12],
    [14, 14, 7101, 14, 14],
  ])(
    "P6: keeps of a namespace of %i and a name of %i with port %i as much as GKE does",
    (namespace, name, port, keptNamespace, keptName) => {
      const backend = { namespace: long(namespace, "n"), name: long(name, "s"), port };
      expect(backendNameOf(backend)).toBe(
        `${long(keptNamespace, "n")}-${long(keptName, "s")}-${port}`,
      );
    },
  );

  it("P6: keeps the hyphen at which it is cut", () => {
    const backend = {
      namespace: long(26, "n"),
      name: `${long(17, "s")}-${long(19, "t")}`,
      port: 8000,
    };
    expect(backendNameOf(backend)).toBe(`${long(14, "n")}-${long(17, "s")}--8000`);
  });

  it("P6: fits into 63 characters with what GKE adds, and uses them all where it cuts", () => {
    const length = fc.integer({ min: 1, max: 63 });
    fc.assert(
      fc.property(length, length, fc.integer({ min: 1, max: 65_535 }), (first, second, port) => {
        const whole = `gkegw1-x1y2-${backendNameOf({ namespace: long(first, "n"), name: long(second, "s"), port })}-0123456789ab`;
        const uncut = first + second + String(port).length + 27;
        expect(whole).toHaveLength(Math.min(uncut, 63));
      }),
    );
  });
});

describe("P6: what counts the requests of a service with a long name", () => {
  const name = long(49, "s");
  const namespace = long(63, "n");
  // The name as GKE makes it: 36 characters are left for both and the port.
  const backend = `gkegw1-x1y2-${long(18, "n")}-${long(14, "s")}-8000-0123456789ab`;
  const stack = aiaWith((config) => {
    const services = config["holdfast:services"];
    services[name] = { ...services.api, namespace };
    config["holdfast:edge"].hosts["013a.tech"].routes["/tasks"] = name;
  });

  it("P6: counts them, although GKE cuts the name", () => {
    const series = requestSeriesByService(stack).get(name);
    const [, expression = ""] = /full_match\("(.*?)"\)/.exec(series?.requests ?? "") ?? [];
    expect(backend).toMatch(new RegExp(`^(?:${expression})$`));
    const matched = requestQueriesOf(stack).some(({ requests }) => {
      const [, own = ""] = /backend_target_name=~"(.*?)"/.exec(requests) ?? [];
      return new RegExp(`^(?:${own})$`).test(backend);
    });
    expect(matched).toBe(true);
  });
});
