import type { ProviderFunction } from "../declared/provider";
import { projectNumber } from "./properties";

/** The functions that programs commonly call, by token. None of them asks an API here. */
export const gcpFunctions: Readonly<Record<string, ProviderFunction>> = {
  "gcp:organizations/getProject:getProject": (r) => {
    const projectId = r.text("projectId") || String(r.configured("project") ?? "");
    return {
      id: `projects/${projectId}`,
      autoCreateNetwork: false,
      billingAccount: "",
      deletionPolicy: "PREVENT",
      effectiveLabels: {},
      folderId: "",
      labels: {},
      name: projectId,
      number: projectNumber(projectId),
      orgId: "",
      projectId,
      pulumiLabels: {},
      tags: {},
    };
  },
  "gcp:organizations/getClientConfig:getClientConfig": (r) => ({
    id: `projects/${r.configured("project") ?? ""}`,
    accessToken: "simulated",
    defaultLabels: r.configured("defaultLabels") ?? {},
    project: r.configured("project") ?? "",
    region: r.configured("region") ?? "",
    zone: r.configured("zone") ?? "",
  }),
};
