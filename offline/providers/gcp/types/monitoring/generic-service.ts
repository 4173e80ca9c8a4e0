import type { GenericServiceArgs, GenericServiceState } from "@pulumi/gcp/monitoring";
import { describe } from "../../../declared/describe";
import { derived } from "../../../declared/resource-type";
import { deletionPolicy, needsProject, project } from "../../properties";

/** A service of Cloud Monitoring of a kind that it knows, such as a Cloud Run service. */
export const genericService = describe<GenericServiceArgs, GenericServiceState>({
  token: "gcp:monitoring/genericService:GenericService",
  id: (r) => r.text("name"),
  required: ["serviceId"],
  rules: [needsProject],
  replaces: ["basicService", "project", "serviceId"],
  computed: {
    name: derived((r) => `projects/${r.text("project")}/services/${r.text("serviceId")}`),
    telemetries: derived(() => []),
  },
  decided: { deletionPolicy, project },
});
