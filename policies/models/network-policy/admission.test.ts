import { describe, expect, it } from "vitest";
import { Place } from "../../framework/place";
import { type Data, isKnown, Unknown } from "../../framework/value";
import { readLabels } from "../kubernetes/labels";
import { parseRange } from "../network/range";
import { admit } from "./admission";
import type { AddressEnd, PodEnd } from "./network-policy";
import { readPolicySpec } from "./read-network-policies";

const UNKNOWN = new Unknown("is known only after deployment");
const pod = (app: string, namespace: string | Unknown = "backend"): PodEnd => ({
  is: "pod",
  namespace,
  namespaceLabels: readLabels(new Place({ team: "shop" })),
  labels: readLabels(new Place({ app })),
  ports: [],
});
const policy = (
  name: string,
  spec: { [key: string]: Data },
  namespace: string | Unknown = "backend",
) => readPolicySpec({ name, namespace, spec: new Place({ podSelector: {}, ...spec }, "spec") });

const admitsAll = policy("all", { ingress: [{}] });
const admitsNone = policy("none", {});
const admitsPerhaps = policy("perhaps", { ingress: [{ ports: [{ port: UNKNOWN }] }] });
const isolatesPerhaps = policy("late", { podSelector: UNKNOWN });
const isolatesPerhapsAndAdmits = policy("late", { podSelector: UNKNOWN, ingress: [{}] });

function ingress(...policies: readonly ReturnType<typeof policy>[]) {
  const { admitted, isolatedBy } = admit(
    policies,
    { from: pod("web"), to: pod("api"), protocol: "TCP", port: 8000 },
    "ingress",
  );
  return [isKnown(admitted) ? admitted : "unknown", isolatedBy.map(({ name }) => name).join()];
}

describe("A10: a pod", () => {
  it.each([
    ["none isolates it", [], true, ""],
    ["one isolates it and admits nothing", [admitsNone], false, "none"],
    ["one of several admits it", [admitsNone, admitsAll], true, "none,all"],
    ["one may isolate it", [isolatesPerhaps], "unknown", "late"],
    ["one may isolate it and then admits", [isolatesPerhapsAndAdmits], true, "late"],
    ["one may isolate it and another admits", [isolatesPerhaps, admitsAll], true, "all,late"],
    ["one may admit it", [admitsPerhaps], "unknown", "perhaps"],
    ["one may admit it and another does", [admitsPerhaps, admitsAll], true, "perhaps,all"],
    [
      "one may be for it and admit, another is not",
      [isolatesPerhapsAndAdmits, admitsNone],
      "unknown",
      "none,late",
    ],
    ["one may isolate it and none admits", [isolatesPerhaps, admitsNone], false, "none,late"],
  ] as const)("where %s", (_what, policies, admitted, names) => {
    expect(ingress(...policies)).toEqual([admitted, names]);
    expect(ingress(...[...policies].reverse())[0]).toEqual(admitted);
  });

  it("is isolated for egress where a policy says so, or has rules for it", () => {
    const egress = (spec: { [key: string]: Data }) =>
      admit(
        [policy("it", spec)],
        { from: pod("api"), to: pod("db"), protocol: "TCP", port: 5432 },
        "egress",
      ).admitted;
    expect(egress({})).toBe(true);
    expect(egress({ egress: [] })).toBe(true);
    expect(egress({ policyTypes: ["Egress"] })).toBe(false);
    expect(egress({ egress: [{ ports: [{ port: 443 }] }] })).toBe(false);
    expect(egress({ policyTypes: ["Ingress"], egress: [{ ports: [{ port: 443 }] }] })).toBe(true);
    expect(egress({ policyTypes: [] })).toBe(true);
    expect(isKnown(egress({ policyTypes: UNKNOWN }))).toBe(false);
    expect(isKnown(egress({ policyTypes: ["Ingress", UNKNOWN] }))).toBe(false);
    expect(isKnown(egress({ egress: UNKNOWN }))).toBe(false);
  });

  it("is reached from its own namespace where a rule names pods alone, known or not", () => {
    const own = policy("own", { ingress: [{ from: [{ podSelector: {} }] }] });
    const from = (namespace: string | Unknown) =>
      admit(
        [own],
        { from: pod("web", namespace), to: pod("api"), protocol: "TCP", port: 80 },
        "ingress",
      ).admitted;
    expect(from("backend")).toBe(true);
    expect(from("data")).toBe(false);
    expect(from(UNKNOWN)).toBe(UNKNOWN);
  });
});

describe("A10: addresses", () => {
  const within = (cidr: string): AddressEnd => ({
    is: "addresses",
    within: [cidr].flatMap((text) => parseRange(text) ?? []),
    needs: "every",
  });
  const egress = (cidr: string, ...blocks: readonly { [key: string]: Data }[]) =>
    admit(
      [policy("it", { egress: [{ to: blocks.map((ipBlock) => ({ ipBlock })) }] })],
      { from: pod("api"), to: within(cidr), protocol: "TCP", port: 443 },
      "egress",
    ).admitted;

  it("are admitted where each lies in a block and in none of its exceptions", () => {
    expect(egress("10.0.0.0/24", { cidr: "10.0.0.0/8" })).toBe(true);
    expect(egress("10.0.0.0/24", { cidr: "10.0.0.0/25" })).toBe(false);
    expect(egress("10.0.0.0/24", { cidr: "10.0.0.0/25" }, { cidr: "10.0.0.128/25" })).toBe(true);
    expect(egress("10.0.0.0/24", { cidr: "0.0.0.0/0", except: ["10.0.0.7/32"] })).toBe(false);
    expect(egress("10.0.0.0/24", { cidr: "0.0.0.0/0", except: ["10.1.0.0/16"] })).toBe(true);
    expect(egress("10.0.0.0/24", { cidr: "::/0" })).toBe(false);
  });

  it("are left open by unknown blocks and exceptions, where these decide", () => {
    expect(egress("10.0.0.0/24", { cidr: UNKNOWN })).toBe(UNKNOWN);
    expect(egress("10.0.0.0/24", { cidr: "10.0.0.0/8", except: [UNKNOWN] })).toBe(UNKNOWN);
    expect(egress("10.0.0.0/24", { cidr: "8.0.0.0/8", except: [UNKNOWN] })).toBe(false);
    expect(egress("10.0.0.0/24", { cidr: UNKNOWN }, { cidr: "10.0.0.0/8" })).toBe(true);
  });
});

it("A10: ends that are no pods have no policies", () => {
  const range: AddressEnd = { is: "addresses", within: [], needs: "any" };
  expect(
    admit([admitsNone], { from: range, to: range, protocol: "TCP", port: 80 }, "ingress"),
  ).toEqual({ admitted: true, isolatedBy: [] });
});
