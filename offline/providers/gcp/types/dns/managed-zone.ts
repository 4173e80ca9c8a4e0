import type { ManagedZoneArgs, ManagedZoneState } from "@pulumi/gcp/dns";
import { describe } from "../../../declared/describe";
import { assigned } from "../../../declared/resource-type";
import { oneOf } from "../../../declared/rules";
import {
  deletionPolicy,
  labelSecrets,
  labels,
  needsProject,
  now,
  plainName,
  project,
} from "../../properties";

/** A DNS zone. */
export const managedZone = describe<ManagedZoneArgs, ManagedZoneState>({
  token: "gcp:dns/managedZone:ManagedZone",
  id: (r) => `projects/${r.text("project")}/managedZones/${r.text("name")}`,
  required: ["dnsName"],
  autoName: plainName,
  defaults: {
    description: "Managed by Pulumi",
    forceDestroy: false,
    visibility: "public",
    "dnssecConfig.defaultKeySpecs.kind": "dns#dnsKeySpec",
    "dnssecConfig.kind": "dns#managedZoneDnsSecConfig",
  },
  rules: [
    needsProject,
    oneOf("visibility", "private", "public", ""),
    oneOf("dnssecConfig.state", "off", "on", "transfer", ""),
    oneOf("dnssecConfig.nonExistence", "nsec", "nsec3", ""),
  ],
  replaces: ["dnsName", "name", "project", "reverseLookup", "serviceDirectoryConfig", "visibility"],
  sets: ["privateVisibilityConfig.networks", "forwardingConfig.targetNameServers"],
  computed: {
    ...labels,
    creationTime: assigned(now),
    managedZoneId: assigned((r) => r.pick("zone", 1e9, 9e15)),
    nameServers: assigned((r) => {
      const letter = "abcde".charAt(r.pick("letter", 0, 5));
      return [1, 2, 3, 4].map((number) => `ns-cloud-${letter}${number}.googledomains.com.`);
    }),
  },
  decided: { deletionPolicy, project },
  secrets: labelSecrets,
});
