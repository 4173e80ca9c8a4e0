import type { CustomServiceArgs, CustomServiceState } from "@pulumi/gcp/monitoring";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { shaped } from "../../../declared/rules";
import { deletionPolicy, needsProject, project } from "../../properties";

/** A service of Cloud Monitoring that is whatever its objectives measure. */
export const customService = describe<CustomServiceArgs, CustomServiceState>({
  token: "gcp:monitoring/customService:CustomService",
  id: (r) => r.text("name"),
  required: [],
  rules: [
    needsProject,
    shaped(
      "serviceId",
      /^[a-zA-Z0-9\-_:.]+$/,
      "letters, digits, hyphens, underscores, colons and dots",
    ),
  ],
  replaces: ["project", "serviceId"],
  computed: {
    name: derived((r) => `projects/${r.text("project")}/services/${r.text("serviceId")}`),
  },
  decided: { deletionPolicy, project, serviceId: assigned((r) => r.hex("service", 22)) },
});
