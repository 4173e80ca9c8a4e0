import { describe, expect, it } from "vitest";
import { record, unknown } from "../testing/recording";
import { Network, type NetworkArgs } from "./network";

const connector = {
  name: "staging-connector",
  range: "10.20.16.0/28",
  machineType: "e2-standard-4",
  minInstances: 2,
  maxInstances: 10,
};

const withConnector: NetworkArgs = {
  region: "us-central1",
  range: "10.20.0.0/20",
  privateServices: { address: "10.64.0.0", prefixLength: 16 },
  serverless: { egress: "ALL_TRAFFIC", path: { connector } },
};

const create = (args: Partial<NetworkArgs> = {}, preview = false) =>
  record(() => new Network("net", { ...withConnector, ...args }), { preview });

const networkId = "projects/netra-staging/global/networks/net";

describe("Network", () => {
  it("creates the VPC, its ways in and out, and nothing else", async () => {
    const recording = await create();
    expect(recording.counts()).toEqual({
      "holdfast:network:Network": 1,
      "holdfast:network:PrivateServicesAccess": 1,
      "holdfast:network:VpcConnector": 1,
      "holdfast:network:CloudNat": 1,
      "holdfast:network:Firewall": 1,
      "gcp:compute/network:Network": 1,
      "gcp:compute/subnetwork:Subnetwork": 2,
      "gcp:compute/globalAddress:GlobalAddress": 1,
      "gcp:servicenetworking/connection:Connection": 1,
      "gcp:vpcaccess/connector:Connector": 1,
      "gcp:compute/router:Router": 1,
      "gcp:compute/routerNat:RouterNat": 1,
      "gcp:compute/firewall:Firewall": 3,
    });
  });

  it("creates no subnetworks that it does not declare", async () => {
    const recording = await create();
    expect(recording.one("gcp:compute/network:Network").inputs).toEqual({
      name: "net",
      autoCreateSubnetworks: false,
      routingMode: "REGIONAL",
    });
  });

  it("gives every subnetwork private Google access", async () => {
    const recording = await create();
    const subnetworks = recording.all("gcp:compute/subnetwork:Subnetwork");
    expect(subnetworks.map(({ inputs }) => inputs)).toEqual([
      {
        name: "net-connector-subnet",
        region: "us-central1",
        network: networkId,
        ipCidrRange: "10.20.16.0/28",
        privateIpGoogleAccess: true,
      },
      {
        name: "net-subnet",
        region: "us-central1",
        network: networkId,
        ipCidrRange: "10.20.0.0/20",
        privateIpGoogleAccess: true,
      },
    ]);
  });

  it("logs the flows of every subnetwork when asked to", async () => {
    const recording = await create({ flowLogs: "sampled" });
    for (const { inputs } of recording.all("gcp:compute/subnetwork:Subnetwork")) {
      expect(inputs.logConfig).toEqual({
        aggregationInterval: "INTERVAL_30_SEC",
        flowSampling: 0.5,
        metadata: "INCLUDE_ALL_METADATA",
      });
    }
  });

  it("N24: logs every flow when asked to", async () => {
    const recording = await create({ flowLogs: "all" });
    for (const { inputs } of recording.all("gcp:compute/subnetwork:Subnetwork")) {
      expect(inputs.logConfig).toEqual({
        aggregationInterval: "INTERVAL_5_SEC",
        flowSampling: 1,
        metadata: "INCLUDE_ALL_METADATA",
      });
    }
  });

  it("reserves the range for managed services before it connects to them (N15)", async () => {
    const recording = await create();
    const range = recording.one("gcp:compute/globalAddress:GlobalAddress");
    expect(range.inputs).toEqual({
      name: "net-services-range",
      purpose: "VPC_PEERING",
      addressType: "INTERNAL",
      address: "10.64.0.0",
      prefixLength: 16,
      network: networkId,
    });
    const connection = recording.one("gcp:servicenetworking/connection:Connection");
    expect(connection.inputs).toMatchObject({
      network: networkId,
      service: "servicenetworking.googleapis.com",
      reservedPeeringRanges: ["net-services-range"],
    });
    expect(connection.dependsOn).toEqual(expect.arrayContaining([range.name, "net"]));
  });

  it("declares the connector with its bounds in a subnetwork of its own (N1)", async () => {
    const recording = await create();
    const { inputs, parent, dependsOn } = recording.one("gcp:vpcaccess/connector:Connector");
    expect(inputs).toEqual({
      name: "staging-connector",
      region: "us-central1",
      subnet: { name: "net-connector-subnet" },
      machineType: "e2-standard-4",
      minInstances: 2,
      maxInstances: 10,
    });
    expect(parent).toBe("net-connector");
    expect(dependsOn).toEqual(["net-connector-subnet"]);
  });

  it("names a connector after itself when it gets no name", async () => {
    const { name: _, ...unnamed } = connector;
    const recording = await create({
      serverless: { egress: "ALL_TRAFFIC", path: { connector: unnamed } },
    });
    expect(recording.one("gcp:vpcaccess/connector:Connector").inputs.name).toBe("net-egress");
  });

  it("gives all traffic a way out, with ports on demand and errors logged (N8)", async () => {
    const recording = await create();
    const nat = recording.one("gcp:compute/routerNat:RouterNat");
    expect(nat.inputs).toEqual({
      name: "net-nat",
      region: "us-central1",
      router: "net-nat-router",
      natIpAllocateOption: "AUTO_ONLY",
      sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
      enableDynamicPortAllocation: true,
      enableEndpointIndependentMapping: false,
      minPortsPerVm: 1024,
      maxPortsPerVm: 65_536,
      logConfig: { enable: true, filter: "ERRORS_ONLY" },
    });
  });

  it("has no NAT when only private ranges go through it", async () => {
    const recording = await create({
      serverless: { egress: "PRIVATE_RANGES_ONLY", path: { connector } },
    });
    expect(recording.all("gcp:compute/routerNat:RouterNat")).toEqual([]);
    expect(recording.all("gcp:compute/router:Router")).toEqual([]);
    expect(recording.result.vpcAccess?.egress).toBe("PRIVATE_RANGES_ONLY");
  });

  it("denies what comes in and every private destination but managed services (N15)", async () => {
    const recording = await create();
    const rules = recording.all("gcp:compute/firewall:Firewall").map(({ inputs }) => {
      const { description: _, network: __, logConfig: ___, ...rule } = inputs;
      return rule;
    });
    expect(rules).toEqual([
      {
        name: "net-allow-private-services",
        direction: "EGRESS",
        priority: 1000,
        destinationRanges: ["10.64.0.0/16"],
        allows: [{ protocol: "tcp" }],
      },
      {
        name: "net-deny-ingress",
        direction: "INGRESS",
        priority: 65_534,
        sourceRanges: ["0.0.0.0/0"],
        denies: [{ protocol: "all" }],
      },
      {
        name: "net-deny-private-egress",
        direction: "EGRESS",
        priority: 65_534,
        destinationRanges: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
        denies: [{ protocol: "all" }],
      },
    ]);
  });

  it("logs what it denies", async () => {
    const recording = await create();
    const denying = recording
      .all("gcp:compute/firewall:Firewall")
      .filter(({ inputs }) => inputs.denies !== undefined);
    expect(denying).toHaveLength(2);
    for (const { inputs } of denying) {
      expect(inputs.logConfig).toEqual({ metadata: "INCLUDE_ALL_METADATA" });
    }
    const allowing = recording.one("gcp:compute/firewall:Firewall", "net-allow-private-services");
    expect(allowing.inputs).not.toHaveProperty("logConfig");
  });

  it("N24: logs what it allows too when asked to", async () => {
    const recording = await create({ firewallLogs: "all" });
    const rules = recording.all("gcp:compute/firewall:Firewall");
    expect(rules).toHaveLength(3);
    for (const { inputs } of rules) {
      expect(inputs.logConfig).toEqual({ metadata: "INCLUDE_ALL_METADATA" });
    }
  });

  it("lets instances stand in a subnetwork of their own with direct egress", async () => {
    const path = { directEgress: { range: "10.20.32.0/24" } };
    const recording = await create({ serverless: { egress: "ALL_TRAFFIC", path } });
    expect(recording.all("gcp:vpcaccess/connector:Connector")).toEqual([]);
    const subnetwork = recording.one("gcp:compute/subnetwork:Subnetwork", "net-egress");
    expect(subnetwork.inputs.ipCidrRange).toBe("10.20.32.0/24");
    expect(recording.result.vpcAccess?.networkInterfaces).toHaveLength(1);
    expect(recording.result.vpcAccess?.connector).toBeUndefined();
  });

  describe("with a cluster and no service on Cloud Run", () => {
    const cluster = { podRange: "10.32.0.0/16", serviceRange: "10.48.0.0/20" };

    it("has ranges for pods and services, a way out, and no way in for services that are not there", async () => {
      const recording = await create({ serverless: undefined, cluster });
      expect(recording.result.vpcAccess).toBeUndefined();
      expect(recording.all("gcp:vpcaccess/connector:Connector")).toEqual([]);
      expect(recording.all("gcp:compute/routerNat:RouterNat")).toHaveLength(1);
      const subnetwork = recording.one("gcp:compute/subnetwork:Subnetwork");
      expect(subnetwork.inputs).toMatchObject({
        ipCidrRange: "10.20.0.0/20",
        privateIpGoogleAccess: true,
        secondaryIpRanges: [
          { rangeName: "pods", ipCidrRange: "10.32.0.0/16" },
          { rangeName: "services", ipCidrRange: "10.48.0.0/20" },
        ],
      });
    });

    it("lets nodes reach pods, other nodes, databases and the control plane (A10)", async () => {
      const recording = await create({ serverless: undefined, cluster });
      const { inputs } = recording.one("gcp:compute/firewall:Firewall", "net-allow-cluster");
      expect(inputs).toMatchObject({
        direction: "EGRESS",
        priority: 1000,
        destinationRanges: ["10.20.0.0/20", "10.32.0.0/16"],
        allows: [{ protocol: "all" }],
      });
      expect(recording.all("gcp:compute/firewall:Firewall")).toHaveLength(4);
    });

    it("has a way out for pods beside services that send private traffic only", async () => {
      const recording = await create({
        serverless: { egress: "PRIVATE_RANGES_ONLY", path: { connector } },
        cluster,
      });
      expect(recording.all("gcp:compute/routerNat:RouterNat")).toHaveLength(1);
      expect(recording.result.vpcAccess?.egress).toBe("PRIVATE_RANGES_ONLY");
    });
  });

  it("passes unknown ids on in a preview of a new stack", async () => {
    const recording = await create({}, true);
    expect(recording.one("gcp:compute/globalAddress:GlobalAddress").inputs.network).toEqual(
      unknown,
    );
    expect(recording.one("gcp:vpcaccess/connector:Connector").inputs.subnet).toEqual({
      name: "net-connector-subnet",
    });
  });

  it("fails on every wrong argument at once, before anything is registered", async () => {
    const name = "a-network-whose-name-is-too-long-for-its-rules";
    const refused = record(
      () => new Network(name, { ...withConnector, nat: { minPortsPerVm: 1000 } }),
    );
    await expect(refused).rejects.toThrow(
      `Network "${name}": name leads to the name "${name}-allow-private-services" of 69 characters. ` +
        "Compute Engine allows 63. Choose a shorter one.\n" +
        `Network "${name}": nat.minPortsPerVm is 1000. Allowed are powers of two from 32 to 32768. ` +
        "Choose one of them, such as 1024.",
    );
  });

  it("lets a transform have the last word", async () => {
    const recording = await create({
      transform: { network: { mtu: 1500 }, connector: { connector: { machineType: "e2-micro" } } },
    });
    expect(recording.one("gcp:compute/network:Network").inputs.mtu).toBe(1500);
    expect(recording.one("gcp:vpcaccess/connector:Connector").inputs.machineType).toBe("e2-micro");
  });
});
