import type { IAMMemberArgs, IAMMemberState } from "@pulumi/gcp/serviceaccount";
import { describe } from "../../../declared/describe";
import { etag, memberId, memberIsPrincipal } from "../../iam";

/** A role on a service account, which is a resource here, for one member. */
export const iamMember = describe<IAMMemberArgs, IAMMemberState>({
  token: "gcp:serviceaccount/iAMMember:IAMMember",
  id: (r) => memberId(r, r.text("serviceAccountId")),
  required: ["member", "role", "serviceAccountId"],
  rules: [memberIsPrincipal],
  replaces: ["condition", "member", "role", "serviceAccountId"],
  computed: { etag },
});
