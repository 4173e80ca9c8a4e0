import type { AddressArgs, AddressState } from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { oneOf, shaped } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import {
  computeLink,
  deletionPolicy,
  labelSecrets,
  labels,
  needsProject,
  needsRegion,
  now,
  plainName,
  project,
  region,
  sameReference,
} from "../../properties";

const id = (r: Reading) =>
  `projects/${r.text("project")}/regions/${r.text("region")}/addresses/${r.text("name")}`;
const isExternal = (r: Reading) => r.text("addressType", "EXTERNAL") === "EXTERNAL";

/** An address of one region. */
export const address = describe<AddressArgs, AddressState>({
  token: "gcp:compute/address:Address",
  id,
  required: [],
  autoName: plainName,
  defaults: { addressType: "EXTERNAL" },
  rules: [
    needsProject,
    needsRegion,
    shaped(
      "name",
      /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
      "lower case letters, digits and hyphens, 1 to 63 characters",
    ),
    oneOf("addressType", "INTERNAL", "EXTERNAL", ""),
    oneOf("networkTier", "PREMIUM", "STANDARD", ""),
    oneOf("ipVersion", "IPV4", "IPV6", ""),
  ],
  replaces: [
    "address",
    "addressType",
    "description",
    "ipCollection",
    "ipVersion",
    "ipv6EndpointType",
    "name",
    "network",
    "networkTier",
    "prefixLength",
    "project",
    "purpose",
    "region",
    "subnetwork",
  ],
  ignores: [sameReference("network"), sameReference("subnetwork")],
  computed: {
    ...labels,
    addressId: assigned((r) => r.pick("address", 1e9, 9e15)),
    creationTimestamp: assigned(now),
    labelFingerprint: derived(() => "42WmSpB8rSM="),
    selfLink: derived((r) => computeLink(id(r))),
    users: assigned(() => []),
  },
  decided: {
    deletionPolicy,
    project,
    region,
    address: assigned(
      (r) =>
        `${isExternal(r) ? "35" : "10"}.${r.pick("b", 184, 240)}.${r.pick("c", 0, 256)}.${r.pick("d", 1, 255)}`,
    ),
    networkTier: assigned((r) => (isExternal(r) ? "PREMIUM" : undefined)),
    prefixLength: assigned(() => 0),
    purpose: assigned((r) => (isExternal(r) ? "" : "GCE_ENDPOINT")),
  },
  secrets: labelSecrets,
});
