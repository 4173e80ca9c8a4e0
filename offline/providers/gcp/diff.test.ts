import { expect, it } from "vitest";
import { formatPath } from "../values/path";
import type { Properties } from "../values/value";
import { gcp } from "./provider";

/** The changes between two sets of inputs, those that replace with a `!`. */
function changes(type: string, before: Properties, after: Properties): string[] {
  const provider = gcp();
  provider.configure({ project: "netra", region: "us-central1" });
  const subject = { urn: `urn:pulumi:dev::s::${type}::main`, type, logicalName: "main" };
  const prior = provider.create({ ...subject, inputs: before, preview: false });
  const request = { ...subject, id: prior.id, inputs: after, priorInputs: before };
  return provider
    .diff({ ...request, prior: prior.outputs })
    .changes.map(
      ({ path, kind, replaces }) => `${kind} ${formatPath(path)}${replaces ? " !" : ""}`,
    );
}

const connector = {
  name: "c",
  network: "n",
  ipCidrRange: "10.8.0.0/28",
  minInstances: 3,
  maxInstances: 5,
};
const ip = { ipv4Enabled: false, privateNetwork: "projects/p/global/networks/n" };
const sql = { name: "db", databaseVersion: "POSTGRES_16" };
const flags = [
  { name: "max_connections", value: "100" },
  { name: "work_mem", value: "4096" },
];
const service = { name: "s", location: "us-central1" };
const envs = [
  { name: "A", value: "1" },
  { name: "B", value: "2" },
];

it.each<[string, string, Properties, Properties, string[]]>([
  [
    "a route changes in place",
    "gcp:compute/uRLMap:URLMap",
    { name: "u", defaultService: "b", pathMatchers: [{ name: "m", defaultService: "b" }] },
    { name: "u", defaultService: "b", pathMatchers: [{ name: "m", defaultService: "c" }] },
    ["update pathMatchers[0].defaultService"],
  ],
  [
    "a domain replaces the certificate",
    "gcp:certificatemanager/certificate:Certificate",
    { name: "c", managed: { domains: ["a.example"], dnsAuthorizations: ["d"] } },
    { name: "c", managed: { domains: ["b.example"], dnsAuthorizations: ["d"] } },
    ["update managed.domains[0] !"],
  ],
  [
    "a port is the range of that port",
    "gcp:compute/globalForwardingRule:GlobalForwardingRule",
    { name: "f", target: "t", portRange: "443" },
    { name: "f", target: "t", portRange: "443-443" },
    [],
  ],
  [
    "another port replaces the forwarding rule",
    "gcp:compute/globalForwardingRule:GlobalForwardingRule",
    { name: "f", target: "t", portRange: "443" },
    { name: "f", target: "t", portRange: "8443" },
    ["update portRange !"],
  ],
  [
    "a connector grows in place",
    "gcp:vpcaccess/connector:Connector",
    connector,
    { ...connector, maxInstances: 6, machineType: "e2-standard-4" },
    ["update maxInstances", "add machineType"],
  ],
  [
    "a connector shrinks by a replacement",
    "gcp:vpcaccess/connector:Connector",
    connector,
    { ...connector, minInstances: 2, maxInstances: 4 },
    ["update minInstances !", "update maxInstances !"],
  ],
  [
    "a connector does not change when the default region is named",
    "gcp:vpcaccess/connector:Connector",
    connector,
    { ...connector, region: "us-central1", project: "netra" },
    [],
  ],
  [
    "an instance leaves its network by a replacement",
    "gcp:sql/databaseInstance:DatabaseInstance",
    { ...sql, settings: { tier: "t", ipConfiguration: ip } },
    { ...sql, settings: { tier: "t", ipConfiguration: { ipv4Enabled: true } } },
    [
      "update settings.ipConfiguration.ipv4Enabled",
      "delete settings.ipConfiguration.privateNetwork !",
    ],
  ],
  [
    "an instance enters a network in place",
    "gcp:sql/databaseInstance:DatabaseInstance",
    { ...sql, settings: { tier: "t", ipConfiguration: { ipv4Enabled: false } } },
    { ...sql, settings: { tier: "t", ipConfiguration: ip } },
    ["add settings.ipConfiguration.privateNetwork"],
  ],
  [
    "flags may stand in any order",
    "gcp:sql/databaseInstance:DatabaseInstance",
    { ...sql, settings: { tier: "t", databaseFlags: flags } },
    { ...sql, settings: { tier: "t", databaseFlags: [...flags].reverse() } },
    [],
  ],
  [
    "a disk that resizes itself is not made smaller",
    "gcp:sql/databaseInstance:DatabaseInstance",
    { ...sql, settings: { tier: "t", diskSize: 20 } },
    { ...sql, settings: { tier: "t", diskSize: 10 } },
    [],
  ],
  [
    "a disk of a fixed size is made smaller by a replacement",
    "gcp:sql/databaseInstance:DatabaseInstance",
    { ...sql, settings: { tier: "t", diskSize: 20, diskAutoresize: false } },
    { ...sql, settings: { tier: "t", diskSize: 10, diskAutoresize: false } },
    ["update settings.diskSize !"],
  ],
  [
    "a subnet grows in place",
    "gcp:compute/subnetwork:Subnetwork",
    { name: "s", network: "n", ipCidrRange: "10.0.16.0/20" },
    { name: "s", network: "n", ipCidrRange: "10.0.0.0/16" },
    ["update ipCidrRange"],
  ],
  [
    "a subnet moves by a replacement",
    "gcp:compute/subnetwork:Subnetwork",
    { name: "s", network: "n", ipCidrRange: "10.0.16.0/20" },
    { name: "s", network: "n", ipCidrRange: "10.1.0.0/16" },
    ["update ipCidrRange !"],
  ],
  [
    "a network is the same by its name, its id and its link",
    "gcp:compute/subnetwork:Subnetwork",
    { name: "s", network: "projects/netra/global/networks/n", ipCidrRange: "10.0.0.0/20" },
    {
      name: "s",
      network: "https://www.googleapis.com/compute/v1/projects/netra/global/networks/n",
      ipCidrRange: "10.0.0.0/20",
    },
    [],
  ],
  [
    "a network is another one by another name",
    "gcp:compute/subnetwork:Subnetwork",
    { name: "s", network: "projects/netra/global/networks/n", ipCidrRange: "10.0.0.0/20" },
    { name: "s", network: "m", ipCidrRange: "10.0.0.0/20" },
    ["update network !"],
  ],
  [
    "an older Redis is a replacement",
    "gcp:redis/instance:Instance",
    { name: "r", memorySizeGb: 1, redisVersion: "REDIS_7_2" },
    { name: "r", memorySizeGb: 2, redisVersion: "REDIS_7_0" },
    ["update memorySizeGb", "update redisVersion !"],
  ],
  [
    "a newer Redis is not",
    "gcp:redis/instance:Instance",
    { name: "r", memorySizeGb: 1, redisVersion: "REDIS_6_X" },
    { name: "r", memorySizeGb: 1, redisVersion: "REDIS_7_2" },
    ["update redisVersion"],
  ],
  [
    "TLS on Redis is a replacement",
    "gcp:redis/instance:Instance",
    { name: "r", memorySizeGb: 1, transitEncryptionMode: "DISABLED" },
    { name: "r", memorySizeGb: 1, transitEncryptionMode: "SERVER_AUTHENTICATION" },
    ["update transitEncryptionMode !"],
  ],
  [
    "a new value is a new version of a secret",
    "gcp:secretmanager/secretVersion:SecretVersion",
    { secret: "s", secretData: "a" },
    { secret: "s", secretData: "b" },
    ["update secretData !"],
  ],
  [
    "a write-only value alone changes nothing",
    "gcp:secretmanager/secretVersion:SecretVersion",
    { secret: "s", secretDataWo: "a", secretDataWoVersion: 1 },
    { secret: "s", secretDataWo: "b", secretDataWoVersion: 1 },
    [],
  ],
  [
    "another way of replication replaces a secret",
    "gcp:secretmanager/secret:Secret",
    { secretId: "s", replication: { auto: {} } },
    { secretId: "s", replication: { userManaged: { replicas: [{ location: "a" }] } } },
    ["delete replication.auto !", "add replication.userManaged !"],
  ],
  [
    "an image changes in place",
    "gcp:cloudrunv2/service:Service",
    { ...service, template: { containers: [{ image: "a:1" }] } },
    { ...service, template: { containers: [{ image: "a:2" }] } },
    ["update template.containers[0].image"],
  ],
  [
    "variables may stand in any order",
    "gcp:cloudrunv2/service:Service",
    { ...service, template: { containers: [{ image: "a:1", envs }] } },
    { ...service, template: { containers: [{ image: "a:1", envs: [...envs].reverse() }] } },
    [],
  ],
  [
    "a bucket's location may be written in any case",
    "gcp:storage/bucket:Bucket",
    { name: "b", location: "us" },
    { name: "b", location: "US" },
    [],
  ],
  [
    "a bucket moves by a replacement",
    "gcp:storage/bucket:Bucket",
    { name: "b", location: "US" },
    { name: "b", location: "EU" },
    ["update location !"],
  ],
])("%s", (_, type, before, after, expected) => {
  expect(changes(type, before, after)).toEqual(expected);
});
