import type { ServiceArgs, ServiceState } from "@pulumi/gcp/projects";
import { describe } from "../../../declared/describe";
import { deletionPolicy, needsProject, project } from "../../properties";

/** An API that is enabled in a project. */
export const service = describe<ServiceArgs, ServiceState>({
  token: "gcp:projects/service:Service",
  id: (r) => `${r.text("project")}/${r.text("service")}`,
  required: ["service"],
  rules: [needsProject],
  replaces: ["project", "service"],
  computed: {},
  decided: { deletionPolicy, project },
});
