import { describe, expect, it } from "vitest";
import { promiseOf, record, unknown } from "../testing/recording";
import { outcomeOf, type PlannedUrlMap } from "../testing/url-map";
import { Edge, type EdgeArgs } from "./edge";

const backendType = "gcp:compute/backendService:BackendService";
const groupType = "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup";
const ruleType = "gcp:compute/globalForwardingRule:GlobalForwardingRule";
const mapType = "gcp:compute/uRLMap:URLMap";
const proxyType = "gcp:compute/targetHttpsProxy:TargetHttpsProxy";
const addressType = "gcp:compute/globalAddress:GlobalAddress";
const authorizationType = "gcp:certificatemanager/dnsAuthorization:DnsAuthorization";
const certificateType = "gcp:certificatemanager/certificate:Certificate";
const certificateMapType = "gcp:certificatemanager/certificateMap:CertificateMap";
const entryType = "gcp:certificatemanager/certificateMapEntry:CertificateMapEntry";
const policyType = "gcp:compute/securityPolicy:SecurityPolicy";
const recordType = "gcp:dns/recordSet:RecordSet";

const args: EdgeArgs = {
  region: "us-central1",
  domain: "netrasystems.ai",
  hosts: {
    "staging.netrasystems.ai": { service: "backend", routes: { "/auth": "auth" } },
    "api-staging.netrasystems.ai": {
      service: "backend",
      routes: { "/ws": "backend", "/auth": "auth" },
    },
  },
  services: { backend: "backend", auth: "auth" },
};
const create = (changes: Partial<EdgeArgs> = {}, preview = false) =>
  record(() => new Edge("staging-edge", { ...args, ...changes }), { preview });

describe("Edge", () => {
  it("is a load balancer with one address, a backend for each service and a certificate", async () => {
    const recording = await create();
    expect(recording.counts()).toEqual({
      "holdfast:edge:Edge": 1,
      "holdfast:edge:CloudRunBackend": 2,
      "holdfast:edge:HttpRedirect": 1,
      "holdfast:edge:HttpsEntrance": 1,
      "holdfast:edge:WildcardCertificate": 1,
      [addressType]: 1,
      [backendType]: 2,
      [groupType]: 2,
      [ruleType]: 2,
      [mapType]: 2,
      [proxyType]: 1,
      "gcp:compute/targetHttpProxy:TargetHttpProxy": 1,
      "gcp:compute/sSLPolicy:SSLPolicy": 1,
      [authorizationType]: 1,
      [certificateType]: 1,
      [certificateMapType]: 1,
      [entryType]: 2,
    });
    const types = [...recording.all(addressType), ...recording.all(ruleType)];
    expect(types.map(({ name, parent }) => [name, parent])).toEqual([
      ["staging-edge", "staging-edge"],
      ["staging-edge-https", "staging-edge-https"],
      ["staging-edge-redirect", "staging-edge-redirect"],
    ]);
  });

  it("N9: sets nothing on a backend that Cloud Run would not honour, and one scheme on both ends", async () => {
    const recording = await create();
    const { inputs } = recording.one(backendType, "staging-edge-backend");
    expect(inputs).toEqual({
      name: "staging-edge-backend",
      loadBalancingScheme: "EXTERNAL_MANAGED",
      backends: [
        {
          group:
            "projects/netra-staging/regions/us-central1/networkEndpointGroups/staging-edge-backend",
        },
      ],
      logConfig: { enable: true, sampleRate: 1 },
    });
    expect(recording.one(groupType, "staging-edge-backend").inputs).toEqual({
      region: "us-central1",
      networkEndpointType: "SERVERLESS",
      cloudRun: { service: "backend" },
    });
    const schemes = [...recording.all(backendType), ...recording.all(ruleType)].map(
      ({ inputs: { loadBalancingScheme } }) => loadBalancingScheme,
    );
    expect(new Set(schemes)).toEqual(new Set(["EXTERNAL_MANAGED"]));
  });

  it("N10: has a certificate for the domain and all hosts below it, proven by DNS and shown by host", async () => {
    const recording = await create();
    expect(recording.one(authorizationType).inputs).toEqual({ domain: "netrasystems.ai" });
    expect(recording.one(certificateType).inputs).toEqual({
      managed: {
        domains: ["netrasystems.ai", "*.netrasystems.ai"],
        dnsAuthorizations: [
          "projects/netra-staging/locations/global/dnsAuthorizations/staging-edge-certificate-dns",
        ],
      },
    });
    expect(recording.all(entryType).map(({ inputs }) => inputs)).toEqual(
      ["api-staging.netrasystems.ai", "staging.netrasystems.ai"].map((hostname) => ({
        name: `host-${hostname.replaceAll("-", "--").replaceAll(".", "-")}`,
        map: "staging-edge-certificate-map",
        certificates: [
          "projects/netra-staging/locations/global/certificates/staging-edge-certificate",
        ],
        hostname,
      })),
    );
    const proxy = recording.one(proxyType);
    expect(proxy.inputs.certificateMap).toBe(
      "//certificatemanager.googleapis.com/projects/netra-staging/locations/global/certificateMaps/staging-edge-certificate-map",
    );
    expect(proxy.dependsOn).toEqual(
      expect.arrayContaining(recording.all(entryType).map(({ name }) => name)),
    );
  });

  it("refuses what TLS 1.2 and its modern ciphers do not have", async () => {
    const recording = await create();
    const policy = recording.one("gcp:compute/sSLPolicy:SSLPolicy");
    expect(policy.inputs).toMatchObject({ minTlsVersion: "TLS_1_2", profile: "MODERN" });
    expect(recording.one(proxyType).inputs.sslPolicy).toBe(
      "projects/netra-staging/global/sslPolicies/staging-edge-https",
    );
  });

  it.each([
    ["api-staging.netrasystems.ai", "/ws", "backend"],
    ["api-staging.netrasystems.ai", "/ws/health", "backend"],
    ["staging.netrasystems.ai", "/auth/login", "auth"],
  ])("N20: leads %s%s to %s", async (host, path, service) => {
    const recording = await create();
    const { inputs } = recording.one(mapType, "staging-edge-https");
    expect(outcomeOf(inputs as PlannedUrlMap, host, path)).toEqual({
      service: `projects/netra-staging/global/backendServices/staging-edge-${service}`,
    });
  });

  it("N11: answers a host that nobody declared with 404 by itself", async () => {
    const recording = await create();
    const { inputs } = recording.one(mapType, "staging-edge-https");
    for (const host of ["34.120.9.8", "netrasystems.ai", "other.netrasystems.ai"]) {
      expect(outcomeOf(inputs as PlannedUrlMap, host, "/ws")).toEqual({ status: 404 });
    }
  });

  it("sends what comes without TLS to TLS, at the same address", async () => {
    const recording = await create();
    const { inputs } = recording.one(mapType, "staging-edge-redirect");
    expect(outcomeOf(inputs as PlannedUrlMap, "staging.netrasystems.ai", "/a")).toEqual({
      redirect: "https",
      code: "MOVED_PERMANENTLY_DEFAULT",
    });
    expect(inputs.defaultUrlRedirect).toMatchObject({ stripQuery: false });
    const rules = recording.all(ruleType).map(({ inputs: rule }) => rule);
    expect(rules.map(({ portRange, ipAddress }) => [portRange, ipAddress])).toEqual([
      ["443", "34.120.9.8"],
      ["80", "34.120.9.8"],
    ]);
  });

  it("tells the records that DNS needs, and makes none without a zone", async () => {
    const recording = await create();
    expect(recording.all(recordType)).toEqual([]);
    expect(await promiseOf(recording.result.dnsRecords)).toEqual([
      { name: "_acme-challenge.netrasystems.ai.", type: "CNAME", data: "a1.authorize.example." },
      { name: "staging.netrasystems.ai.", type: "A", data: "34.120.9.8" },
      { name: "api-staging.netrasystems.ai.", type: "A", data: "34.120.9.8" },
    ]);
    expect(recording.result.urls).toEqual({
      "staging.netrasystems.ai": "https://staging.netrasystems.ai",
      "api-staging.netrasystems.ai": "https://api-staging.netrasystems.ai",
    });
  });

  it("makes the same records in a zone that it is given", async () => {
    const recording = await create({ dnsZone: "netra" });
    const made = recording.all(recordType).map(({ inputs }) => inputs);
    expect(made.map(({ name, type, rrdatas }) => ({ name, type, data: rrdatas }))).toEqual(
      expect.arrayContaining(
        (await promiseOf(recording.result.dnsRecords)).map(({ data, ...rest }) => ({
          ...rest,
          data: [data],
        })),
      ),
    );
    expect(made).toHaveLength(3);
    expect(new Set(made.map(({ managedZone }) => managedZone))).toEqual(new Set(["netra"]));
  });

  it("has no limit of requests unless it is given one", async () => {
    const recording = await create();
    expect(recording.all(policyType)).toEqual([]);
    const [first] = recording.all(backendType);
    expect(first?.inputs).not.toHaveProperty("securityPolicy");
  });

  it("limits the requests to each service where it is given a limit", async () => {
    const recording = await create({ rateLimit: { count: 600, intervalSec: 60 } });
    expect(recording.counts()).toMatchObject({ "holdfast:edge:RateLimit": 1, [policyType]: 1 });
    for (const { inputs } of recording.all(backendType)) {
      expect(inputs.securityPolicy).toBe(
        "projects/netra-staging/global/securityPolicies/staging-edge-limit",
      );
    }
  });

  it.each([
    [0.25, { enable: true, sampleRate: 0.25 }],
    [0, { enable: false }],
  ])("with accessLogSampleRate %s logs %j", async (accessLogSampleRate, logConfig) => {
    const recording = await create({ accessLogSampleRate });
    expect(recording.all(backendType).map(({ inputs }) => inputs.logConfig)).toEqual([
      logConfig,
      logConfig,
    ]);
  });

  it.each([
    [undefined, true],
    [true, true],
    [false, false],
  ])(
    "with deletionProtection %s has protect %s on what DNS names",
    async (deletionProtection, protect) => {
      const recording = await create({ deletionProtection });
      const kept = [addressType, authorizationType, certificateType].map((type) =>
        recording.one(type),
      );
      expect(kept.map((resource) => resource.protect)).toEqual([protect, protect, protect]);
      const others = recording.resources.filter(
        (resource) => resource.type.startsWith("gcp:") && !kept.includes(resource),
      );
      expect(others.filter((resource) => resource.protect)).toEqual([]);
    },
  );

  it("is planned before a cloud has told anything", async () => {
    const recording = await create(
      { dnsZone: "netra", rateLimit: { count: 1, intervalSec: 10 } },
      true,
    );
    expect(recording.one(ruleType, "staging-edge-https").inputs.ipAddress).toEqual(unknown);
    expect(recording.one(groupType, "staging-edge-auth").inputs.cloudRun).toEqual({
      service: "auth",
    });
    const { pathMatchers } = recording.one(mapType, "staging-edge-https").inputs;
    expect(pathMatchers).toMatchObject([
      { pathRules: [{ paths: ["/auth", "/auth/*"], service: unknown }] },
      { pathRules: [{ paths: ["/ws", "/ws/*"] }, { paths: ["/auth", "/auth/*"] }] },
    ]);
  });

  it("cuts the name of a backend so that Pulumi can add to it", async () => {
    const service = `${"s".repeat(48)}x`;
    const recording = await record(
      () =>
        new Edge(`${"e".repeat(30)}-edge`, {
          ...args,
          hosts: { "a.netrasystems.ai": { service } },
          services: { [service]: service },
        }),
    );
    const [group] = recording.all(groupType);
    expect(group?.name).toMatch(/^e{30}-edge-s+-[0-9a-f]{8}$/);
    expect(group?.name.length).toBe(55);
  });

  it("hands transforms to the children they are for", async () => {
    const recording = await create({
      transform: { backend: { backendService: { compressionMode: "AUTOMATIC" } } },
    });
    expect(recording.all(backendType).map(({ inputs }) => inputs.compressionMode)).toEqual([
      "AUTOMATIC",
      "AUTOMATIC",
    ]);
  });

  it.each<[string, string, Partial<EdgeArgs>, string]>([
    [
      "no host",
      "staging-edge",
      { hosts: {} },
      "hosts is empty. A load balancer needs a host. Add one.",
    ],
    [
      "a route to a service that it does not know",
      "staging-edge",
      { services: { backend: "backend" } },
      'hosts leads to "auth", which is not among services. Add it there, or remove the route.',
    ],
    [
      "a sample rate that is no part",
      "staging-edge",
      { accessLogSampleRate: 100 },
      "accessLogSampleRate is 100. Allowed are 0 to 1. Change it.",
    ],
    [
      "a name that is too long for its parts",
      "e".repeat(40),
      {},
      "of 64 characters. Compute Engine allows 63. Choose a shorter one.",
    ],
  ])("fails for %s before anything is registered", async (_, name, changes, message) => {
    const recording = await record(() => {
      expect(() => new Edge(name, { ...args, ...changes })).toThrow(message);
    });
    expect(recording.resources).toEqual([]);
  });
});
