import type { IAMMemberArgs, IAMMemberState } from "@pulumi/gcp/projects";
import { describe } from "../../../declared/describe";
import { etag, memberId, memberIsPrincipal } from "../../iam";

/** A role in a project for one member. */
export const iamMember = describe<IAMMemberArgs, IAMMemberState>({
  token: "gcp:projects/iAMMember:IAMMember",
  id: (r) => memberId(r, r.text("project")),
  required: ["member", "project", "role"],
  rules: [memberIsPrincipal],
  replaces: ["condition", "member", "project", "role"],
  deletesFirst: true,
  computed: { etag },
});
