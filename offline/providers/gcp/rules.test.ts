import { describe, expect, it } from "vitest";
import type { CheckResult } from "../protocol/provider";
import { type Properties, secret, unknown } from "../values/value";
import { gcp } from "./provider";

/** Checks the inputs of a type by its real table entry. */
function check(type: string, inputs: Properties, options: Properties = {}): CheckResult {
  const provider = gcp();
  provider.configure({ project: "netra", region: "us-central1", ...options });
  return provider.check({
    urn: `urn:pulumi:dev::stack::${type}::main`,
    type,
    logicalName: "main",
    inputs,
    priorInputs: undefined,
    randomSeed: new Uint8Array([1]),
    naming: undefined,
  });
}

const refused = (type: string, inputs: Properties, options?: Properties) =>
  check(type, inputs, options).failures;

const connector = "gcp:vpcaccess/connector:Connector";
const instance = "gcp:sql/databaseInstance:DatabaseInstance";
const sized = { minInstances: 2, maxInstances: 3 };

describe("fails before anything is planned", () => {
  it.each<[string, string, Properties, RegExp]>([
    ["a connector without a place", connector, sized, /None of "network", "subnet.name"/],
    [
      "a connector with two places",
      connector,
      { network: "n", ipCidrRange: "10.8.0.0/28", subnet: { name: "s" } },
      /Only one of "network", "subnet.name"/,
    ],
    [
      "a connector with a range and no network",
      connector,
      { ipCidrRange: "10.8.0.0/28", subnet: { name: "s" } },
      /"ipCidrRange" is given without "network"/,
    ],
    [
      "a connector sized in two ways",
      connector,
      { network: "n", ipCidrRange: "10.8.0.0/28", maxInstances: 3, maxThroughput: 300 },
      /"maxInstances", "maxThroughput" exclude each other/,
    ],
    [
      "a Cloud SQL instance with an unknown TLS mode",
      instance,
      {
        databaseVersion: "POSTGRES_16",
        settings: { tier: "t", ipConfiguration: { sslMode: "ON" } },
      },
      /"settings.ipConfiguration.sslMode" is "ON"/,
    ],
    [
      "a Cloud SQL instance in a network that is named by its name alone",
      instance,
      {
        databaseVersion: "POSTGRES_16",
        settings: { tier: "t", ipConfiguration: { privateNetwork: "default" } },
      },
      /"settings.ipConfiguration.privateNetwork" is "default". Allowed are ids such as/,
    ],
    [
      "point-in-time recovery on MySQL",
      instance,
      {
        databaseVersion: "MYSQL_8_0",
        settings: { tier: "t", backupConfiguration: { pointInTimeRecoveryEnabled: true } },
      },
      /Point-in-time recovery is for PostgreSQL and SQL Server/,
    ],
    [
      "a write-only password without its version",
      "gcp:sql/user:User",
      { instance: "db", passwordWo: secret("hunter2") },
      /"passwordWo" is given without "passwordWoVersion"/,
    ],
    [
      "a secret without a replication",
      "gcp:secretmanager/secret:Secret",
      { replication: {} },
      /None of "replication.auto", "replication.userManaged"/,
    ],
    [
      "a version with two values",
      "gcp:secretmanager/secretVersion:SecretVersion",
      { secret: "s", secretData: "a", secretDataWo: "b" },
      /Only one of "secretData", "secretDataWo"/,
    ],
    [
      "a Cloud Run service with two ways into the network",
      "gcp:cloudrunv2/service:Service",
      {
        location: "us-central1",
        template: { vpcAccess: { connector: "c", networkInterfaces: [{ network: "n" }] } },
      },
      /exclude each other/,
    ],
    [
      "a request timeout without a unit",
      "gcp:cloudrunv2/service:Service",
      { location: "us-central1", template: { timeout: "300" } },
      /"template.timeout" is "300". Allowed are seconds such as "300s"/,
    ],
    [
      "a firewall rule from nowhere",
      "gcp:compute/firewall:Firewall",
      { network: "n", allows: [{ protocol: "tcp" }] },
      /An ingress rule needs one of them/,
    ],
    [
      "a service account whose name is too short",
      "gcp:serviceaccount/account:Account",
      { accountId: "api" },
      /"accountId" is "api". Allowed are lower case letters/,
    ],
    [
      "a member that is no principal",
      "gcp:projects/iAMMember:IAMMember",
      { project: "p", role: "r", member: "someone@example.com" },
      /"member" is "someone@example.com"/,
    ],
    [
      "a URL map that leads nowhere",
      "gcp:compute/uRLMap:URLMap",
      {},
      /None of "defaultRouteAction.weightedBackendServices", "defaultService", "defaultUrlRedirect"/,
    ],
    [
      "a URL map that redirects and routes",
      "gcp:compute/uRLMap:URLMap",
      {
        defaultRouteAction: {
          faultInjectionPolicy: { abort: { httpStatus: 404, percentage: 100 } },
        },
        defaultUrlRedirect: { stripQuery: false },
      },
      /"defaultRouteAction", "defaultUrlRedirect" exclude each other/,
    ],
    [
      "two rules of Cloud Armor with one priority",
      "gcp:compute/securityPolicy:SecurityPolicy",
      { rules: [{ priority: 5 }, { priority: 5 }] },
      /Two of "rules" have the priority 5/,
    ],
    [
      "features of TLS beside a profile that has its own",
      "gcp:compute/sSLPolicy:SSLPolicy",
      { profile: "MODERN", customFeatures: ["TLS_AES_128_GCM_SHA256"] },
      /"customFeatures" is given with the profile "MODERN"/,
    ],
    [
      "a profile of features that names none",
      "gcp:compute/sSLPolicy:SSLPolicy",
      { profile: "CUSTOM" },
      /"customFeatures" is missing/,
    ],
    [
      "an entry of a certificate map for no host",
      "gcp:certificatemanager/certificateMapEntry:CertificateMapEntry",
      { map: "m", certificates: ["c"] },
      /None of "hostname", "matcher"/,
    ],
    [
      "a record whose name has no final dot",
      "gcp:dns/recordSet:RecordSet",
      { managedZone: "z", name: "www.example.com", type: "A", rrdatas: ["1.2.3.4"] },
      /Allowed are names that end with a dot/,
    ],
  ])("%s", (_, type, inputs, reason) => {
    expect(refused(type, inputs)).toEqual([expect.stringMatching(reason)]);
  });

  it("a resource of which no one says the project or the region", () => {
    const nowhere = { project: null, region: null };
    expect(refused("gcp:compute/router:Router", {}, nowhere)).toEqual([
      expect.stringContaining(`Set "gcp:project" in the stack's configuration.`),
      expect.stringContaining(`Set "gcp:region" in the stack's configuration.`),
    ]);
  });
});

describe("does not fail", () => {
  it.each<[string, string, Properties]>([
    ["a connector in a network", connector, { ...sized, network: "n", ipCidrRange: "10.8.0.0/28" }],
    ["a connector in a subnet", connector, { ...sized, subnet: { name: "s" } }],
    ["a connector whose network is not known yet", connector, { ...sized, network: unknown }],
    ["a connector whose subnet is not known yet", connector, { ...sized, subnet: unknown }],
    [
      "a secret that is kept everywhere",
      "gcp:secretmanager/secret:Secret",
      { replication: { auto: {} } },
    ],
    [
      "an egress rule without sources",
      "gcp:compute/firewall:Firewall",
      { network: "n", direction: "EGRESS", denies: [{ protocol: "all" }] },
    ],
    [
      "a grant to everybody",
      "gcp:cloudrunv2/serviceIamMember:ServiceIamMember",
      { name: "s", role: "roles/run.invoker", member: "allUsers" },
    ],
    [
      "a value that is not known yet and secret",
      "gcp:secretmanager/secretVersion:SecretVersion",
      { secret: "s", secretData: secret(unknown) },
    ],
  ])("%s", (_, type, inputs) => {
    expect(refused(type, inputs)).toEqual([]);
  });
});

it("no reason shows a secret", () => {
  const inputs = { instance: "db", password: secret("hunter2"), passwordWo: secret("hunter2") };
  const reasons = refused("gcp:sql/user:User", inputs);
  expect(reasons.length).toBeGreaterThan(0);
  expect(reasons.join()).not.toContain("hunter2");
});

it("protection against deletion is on where the real provider turns it on", () => {
  const inputs = { location: "us-central1", template: {} };
  expect(check("gcp:cloudrunv2/service:Service", inputs).inputs.deletionProtection).toBe(true);
  expect(check(instance, { databaseVersion: "POSTGRES_16" }).inputs.deletionProtection).toBe(true);
  expect(check("gcp:redis/instance:Instance", { memorySizeGb: 1 }).inputs).not.toHaveProperty(
    "deletionProtection",
  );
});

it.each([
  ["gcp:pubsub/liteTopic:LiteTopic", "pubsub/lite-topic.ts"],
  ["gcp:compute/sSLCertificate:SSLCertificate", "compute/ssl-certificate.ts"],
  ["gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember", "kms/crypto-key-iam-member.ts"],
])("a type that is not described, %s, has its file named", (type, file) => {
  expect(() => check(type, {})).toThrow(`"offline/providers/gcp/types/${file}"`);
});
