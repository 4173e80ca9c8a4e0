import type {
  CertificateMapEntryArgs,
  CertificateMapEntryState,
} from "@pulumi/gcp/certificatemanager";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { exactlyOne } from "../../../declared/rules";
import {
  deletionPolicy,
  labelSecrets,
  labels,
  needsProject,
  now,
  plainName,
  project,
  sameReference,
  shortName,
} from "../../properties";

/** The certificate for one host, or for all that have no entry. */
export const certificateMapEntry = describe<CertificateMapEntryArgs, CertificateMapEntryState>({
  token: "gcp:certificatemanager/certificateMapEntry:CertificateMapEntry",
  id: (r) =>
    `projects/${r.text("project")}/locations/global/certificateMaps/${shortName(r.text("map"))}/certificateMapEntries/${r.text("name")}`,
  required: ["certificates", "map"],
  autoName: plainName,
  rules: [needsProject, exactlyOne("hostname", "matcher")],
  replaces: ["hostname", "map", "matcher", "name", "project"],
  ignores: [sameReference("map")],
  computed: {
    ...labels,
    createTime: assigned(now),
    state: derived(() => "ACTIVE"),
    updateTime: derived(now),
  },
  decided: { deletionPolicy, project },
  secrets: labelSecrets,
});
