import type { IAMBindingArgs, IAMBindingState } from "@pulumi/gcp/projects";
import { describe } from "../../../declared/describe";
import { bindingId, etag, membersArePrincipals } from "../../iam";

/** All members of a role in a project. */
export const iamBinding = describe<IAMBindingArgs, IAMBindingState>({
  token: "gcp:projects/iAMBinding:IAMBinding",
  id: (r) => bindingId(r, r.text("project")),
  required: ["members", "project", "role"],
  rules: [membersArePrincipals],
  replaces: ["condition", "project", "role"],
  sets: ["members"],
  computed: { etag },
});
