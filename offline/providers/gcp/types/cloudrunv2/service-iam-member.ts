import type { ServiceIamMemberArgs, ServiceIamMemberState } from "@pulumi/gcp/cloudrunv2";
import { describe } from "../../../declared/describe";
import { etag, memberId, memberIsPrincipal, target } from "../../iam";
import { needsProject, project, region } from "../../properties";

/** A role on a Cloud Run service for one member. */
export const serviceIamMember = describe<ServiceIamMemberArgs, ServiceIamMemberState>({
  token: "gcp:cloudrunv2/serviceIamMember:ServiceIamMember",
  id: (r) => {
    const home = `projects/${r.text("project")}/locations/${r.text("location")}/services`;
    return memberId(r, target(r, "name", home));
  },
  required: ["member", "role"],
  rules: [memberIsPrincipal, needsProject],
  replaces: ["condition", "location", "member", "name", "project", "role"],
  computed: { etag },
  decided: { project, location: region },
});
