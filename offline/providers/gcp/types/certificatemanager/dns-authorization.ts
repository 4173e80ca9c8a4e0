import type { DnsAuthorizationArgs, DnsAuthorizationState } from "@pulumi/gcp/certificatemanager";
import { describe } from "../../../declared/describe";
import { assigned } from "../../../declared/resource-type";
import { oneOf } from "../../../declared/rules";
import {
  deletionPolicy,
  labelSecrets,
  labels,
  needsProject,
  plainName,
  project,
} from "../../properties";

/** The proof by a DNS record that a domain is one's own. */
export const dnsAuthorization = describe<DnsAuthorizationArgs, DnsAuthorizationState>({
  token: "gcp:certificatemanager/dnsAuthorization:DnsAuthorization",
  id: (r) =>
    `projects/${r.text("project")}/locations/${r.text("location")}/dnsAuthorizations/${r.text("name")}`,
  required: ["domain"],
  autoName: plainName,
  defaults: { location: "global" },
  rules: [needsProject, oneOf("type", "FIXED_RECORD", "PER_PROJECT_RECORD", "")],
  replaces: ["domain", "location", "name", "project", "type"],
  computed: {
    ...labels,
    dnsResourceRecords: assigned((r) => [
      {
        data: `${r.hex("challenge", 16)}.3.authorize.certificatemanager.goog.`,
        name: `_acme-challenge.${r.text("domain")}.`,
        type: "CNAME",
      },
    ]),
  },
  decided: {
    deletionPolicy,
    project,
    type: assigned((r) =>
      r.text("location") === "global" ? "FIXED_RECORD" : "PER_PROJECT_RECORD",
    ),
  },
  secrets: labelSecrets,
});
