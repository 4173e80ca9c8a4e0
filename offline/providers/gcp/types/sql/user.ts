import type { UserArgs, UserState } from "@pulumi/gcp/sql";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { atMostOne, needs } from "../../../declared/rules";
import { deletionPolicy, needsProject, plainName, project } from "../../properties";

/** A user of a Cloud SQL instance. */
export const user = describe<UserArgs, UserState>({
  token: "gcp:sql/user:User",
  id: (r) => `${r.text("name")}/${r.text("host")}/${r.text("instance")}`,
  required: ["instance"],
  autoName: plainName,
  rules: [
    needsProject,
    atMostOne("password", "passwordWo"),
    needs("passwordWo", "passwordWoVersion"),
    needs("passwordWoVersion", "passwordWo"),
  ],
  replaces: ["host", "instance", "name", "project", "type"],
  // Only the version says that a write-only value is a new one.
  ignores: [{ path: "passwordWo", when: () => true }],
  computed: {
    iamEmail: derived((r) => (r.text("type").startsWith("CLOUD_IAM") ? r.text("name") : "")),
    sqlServerUserDetails: derived(() => []),
  },
  decided: { deletionPolicy, project, host: assigned(() => "") },
  secrets: ["password", "passwordWo"],
});
