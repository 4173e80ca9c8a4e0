import type { ConnectionArgs, ConnectionState } from "@pulumi/gcp/servicenetworking";
import { describe } from "../../../declared/describe";
import { assigned } from "../../../declared/resource-type";
import { deletionPolicy, sameReference } from "../../properties";

/** Private services access: the peering of a network with the networks of Google's services. */
export const connection = describe<ConnectionArgs, ConnectionState>({
  token: "gcp:servicenetworking/connection:Connection",
  id: (r) => `${encodeURIComponent(r.text("network"))}:${r.text("service")}`,
  required: ["network", "reservedPeeringRanges", "service"],
  replaces: ["network", "service"],
  ignores: [sameReference("network")],
  sets: ["reservedPeeringRanges"],
  computed: { peering: assigned((r) => r.text("service").replaceAll(".", "-")) },
  decided: { deletionPolicy },
});
