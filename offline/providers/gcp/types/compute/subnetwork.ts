import type { SubnetworkArgs, SubnetworkState } from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { oneOf, shaped } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import type { Value } from "../../../values/value";
import {
  computeLink,
  deletionPolicy,
  lowerCaseName,
  needsProject,
  needsRegion,
  now,
  project,
  region,
  sameReference,
} from "../../properties";

const cidr = /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/;
const id = (r: Reading) =>
  `projects/${r.text("project")}/regions/${r.text("region")}/subnetworks/${r.text("name")}`;

/** A subnet of a VPC network. */
export const subnetwork = describe<SubnetworkArgs, SubnetworkState>({
  token: "gcp:compute/subnetwork:Subnetwork",
  id,
  required: ["network"],
  autoName: lowerCaseName(),
  defaults: {
    "logConfig.aggregationInterval": "INTERVAL_5_SEC",
    "logConfig.filterExpr": "true",
    "logConfig.flowSampling": 0.5,
    "logConfig.metadata": "INCLUDE_ALL_METADATA",
  },
  rules: [
    needsProject,
    needsRegion,
    shaped("ipCidrRange", cidr, 'IPv4 ranges such as "10.0.0.0/20"'),
    shaped("secondaryIpRanges.ipCidrRange", cidr, 'IPv4 ranges such as "10.4.0.0/14"'),
    oneOf("stackType", "IPV4_ONLY", "IPV4_IPV6", "IPV6_ONLY", ""),
    oneOf("role", "ACTIVE", "BACKUP", ""),
    oneOf("ipv6AccessType", "EXTERNAL", "INTERNAL", ""),
  ],
  replaces: [
    "description",
    "externalIpv6Prefix",
    "internalIpv6Prefix",
    "name",
    "network",
    "params",
    "project",
    "region",
    "reservedInternalRange",
    "resolveSubnetMask",
  ],
  ignores: [sameReference("network")],
  replacesWhen: [{ path: "ipCidrRange", when: doesNotContain }],
  computed: {
    creationTimestamp: assigned(now),
    fingerprint: derived((r) => Buffer.from(r.hex("fingerprint", 16), "hex").toString("base64")),
    gatewayAddress: derived((r) => firstAddress(r.text("ipCidrRange"))),
    ipv6CidrRange: derived(() => ""),
    ipv6GceEndpoint: derived(() => ""),
    selfLink: derived((r) => computeLink(id(r))),
    state: derived(() => ""),
    subnetworkId: assigned((r) => r.pick("subnetwork", 1e9, 9e15)),
  },
  decided: {
    deletionPolicy,
    project,
    region,
    ipCidrRange: assigned((r) => `10.${r.pick("range", 0, 63)}.0.0/20`),
    privateIpGoogleAccess: assigned(() => false),
    privateIpv6GoogleAccess: assigned(() => "DISABLE_GOOGLE_ACCESS"),
    purpose: assigned(() => "PRIVATE"),
    stackType: assigned(() => "IPV4_ONLY"),
    externalIpv6Prefix: assigned(() => ""),
    internalIpv6Prefix: assigned(() => ""),
  },
});

/** A range can grow in place; one that no longer holds all of the old one needs a new subnet. */
function doesNotContain(before: Value | undefined, after: Value | undefined): boolean {
  const old = parse(String(before));
  const next = parse(String(after));
  if (old === undefined || next === undefined) return true;
  return (
    next.bits > old.bits ||
    Math.floor(old.address / 2 ** (32 - next.bits)) !==
      Math.floor(next.address / 2 ** (32 - next.bits))
  );
}

function firstAddress(range: string): string {
  const address = (parse(range)?.address ?? 0) + 1;
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

function parse(range: string): { readonly address: number; readonly bits: number } | undefined {
  if (!cidr.test(range)) return undefined;
  const [text = "", bits] = range.split("/");
  const address = text.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  return { address, bits: Number(bits) };
}
