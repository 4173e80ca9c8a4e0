import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Place } from "../framework/place";
import { type Data, Unknown } from "../framework/value";
import { arbitraryData } from "../testing/arbitrary-data";
import { checkConnector, checkSubnetRange } from "./check";

const unknown = new Unknown("is known only after deployment");

type Props = { readonly [key: string]: Data };

const sound: Props = {
  name: "staging-connector",
  network: unknown,
  ipCidrRange: "10.8.0.0/28",
  machineType: "e2-micro",
  minInstances: 2,
  maxInstances: 10,
};

/** The findings of a sound connector in which some properties are others; undefined takes one away. */
function judge(changes: Props, base: Props = sound): string[] {
  return checkConnector(new Place({ ...base, ...changes })).map(
    ({ kind, path, message }) => `${kind} ${path}: ${message}`,
  );
}

const places = (changes: Props, base: Props = sound) =>
  checkConnector(new Place({ ...base, ...changes })).map(({ kind, path }) => `${kind} ${path}`);

describe("a connector", () => {
  it.each<[string, Props]>([
    ["with both bounds", {}],
    ["with the least bounds", { minInstances: 2, maxInstances: 3 }],
    ["with the greatest bounds", { minInstances: 9, maxInstances: 10 }],
    ["with bounds as digits", { minInstances: "2", maxInstances: "10" }],
    ["without a machine type, which is e2-micro then", { machineType: undefined }],
    ["on e2-standard-4", { machineType: "e2-standard-4" }],
    ["in a subnet", { network: undefined, ipCidrRange: undefined, subnet: { name: unknown } }],
    [
      "in a subnet that is unknown",
      { network: undefined, ipCidrRange: undefined, subnet: unknown },
    ],
    ["with a name of 25 characters", { name: "a-name-of-twenty-five-ch1" }],
    ["with a name whose hyphens would count twice", { name: "static-ip-connector-us" }],
    ["without a name, which Pulumi gives", { name: undefined }],
    ["with an unknown name", { name: unknown }],
    ["with other properties null", { subnet: null, maxThroughput: null }],
  ])("%s passes", (_what, changes) => {
    expect(judge(changes)).toEqual([]);
  });

  it("N1: without bounds is refused, with what to declare", () => {
    expect(judge({ minInstances: undefined, maxInstances: undefined })).toEqual([
      "violation : declares neither minInstances nor maxInstances. Set minInstances (2 to 9) and maxInstances (3 to 10).",
    ]);
  });

  it("N1: bounded by throughput only is refused", () => {
    const unset = { minInstances: undefined, maxInstances: undefined };
    expect(places({ ...unset, minThroughput: 200, maxThroughput: 1000 })).toEqual([
      "violation maxThroughput",
    ]);
    expect(places({ ...unset, minThroughput: 200 })).toEqual(["violation minThroughput"]);
  });

  it.each<[string, Props, string[]]>([
    ["only the least", { maxInstances: undefined }, ["violation maxInstances"]],
    ["only the greatest", { minInstances: null }, ["violation minInstances"]],
    ["too few", { minInstances: 1 }, ["violation minInstances"]],
    ["too few at most", { minInstances: 2, maxInstances: 2 }, ["violation maxInstances"]],
    [
      "too many",
      { minInstances: 10, maxInstances: 11 },
      ["violation minInstances", "violation maxInstances"],
    ],
    ["equal bounds", { minInstances: 5, maxInstances: 5 }, ["violation maxInstances"]],
    ["bounds in the wrong order", { minInstances: 9, maxInstances: 3 }, ["violation maxInstances"]],
    ["a part of an instance", { minInstances: 2.5 }, ["violation minInstances"]],
    ["a word", { maxInstances: "many" }, ["violation maxInstances"]],
    ["an unknown bound", { maxInstances: unknown }, ["undetermined maxInstances"]],
    [
      "an unknown bound beside a wrong one",
      { minInstances: 1, maxInstances: unknown },
      ["violation minInstances", "undetermined maxInstances"],
    ],
    ["a machine type of other products", { machineType: "e2-small" }, ["violation machineType"]],
    ["an unknown machine type", { machineType: unknown }, ["undetermined machineType"]],
    ["a name that is too long", { name: "staging-company-project-a1" }, ["violation name"]],
    ["a name that ends with a hyphen", { name: "connector-" }, ["violation name"]],
    ["a name with an upper-case letter", { name: "Connector" }, ["violation name"]],
    ["a range that is too wide", { ipCidrRange: "10.8.0.0/24" }, ["violation ipCidrRange"]],
    ["a range without a size", { ipCidrRange: "10.8.0.0" }, ["violation ipCidrRange"]],
    ["a range that is no range", { ipCidrRange: "10.8.0.256/28" }, ["violation ipCidrRange"]],
    ["an unknown range", { ipCidrRange: unknown }, ["undetermined ipCidrRange"]],
    ["a network without a range", { ipCidrRange: undefined }, ["violation ipCidrRange"]],
    ["a range without a network", { network: undefined }, ["violation network"]],
    ["no network at all", { network: undefined, ipCidrRange: undefined }, ["violation "]],
    [
      "a subnet without a name",
      { network: undefined, ipCidrRange: undefined, subnet: {} },
      ["violation "],
    ],
    [
      "a network and a subnet",
      { subnet: { name: "connectors" } },
      ["violation network", "violation ipCidrRange"],
    ],
  ])("with %s is judged where it says so", (_what, changes, expected) => {
    expect(places(changes)).toEqual(expected);
  });

  it("is told what was found, what is allowed and what to do", () => {
    expect(judge({ minInstances: 1, name: "Main" })).toEqual([
      "violation minInstances: is 1. A number from 2 to 9 is allowed. Change it.",
      'violation name: is "Main" (4 characters). A connector is named by 2 to 25 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen. Shorten or respell it.',
    ]);
    expect(judge({ minInstances: 5, maxInstances: 3 })).toEqual([
      "violation maxInstances: is 3, but minInstances is 5. It must be greater, or the connector cannot scale. Raise maxInstances or lower minInstances.",
    ]);
  });
});

describe("the subnet of a connector", () => {
  it.each(["10.8.0.0/28", unknown, "", "fd00::/64"])("with the range %s passes", (range) => {
    expect(checkSubnetRange("subnet.name", "connectors", range)).toEqual([]);
  });

  it("that is larger is refused by its name and range", () => {
    expect(checkSubnetRange("subnet.name", "main", "10.0.0.0/20")).toMatchObject([
      {
        kind: "violation",
        message: expect.stringContaining('"main" with the range "10.0.0.0/20"'),
      },
    ]);
  });
});

describe("the bounds of a connector", () => {
  const bound = fc.integer({ min: -2, max: 14 });

  it("N1: pass exactly when the API takes them", () => {
    fc.assert(
      fc.property(bound, bound, (minInstances, maxInstances) => {
        const taken =
          minInstances >= 2 &&
          minInstances <= 9 &&
          maxInstances <= 10 &&
          maxInstances > minInstances;
        expect(judge({ minInstances, maxInstances }).length === 0).toBe(taken);
      }),
    );
  });

  it("are never taken for right while one is unknown", () => {
    fc.assert(
      fc.property(bound, fc.boolean(), (known, isLeast) => {
        const [minInstances, maxInstances] = isLeast ? [known, unknown] : [unknown, known];
        expect(judge({ minInstances, maxInstances })).not.toEqual([]);
      }),
    );
  });
});

it("a connector never breaks the policy, whatever a program gives", () => {
  const data = arbitraryData(
    "name network subnet ipCidrRange machineType minInstances maxInstances minThroughput",
  );
  fc.assert(
    fc.property(data, (props) => {
      for (const { message } of checkConnector(new Place(props))) {
        expect(message).toMatch(/\.$/);
      }
    }),
  );
});
