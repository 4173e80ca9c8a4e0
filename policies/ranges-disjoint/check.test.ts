import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { direct, network, service, subnetwork } from "../models/network/program.fixture";
import { parseRange, showRange } from "../models/network/range";
import { shownFindings, stackOf } from "../models/network/stack.fixture";
import { checkRanges } from "./check";

const found = (...parameters: Parameters<typeof stackOf>) =>
  shownFindings(checkRanges(stackOf(...parameters)));

describe("the ranges of a network", () => {
  it("N15: that overlap are refused, with both", () => {
    expect(
      found([network(), subnetwork("one"), subnetwork("two", { ipCidrRange: "10.0.0.128/25" })]),
    ).toEqual([
      'gcp.compute.Subnetwork "two": ipCidrRange is "10.0.0.128/25", which overlaps "10.0.0.0/24" of gcp.compute.Subnetwork "one" (ipCidrRange). Ranges of network "main" must be disjoint. Choose a range that nothing else of the network has.',
    ]);
  });

  it("N15: that share their last address alone are refused", () => {
    expect(
      found([network(), subnetwork("one"), subnetwork("two", { ipCidrRange: "10.0.0.255/32" })]),
    ).toHaveLength(1);
  });

  it("N15: touch each other without a fault", () => {
    expect(
      found([network(), subnetwork("one"), subnetwork("two", { ipCidrRange: "10.0.1.0/24" })]),
    ).toEqual([]);
  });

  it("that a program looks up are not judged", () => {
    expect(found([network(), subnetwork("one"), subnetwork("two")], ["two"])).toEqual([]);
  });

  it("overlap for the check if and only if two of them do", () => {
    const ranges = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 26, max: 32 })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(ranges, (drawn) => {
        const blocks = drawn.map(([address, prefix]) =>
          showRange({ first: 10 * 2 ** 24 + address, last: 0, prefix }),
        );
        const program = blocks.map((ipCidrRange, index) =>
          subnetwork(`s${index}`, { ipCidrRange }),
        );
        const overlapping = blocks.some((one, index) =>
          blocks.slice(index + 1).some((other) => overlaps(one, other)),
        );
        expect(found([network(), ...program]).length > 0).toBe(overlapping);
      }),
    );
  });

  it("are compared in a moment where there are thousands", () => {
    const program = Array.from({ length: 5000 }, (_, index) =>
      subnetwork(`s${index}`, {
        ipCidrRange: showRange({ first: 10 * 2 ** 24 + index * 256, last: 0, prefix: 24 }),
      }),
    );
    const stack = stackOf([network(), ...program]);
    const started = performance.now();
    expect(checkRanges(stack)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

it("N15: a subnetwork that is too small for direct egress is refused", () => {
  const program = [
    network(),
    subnetwork("run", { ipCidrRange: "10.0.0.0/28" }),
    service({ vpcAccess: direct(), from: ["run"] }),
  ];
  expect(found(program)).toEqual([
    'Cloud Run service "api": template.vpcAccess.networkInterfaces[0].subnetwork is a subnetwork of "10.0.0.0/28", too few addresses for instances that connect from it directly: about two for each, in blocks of 16. It must be /26 or larger. Widen its range.',
  ]);
});

function overlaps(one: string, other: string): boolean {
  const [left, right] = [parseRange(one), parseRange(other)];
  return (
    left !== undefined &&
    right !== undefined &&
    left.first <= right.last &&
    right.first <= left.last
  );
}
