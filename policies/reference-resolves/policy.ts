import { z } from "zod";
import { definePolicy } from "../framework/define-policy";
import { isKubernetesObject, isRendered, isUnseenObjects } from "../models/kubernetes/object-kind";
import { isCloudRunWorkload } from "../models/workload/cloud-run";
import { checkStack } from "./check";
import { isSecretManager } from "./cloud-run";

/** Refuses objects that name what is not there. */
export const referenceResolves = definePolicy({
  id: "reference-resolves",
  displayName: "What is named is there",
  description:
    "Refuses an object of Kubernetes that names a Secret, ConfigMap, key, volume claim, service account, Service, port, Gateway, role or scaling target which the program does not declare where it should be, and a Cloud Run service whose secret has no enabled version. " +
    "Pods that miss one wait forever, and traffic for a Service that is not there is answered with errors. " +
    "Judged are namespaces that the program declares, and those in which it declares others of the kind; what controllers make, such as the Secret of a Certificate, is known.",
  severity: "critical",
  remediation:
    "Correct the name or the key, best by taking it from the resource: secret.metadata.name. Declare what is missing. Name what others keep in the option `elsewhere`.",
  incidents: ["A5", "A6", "P2"],
  options: {
    elsewhere: z
      .array(z.string().min(1))
      .default([])
      .describe(
        "Objects that are there although the program does not declare them, as `Kind/namespace/name`, or `Kind/name` for a kind that lies in no namespace; `*` stands for any characters and `?` for one, such as `Secret/backend/*`.",
      ),
  },
  appliesTo: (type) =>
    isKubernetesObject(type) ||
    isUnseenObjects(type) ||
    isRendered(type) ||
    isCloudRunWorkload(type) ||
    isSecretManager(type),
  stack: (resources, { options }) => checkStack(resources, options),
});
