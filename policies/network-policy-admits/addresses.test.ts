import { describe, expect, it } from "vitest";
import { Unknown } from "../framework/value";
import { deployment, object } from "../models/kubernetes/program.fixture";
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

describe("A10: a host outside of the cluster", () => {
  const database = client({ DATABASE_URL: "postgresql://db.example.com/app" });
  const out = (ports?: unknown) =>
    policy("out", {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports }],
    });

  it("fails where it is a database, and no rule admits any address on its port", () => {
    expect(found(database, denyAll(), allowDns)).toEqual([
      expect.stringMatching(
        /^Deployment "api": .* leads to a host outside of the cluster\. .*no rule admits connections to any address outside of the cluster on TCP port 5432/,
      ),
    ]);
    expect(found(database, denyAll(), allowDns, out([{ port: 443 }]))).toHaveLength(1);
  });

  it("is not evaluated where it may be an address to tell others", () => {
    const web = client({ PARTNER_URL: "https://api.example.com" });
    expect(found(web, denyAll(), allowDns)).toEqual([
      expect.stringMatching(
        /^Not evaluated: .*Whether the workload connects there cannot be told\.$/,
      ),
    ]);
    const route = object("gateway.networking.k8s.io/v1:HTTPRoute", "api", {
      spec: { hostnames: ["api.example.com"] },
    });
    expect(found(web, denyAll(), allowDns, route)).toEqual([]);
  });

  it("passes where some address is admitted", () => {
    expect(found(database, denyAll(), allowDns, out())).toEqual([]);
    expect(found(database, denyAll(), allowDns, out([{ port: 5432 }]))).toEqual([]);
    expect(found(database, denyAll("backend", ["Ingress"]))).toEqual([]);
  });
});

describe("A10: a Service before addresses that the program puts behind it", () => {
  const named = { name: "database", namespace: "backend" };
  const service = object("core/v1:Service", "database", { spec: { ports: [{ port: 5432 }] } });
  const slice = object(
    "discovery.k8s.io/v1:EndpointSlice",
    "database",
    { addressType: "IPv4", ports: [{ port: 5433 }], endpoints: [{ addresses: ["10.20.0.5"] }] },
    { labels: { "kubernetes.io/service-name": "database" } },
  );
  const endpoints = object("core/v1:Endpoints", "database", {
    metadata: named,
    subsets: [{ addresses: [{ ip: "10.20.0.5" }], ports: [{ port: 5433 }] }],
  });
  const told = client({ DATABASE_URL: "postgresql://database:5432/app" });

  it.each([slice, endpoints])("fails where no rule admits them on their own port: %#", (behind) => {
    expect(found(service, behind, told, denyAll(), allowDns)).toEqual([
      expect.stringMatching(
        /leads to Service "database", behind which are addresses outside of the cluster\. .*to these addresses on TCP port 5433/,
      ),
    ]);
    expect(found(service, behind, told, denyAll(), allowDns, allow("10.20.0.0/16"))).toHaveLength(
      1,
    );
    expect(
      found(service, behind, told, denyAll(), allowDns, allow("10.20.0.0/16", [{ port: 5433 }])),
    ).toEqual([]);
  });

  it("is another program's matter where nothing is behind it", () => {
    expect(found(service, told, denyAll(), allowDns)).toEqual([]);
  });
});

describe("A10: a workload that acts as a service account of Google Cloud", () => {
  const identified = (spec: object = { serviceAccountName: "api" }) =>
    client({ BUCKET: "gs://aia-results" }, spec);
  const account = object(
    "core/v1:ServiceAccount",
    "api",
    {},
    {
      annotations: { "iam.gke.io/gcp-service-account": "api@shop.iam.gserviceaccount.com" },
    },
  );
  const token = (cidr: string, port: number) =>
    policy("tokens", {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr } }], ports: [{ port }] }],
    });

  it("fails where no rule admits the metadata server", () => {
    expect(found(identified(), account, denyAll())).toEqual([
      'Deployment "api": spec.template.spec.serviceAccountName names ServiceAccount "api", which is a service account of Google Cloud, and spec.template.spec.containers[0].env[0].value calls Google, for which pods get tokens from the metadata server. NetworkPolicy "deny-backend" isolates the egress of Deployment "api", and no rule admits connections to that server. Add an egress rule to the ipBlocks "169.254.169.254/32" on TCP port 80 and "169.254.169.252/32" on TCP port 988.',
    ]);
    expect(found(identified(), account, denyAll(), token("169.254.169.254/32", 443))).toHaveLength(
      1,
    );
  });

  it("fails with a proxy of Google's databases, and passes where nothing shows that it calls Google", () => {
    const proxy = { name: "proxy", image: "gcr.io/alloydb-connectors/alloydb-auth-proxy:1.13.0" };
    expect(
      found(client({}, { serviceAccountName: "api", containers: [proxy] }), account, denyAll())[0],
    ).toMatch(/^Deployment/);
    expect(
      found(client({ MODE: "projects" }, { serviceAccountName: "api" }), account, denyAll()),
    ).toEqual([]);
  });

  it("passes with a rule for either of its addresses, for another account, and where egress is open", () => {
    expect(found(identified(), account, denyAll(), token("169.254.169.254/32", 80))).toEqual([]);
    expect(found(identified(), account, denyAll(), token("169.254.169.252/32", 988))).toEqual([]);
    expect(found(identified(), account, denyAll("backend", ["Ingress"]))).toEqual([]);
    expect(found(identified(), object("core/v1:ServiceAccount", "api"), denyAll())).toEqual([]);
    expect(found(identified({}), account, denyAll())).toEqual([]);
  });

  it("is not evaluated where the block is unknown", () => {
    expect(found(identified(), account, denyAll(), token(UNKNOWN as never, 80))).toEqual([
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
    const secret = {
      ...object("core/v1:Secret", "database", { data: { DB_HOST: UNKNOWN } }),
      propertyDependencies: { stringData: ["main"] },
    };
    const reader = deployment({ envFrom: [{ secretRef: { name: "database" } }] });
    expect(found(database, secret, reader, denyAll(), allowDns, allow("0.0.0.0/0"))).toEqual([]);
    expect(found(database, secret, reader, denyAll(), allowDns)).toHaveLength(1);
  });

  it("passes where the port of the pooler of Cloud SQL is admitted, and no other", () => {
    const sql: CaseResource = {
      type: "gcp:sql/databaseInstance:DatabaseInstance",
      name: "main",
      props: { databaseVersion: "POSTGRES_16" },
    };
    const admitted = (port: number) => allow("0.0.0.0/0", [{ port }]);
    expect(found(sql, told, denyAll(), allowDns, admitted(6432))).toEqual([]);
    expect(found(sql, told, denyAll(), allowDns, admitted(6379))).toHaveLength(1);
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
