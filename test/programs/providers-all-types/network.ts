import * as gcp from "@pulumi/gcp";
import { settings } from "./settings";

new gcp.projects.Service("api", { service: "run.googleapis.com" });

/** The network that everything is in. */
export const network = new gcp.compute.Network("network", { autoCreateSubnetworks: false });

/** A subnet of it. */
export const subnetwork = new gcp.compute.Subnetwork("subnetwork", {
  network: network.id,
  ipCidrRange: "10.0.0.0/20",
});

/** The range of the network for private services. */
export const range = new gcp.compute.GlobalAddress("range", {
  network: network.id,
  purpose: "VPC_PEERING",
  addressType: "INTERNAL",
  prefixLength: 16,
});

/** The way to private services. */
export const connection = new gcp.servicenetworking.Connection("connection", {
  network: network.id,
  service: "servicenetworking.googleapis.com",
  reservedPeeringRanges: [range.name],
});

/** The way of serverless workloads into the network. */
export const connector = new gcp.vpcaccess.Connector("connector", {
  network: network.name,
  ipCidrRange: "10.8.0.0/28",
  minInstances: 2,
  maxInstances: settings.connectorSize,
});

const address = new gcp.compute.Address("address", {});
const router = new gcp.compute.Router("router", { network: network.id });

new gcp.compute.RouterNat("nat", {
  router: router.name,
  region: router.region,
  natIpAllocateOption: "MANUAL_ONLY",
  natIps: [address.selfLink],
  sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
});

new gcp.compute.Firewall("firewall", {
  network: network.name,
  sourceRanges: [subnetwork.ipCidrRange],
  allows: [{ protocol: "tcp", ports: ["5432"] }],
});

const zone = new gcp.dns.ManagedZone("zone", { dnsName: "example.com." });

new gcp.dns.RecordSet("record", {
  managedZone: zone.name,
  name: "www.example.com.",
  type: "A",
  ttl: 300,
  rrdatas: [address.address],
});
