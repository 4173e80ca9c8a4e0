import type { SecretArgs, SecretState } from "@pulumi/gcp/secretmanager";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { exactlyOne, needs } from "../../../declared/rules";
import {
  deletionPolicy,
  effectiveAnnotations,
  labelSecrets,
  labels,
  needsProject,
  now,
  project,
  projectNumber,
} from "../../properties";

/** A secret of Secret Manager. Its values are versions. */
export const secret = describe<SecretArgs, SecretState>({
  token: "gcp:secretmanager/secret:Secret",
  id: (r) => `projects/${r.text("project")}/secrets/${r.text("secretId")}`,
  required: ["replication"],
  autoName: { property: "secretId", maxLength: 255, random: 7, lowerCase: false },
  defaults: { deletionProtection: false },
  rules: [
    needsProject,
    exactlyOne("replication.auto", "replication.userManaged"),
    needs("rotation", "topics"),
    needs("rotation.nextRotationTime", "rotation.rotationPeriod"),
  ],
  replaces: ["project", "replication.auto", "replication.userManaged", "secretId", "tags"],
  deletesFirst: true,
  computed: {
    ...labels,
    createTime: assigned(now),
    effectiveAnnotations,
    name: derived(
      (r) => `projects/${projectNumber(r.text("project"))}/secrets/${r.text("secretId")}`,
    ),
  },
  decided: { deletionPolicy, project, expireTime: assigned(() => "") },
  secrets: labelSecrets,
  deletionGuards: ["deletionProtection"],
});
