import type { BucketIAMMemberArgs, BucketIAMMemberState } from "@pulumi/gcp/storage";
import { describe } from "../../../declared/describe";
import { etag, memberId, memberIsPrincipal } from "../../iam";

/** A role on a bucket for one member. */
export const bucketIamMember = describe<BucketIAMMemberArgs, BucketIAMMemberState>({
  token: "gcp:storage/bucketIAMMember:BucketIAMMember",
  id: (r) => memberId(r, `b/${r.text("bucket").replace(/^b\//, "")}`),
  required: ["bucket", "member", "role"],
  rules: [memberIsPrincipal],
  replaces: ["bucket", "condition", "member", "role"],
  computed: { etag },
});
