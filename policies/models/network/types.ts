/** Type tokens of what makes a network, by the names that Google Cloud has for them. */
export const NETWORK = "gcp:compute/network:Network";
export const SUBNETWORK = "gcp:compute/subnetwork:Subnetwork";
export const CONNECTOR = "gcp:vpcaccess/connector:Connector";
export const ROUTER = "gcp:compute/router:Router";
export const ROUTER_NAT = "gcp:compute/routerNat:RouterNat";
export const ROUTE = "gcp:compute/route:Route";
export const GLOBAL_ADDRESS = "gcp:compute/globalAddress:GlobalAddress";
export const SERVICE_CONNECTION = "gcp:servicenetworking/connection:Connection";

/** What can join a network with others, or with networks outside Google Cloud, over which routes are learnt. */
const JOINTS: ReadonlySet<string> = new Set([
  "gcp:compute/networkPeering:NetworkPeering",
  "gcp:compute/vPNTunnel:VPNTunnel",
  "gcp:compute/interconnectAttachment:InterconnectAttachment",
  "gcp:networkconnectivity/spoke:Spoke",
]);

/** Tells whether a type joins a network with another one. */
export function joinsNetworks(type: string): boolean {
  return JOINTS.has(type);
}

const IN_NETWORK: ReadonlySet<string> = new Set([
  SUBNETWORK,
  CONNECTOR,
  ROUTER,
  GLOBAL_ADDRESS,
  SERVICE_CONNECTION,
]);

/** Tells whether a type names its network in a property `network`, from which programs may take it. */
export function standsInNetwork(type: string): boolean {
  return IN_NETWORK.has(type);
}
