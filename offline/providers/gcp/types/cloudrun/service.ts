import type { ServiceArgs, ServiceState } from "@pulumi/gcp/cloudrun";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import type { Reading } from "../../../values/reading";
import { deletionPolicy, lowerCaseName, needsProject, project } from "../../properties";
import { uri } from "../cloudrunv2/uri";

const containers = "template.spec.containers";

/** A Cloud Run service of the first API. */
export const service = describe<ServiceArgs, ServiceState>({
  token: "gcp:cloudrun/service:Service",
  id: (r) =>
    `locations/${r.text("location")}/namespaces/${r.text("project")}/services/${r.text("name")}`,
  required: ["location"],
  autoName: lowerCaseName(),
  defaults: {
    autogenerateRevisionName: false,
    [`${containers}.envs.value`]: "",
    [`${containers}.livenessProbe.failureThreshold`]: 3,
    [`${containers}.livenessProbe.initialDelaySeconds`]: 0,
    [`${containers}.livenessProbe.periodSeconds`]: 10,
    [`${containers}.livenessProbe.timeoutSeconds`]: 1,
    [`${containers}.startupProbe.failureThreshold`]: 3,
    [`${containers}.startupProbe.initialDelaySeconds`]: 0,
    [`${containers}.startupProbe.periodSeconds`]: 10,
    [`${containers}.startupProbe.timeoutSeconds`]: 1,
  },
  rules: [needsProject],
  replaces: [
    "location",
    "name",
    "project",
    "template.spec.containers.envFroms",
    "template.spec.containers.workingDir",
  ],
  sets: ["template.spec.containers.envs"],
  computed: { statuses: derived((r) => [status(r)]) },
  decided: {
    deletionPolicy,
    project,
    traffics: assigned(() => [{ percent: 100, latestRevision: true }]),
  },
});

function status(r: Reading) {
  const count = Number(r.prior("statuses.0.observedGeneration") ?? 0) + 1;
  const revision =
    r.text("template.metadata.name") ||
    `${r.text("name")}-${String(count).padStart(5, "0")}-${r.hex(`revision ${count}`, 3)}`;
  return {
    conditions: ["Ready", "ConfigurationsReady", "RoutesReady"].map((type) => ({
      message: "",
      reason: "",
      status: "True",
      type,
    })),
    latestCreatedRevisionName: revision,
    latestReadyRevisionName: revision,
    observedGeneration: count,
    traffics: [{ latestRevision: true, percent: 100, revisionName: revision, tag: "", url: "" }],
    url: uri(r),
  };
}
