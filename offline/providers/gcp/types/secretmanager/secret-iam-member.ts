import type { SecretIamMemberArgs, SecretIamMemberState } from "@pulumi/gcp/secretmanager";
import { describe } from "../../../declared/describe";
import { etag, memberId, memberIsPrincipal, target } from "../../iam";
import { needsProject, project } from "../../properties";

/** A role on a secret for one member. */
export const secretIamMember = describe<SecretIamMemberArgs, SecretIamMemberState>({
  token: "gcp:secretmanager/secretIamMember:SecretIamMember",
  id: (r) => memberId(r, target(r, "secretId", `projects/${r.text("project")}/secrets`)),
  required: ["member", "role", "secretId"],
  rules: [memberIsPrincipal, needsProject],
  replaces: ["condition", "member", "project", "role", "secretId"],
  computed: { etag },
  decided: { project },
});
