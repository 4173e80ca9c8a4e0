import type {
  RepositoryIamMemberArgs,
  RepositoryIamMemberState,
} from "@pulumi/gcp/artifactregistry";
import { describe } from "../../../declared/describe";
import { etag, memberId, memberIsPrincipal, target } from "../../iam";
import { needsProject, project, region } from "../../properties";

/** A role on a repository for one member. */
export const repositoryIamMember = describe<RepositoryIamMemberArgs, RepositoryIamMemberState>({
  token: "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember",
  id: (r) => {
    const home = `projects/${r.text("project")}/locations/${r.text("location")}/repositories`;
    return memberId(r, target(r, "repository", home));
  },
  required: ["member", "repository", "role"],
  rules: [memberIsPrincipal, needsProject],
  replaces: ["condition", "location", "member", "project", "repository", "role"],
  computed: { etag },
  decided: { project, location: region },
});
