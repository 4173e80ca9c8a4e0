import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Place } from "../../framework/place";
import { type Data, isKnown, Unknown } from "../../framework/value";
import { readLabels } from "../kubernetes/labels";
import { admit } from "./admission";
import type { Connection, Direction, End } from "./network-policy";
import { block, naive, type PlainPod, pod, pods, policyOf, TEAMS } from "./plain-policy.fixture";
import { readPolicySpec } from "./read-network-policies";

const FIRST_ADDRESS = 8 * 2 ** 24 + 8 * 2 ** 16 + 8 * 2 ** 8;
const address = fc.nat(15).map((offset) => FIRST_ADDRESS + offset);

function endOf(plain: PlainPod | number): End {
  return typeof plain === "number"
    ? { is: "addresses", needs: "every", within: [{ first: plain, last: plain, prefix: 32 }] }
    : {
        is: "pod",
        namespace: plain.namespace,
        namespaceLabels: readLabels(new Place({ team: TEAMS[plain.namespace] ?? "" })),
        labels: readLabels(new Place({ app: plain.app })),
        ports: [{ name: "http", protocol: "TCP", port: plain.httpPort }],
      };
}

const read = ({ namespace: where, spec }: { namespace: string; spec: unknown }) =>
  readPolicySpec({ name: "it", namespace: where, spec: new Place(spec as Data, "spec") });

const wanted = fc.constantFrom(
  { protocol: "TCP" as const, port: 80 },
  { protocol: "TCP" as const, port: 81 },
  { protocol: "UDP" as const, port: 53 },
  { protocol: "UDP" as const, port: 80 },
);

describe("A10: the evaluation of network policies", () => {
  it("says of pods what the plainest reading of the documentation says", () => {
    fc.assert(
      fc.property(
        fc.array(policyOf(pods), { maxLength: 4 }),
        pod,
        pod,
        wanted,
        fc.constantFrom<Direction>("ingress", "egress"),
        (policies, from, to, { protocol, port: number }, direction) => {
          const connection: Connection = {
            from: endOf(from),
            to: endOf(to),
            protocol,
            port: number,
          };
          const [own, other] = direction === "ingress" ? [to, from] : [from, to];
          expect(admit(policies.map(read), connection, direction).admitted).toBe(
            naive(policies, direction, own, other, { protocol, port: number, to }),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("says of addresses what the plainest reading of the documentation says", () => {
    fc.assert(
      fc.property(
        fc.array(policyOf(fc.oneof(pods, block)), { maxLength: 4 }),
        pod,
        address,
        wanted,
        fc.constantFrom<Direction>("ingress", "egress"),
        (policies, own, other, { protocol, port: number }, direction) => {
          const [from, to] = direction === "ingress" ? [other, own] : [own, other];
          const connection: Connection = {
            from: endOf(from),
            to: endOf(to),
            protocol,
            port: number,
          };
          expect(admit(policies.map(read), connection, direction).admitted).toBe(
            naive(policies, direction, own, other, { protocol, port: number, to }),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("admits a range where each of its addresses is admitted, by whichever rules", () => {
    fc.assert(
      fc.property(
        fc.array(policyOf(fc.oneof(pods, block)), { maxLength: 4 }),
        pod,
        fc.tuple(fc.nat(15), fc.nat(15)),
        (policies, own, bounds) => {
          const [first, last] = [Math.min(...bounds), Math.max(...bounds)].map(
            (each) => FIRST_ADDRESS + each,
          );
          const range = { first: first ?? 0, last: last ?? 0, prefix: 28 };
          const answer = (needs: "every" | "any") =>
            admit(
              policies.map(read),
              {
                from: endOf(own),
                to: { is: "addresses", needs, within: [range] },
                protocol: "TCP",
                port: 80,
              },
              "egress",
            ).admitted;
          const each = Array.from({ length: range.last - range.first + 1 }, (_, index) =>
            naive(policies, "egress", own, range.first + index, {
              protocol: "TCP",
              port: 80,
              to: 0,
            }),
          );
          expect(answer("every")).toBe(each.every(Boolean));
          expect(answer("any")).toBe(each.some(Boolean));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("loses no path by another policy, unless that one isolates the pod for the first time", () => {
    fc.assert(
      fc.property(
        fc.array(policyOf(pods), { minLength: 1, maxLength: 3 }),
        policyOf(pods),
        pod,
        pod,
        wanted,
        (policies, added, from, to, { protocol, port: number }) => {
          const connection: Connection = {
            from: endOf(from),
            to: endOf(to),
            protocol,
            port: number,
          };
          const before = admit(policies.map(read), connection, "ingress");
          const after = admit([...policies, added].map(read), connection, "ingress");
          if (before.admitted === true && before.isolatedBy.length > 0) {
            expect(after.admitted).toBe(true);
          }
        },
      ),
    );
  });

  it("is known only where it is the same whatever the unknown parts turn out to be", () => {
    fc.assert(
      fc.property(
        fc.array(policyOf(pods), { minLength: 1, maxLength: 3 }),
        pod,
        pod,
        wanted,
        fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
        (policies, from, to, { protocol, port: number }, choices) => {
          const connection: Connection = {
            from: endOf(from),
            to: endOf(to),
            protocol,
            port: number,
          };
          const hidden = policies.map((policy, index) => ({
            ...policy,
            spec: hideOne(policy.spec as unknown as Properties, choices.slice(index * 2)),
          }));
          for (const direction of ["ingress", "egress"] as const) {
            const answer = admit(hidden.map(read), connection, direction).admitted;
            const real = admit(policies.map(read), connection, direction).admitted;
            expect(!isKnown(answer) || answer === real).toBe(true);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

type Properties = { readonly [key: string]: Data };

/** Makes one place below unknown, or nothing. */
function hideOne(data: Properties, choices: readonly number[]): Data {
  const [choice = 0, depth = 0] = choices;
  const keys = Object.keys(data);
  const key = keys[choice % (keys.length + 1)];
  if (key === undefined) {
    return data as Data;
  }
  return { ...data, [key]: hide(data[key], depth % 7, choice) };
}

function hide(data: Data, depth: number, choice: number): Data {
  if (depth === 0 || typeof data !== "object" || data === null || !isKnown(data)) {
    return data === undefined ? data : new Unknown("is known only after deployment");
  }
  if (Array.isArray(data)) {
    return data.length === 0
      ? new Unknown("is known only after deployment")
      : data.map((each, index) =>
          index === choice % data.length ? hide(each, depth - 1, choice) : each,
        );
  }
  return hideOne(data, [choice, depth - 1]);
}
