import { z } from "zod";
import { definePolicy } from "../framework/define-policy";
import { isSharedObject } from "../models/carrier/shared-object";
import { isKubernetesObject, isRendered, isUnseenObjects } from "../models/kubernetes/object-kind";
import { OPTIONAL_ANNOTATION } from "../models/order/optional-annotation";
import { isWorkload } from "../models/workload/read-workloads";
import { checkStack } from "./check";

/** Refuses services that wait for each other. */
export const dependenciesAcyclic = definePolicy({
  id: "dependencies-acyclic",
  displayName: "Services do not wait for each other",
  description:
    "Refuses workloads of which each is told to connect to the next, and the last to the first: on Kubernetes by the name of a Service in a variable, ConfigMap, Secret, file or argument, also where a command waits for it, on Cloud Run by the URL of a service. " +
    "None of them is ready before the others are, so after a failure of all none comes back. A workload that is told its own address, and addresses under names that speak of what browsers and other parties are told, such as `CORS_ORIGIN`, `PUBLIC_URL` or `REDIRECT_URI`, are none; nor are telemetry, lists of members such as `CLUSTER_PEERS`, and jobs.",
  severity: "high",
  remediation: `Let one of them start without the other, and say so: name the other in the annotation \`${OPTIONAL_ANNOTATION}\` of the one or of its template, or in the option \`optional\`.`,
  incidents: ["P3", "P5"],
  options: {
    optional: z
      .array(z.string().min(1))
      .default([])
      .describe(
        "Workloads that start without others, as `from -> to`; each is `namespace/name`, on Cloud Run the name alone. `*` stands for any characters and `?` for one.",
      ),
  },
  appliesTo: (type) =>
    isWorkload(type) ||
    isKubernetesObject(type) ||
    isUnseenObjects(type) ||
    isRendered(type) ||
    isSharedObject(type),
  stack: (resources, { options }) => checkStack(resources, options),
});
