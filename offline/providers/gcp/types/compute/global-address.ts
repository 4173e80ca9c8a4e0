import type { GlobalAddressArgs, GlobalAddressState } from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { oneOf } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import {
  computeLink,
  deletionPolicy,
  labelSecrets,
  labels,
  needsProject,
  now,
  plainName,
  privateServicesOctet,
  project,
  sameReference,
  tellPrivateServicesRange,
} from "../../properties";

const id = (r: Reading) => `projects/${r.text("project")}/global/addresses/${r.text("name")}`;

/** A global address, or the range of a network for private services. */
export const globalAddress = describe<GlobalAddressArgs, GlobalAddressState>({
  token: "gcp:compute/globalAddress:GlobalAddress",
  id,
  required: [],
  autoName: plainName,
  defaults: { addressType: "EXTERNAL" },
  rules: [
    needsProject,
    oneOf("addressType", "EXTERNAL", "INTERNAL", ""),
    oneOf("ipVersion", "IPV4", "IPV6", ""),
  ],
  replaces: [
    "address",
    "addressType",
    "description",
    "ipVersion",
    "name",
    "network",
    "prefixLength",
    "project",
    "purpose",
  ],
  ignores: [sameReference("network")],
  computed: {
    ...labels,
    creationTimestamp: assigned(now),
    labelFingerprint: derived(() => "42WmSpB8rSM="),
    selfLink: derived((r) => computeLink(id(r))),
  },
  decided: {
    deletionPolicy,
    project,
    address: assigned((r) =>
      r.text("addressType") === "INTERNAL"
        ? `10.${privateServicesOctet(r.text("network"))}.0.0`
        : `34.${r.pick("b", 96, 160)}.${r.pick("c", 0, 256)}.${r.pick("d", 1, 255)}`,
    ),
    prefixLength: assigned((r) => (r.text("purpose") === "VPC_PEERING" ? 16 : 0)),
  },
  tells: tellPrivateServicesRange,
  secrets: labelSecrets,
});
