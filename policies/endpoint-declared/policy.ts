import { z } from "zod";
import { definePolicy } from "../framework/define-policy";
import { isSharedObject } from "../models/carrier/shared-object";
import { isKubernetesObject, isRendered, isUnseenObjects } from "../models/kubernetes/object-kind";
import { checkStack } from "./check";

/** Refuses names of a cluster that lead nowhere. */
export const endpointDeclared = definePolicy({
  id: "endpoint-declared",
  displayName: "Names of the cluster lead somewhere",
  description:
    "Refuses a workload of Kubernetes that is told to connect to a Service which the program does not declare, to a port that the Service does not have, or to a pod that has no name, whichever variable, ConfigMap, Secret, file or argument tells it, in a URL, a connection string or a host of its own. " +
    "Such a name is looked up at run time, and the first that finds out is a user. Names in namespaces of others cannot be judged; a full name in the namespace default must be declared.",
  severity: "critical",
  remediation:
    "Make the address from the Service: its metadata.name, its namespace and its port, not that of its pods. Name Services that others keep in the option `elsewhere`.",
  incidents: ["A6", "A5"],
  options: {
    elsewhere: z
      .array(z.string().min(1))
      .default([])
      .describe(
        "Services that are there although the program does not declare them, as `namespace/name`; `*` stands for any characters and `?` for one.",
      ),
  },
  appliesTo: (type) =>
    isKubernetesObject(type) || isUnseenObjects(type) || isRendered(type) || isSharedObject(type),
  stack: (resources, { options }) => checkStack(resources, options),
});
