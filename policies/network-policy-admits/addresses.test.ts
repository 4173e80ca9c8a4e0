import { describe, expect, it } from "vitest";
import { Unknown } from "../framework/value";
import { shownFindings, stackOf } from "../models/network/stack.fixture";
import type { CaseResource } from "../testing/policy-case";
import { checkPaths } from "./check";
import { allowDns, client, denyAll, policy } from "./program.fixture";

const UNKNOWN = new Unknown("is known only after deployment");
const found = (...program: readonly CaseResource[]) => shownFindings(checkPaths(stackOf(program)));
const allow = (cidr: unknown, ports: unknown = [{ port: 5432 }], more: object = {}) => ({
  ...policy("allow-database", {
    podSelector: {},
    policyTypes: ["Egress"],
    egress: [{ to: [{ ipBlock: { cidr } }], ports }],
  }),
  ...more,
});
const literal = client({ DATABASE_URL: "postgresql://10.20.0.5:5432/app" });

describe("A10: an address that a workload is told", () => {
  it("fails where no rule admits it, and the message does not show it", () => {
    expect(found(literal, denyAll())).toEqual([
      'Deployment "api": spec.template.spec.containers[0].env[0].value leads to an address. NetworkPolicy "deny-backend" isolates the egress of Deployment "api", and no rule admits connections to that address on TCP port 5432. Add an egress rule to an ipBlock with that address on TCP port 5432.',
    ]);
    expect(found(literal, denyAll(), allow("10.30.0.0/16"))).toHaveLength(1);
    expect(found(literal, denyAll(), allow("10.20.0.0/16", [{ port: 6379 }]))).toHaveLength(1);
  });

  it("passes where a block holds it, and where egress is not isolated", () => {
    expect(found(literal, denyAll(), allow("10.20.0.0/16"))).toEqual([]);
    expect(found(literal, denyAll(), allow("10.20.0.5/32", undefined))).toEqual([]);
    expect(found(literal, denyAll("backend", ["Ingress"]))).toEqual([]);
  });

  it("is not evaluated where the block is unknown", () => {
    expect(found(literal, denyAll(), allow(UNKNOWN))).toEqual([
      expect.stringMatching(/^Not evaluated: /),
    ]);
  });
});

describe("A10: a database whose address is not known yet", () => {
  const database: CaseResource = {
    type: "gcp:alloydb/instance:Instance",
    name: "main",
    props: { cluster: "main", instanceType: "PRIMARY" },
  };
  const told = { ...client({ DB_HOST: UNKNOWN }), propertyDependencies: { spec: ["main"] } };
  const range = (address: unknown, prefixLength = 16): CaseResource => ({
    type: "gcp:compute/globalAddress:GlobalAddress",
    name: "peered",
    props: { purpose: "VPC_PEERING", address, prefixLength },
  });

  it("fails where no rule admits any address on its ports", () => {
    expect(found(database, told, denyAll(), allowDns)).toEqual([
      expect.stringMatching(
        /^Deployment "api": .* is made from gcp\.alloydb\.Instance "main", which has an address outside of the cluster\. .*no rule admits connections to any such address on TCP port 5432/,
      ),
    ]);
    expect(
      found(database, told, denyAll(), allowDns, allow("10.0.0.0/8", [{ port: 6379 }])),
    ).toHaveLength(1);
    expect(
      found(range("10.20.0.0"), database, told, denyAll(), allowDns, allow("10.30.0.0/16"))[0],
    ).toMatch(/^Deployment/);
  });

  it("passes where its range, every private one, or what it is made from is admitted", () => {
    expect(
      found(range("10.20.0.0"), database, told, denyAll(), allowDns, allow("10.0.0.0/8")),
    ).toEqual([]);
    expect(found(database, told, denyAll(), allowDns, allow("0.0.0.0/0"))).toEqual([]);
    const made = allow(UNKNOWN, [{ port: 5432 }], { propertyDependencies: { spec: ["main"] } });
    expect(found(database, told, denyAll(), allowDns, made)).toEqual([]);
    const ofRange = allow(UNKNOWN, [{ port: 5432 }], {
      propertyDependencies: { spec: ["peered"] },
    });
    expect(found(range(UNKNOWN), database, told, denyAll(), allowDns, ofRange)).toEqual([]);
    expect(found(database, told)).toEqual([]);
  });

  it("is not evaluated where a block holds a part of where it may be", () => {
    expect(found(database, told, denyAll(), allowDns, allow("10.20.0.0/16"))).toEqual([
      expect.stringMatching(
        /^Not evaluated: .*known only after deployment, and whether the ipBlocks/,
      ),
    ]);
    expect(found(database, told, denyAll(), allowDns, allow(UNKNOWN))).toEqual([
      expect.stringMatching(/^Not evaluated: /),
    ]);
  });
});
