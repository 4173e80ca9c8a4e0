import type { CertificateMapArgs, CertificateMapState } from "@pulumi/gcp/certificatemanager";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import {
  deletionPolicy,
  labelSecrets,
  labels,
  needsProject,
  now,
  plainName,
  project,
} from "../../properties";

/** Which certificate a load balancer shows for which host. */
export const certificateMap = describe<CertificateMapArgs, CertificateMapState>({
  token: "gcp:certificatemanager/certificateMap:CertificateMap",
  id: (r) => `projects/${r.text("project")}/locations/global/certificateMaps/${r.text("name")}`,
  required: [],
  autoName: plainName,
  rules: [needsProject],
  replaces: ["name", "project"],
  computed: {
    ...labels,
    createTime: assigned(now),
    gclbTargets: derived(() => []),
    updateTime: derived(now),
  },
  decided: { deletionPolicy, project },
  secrets: labelSecrets,
});
