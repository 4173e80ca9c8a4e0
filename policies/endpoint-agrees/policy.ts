import { definePolicy } from "../framework/define-policy";
import { isSharedObject } from "../models/carrier/shared-object";
import { isKubernetesObject } from "../models/kubernetes/object-kind";
import { isWorkload } from "../models/workload/read-workloads";
import { checkEndpoints } from "./check";

/** Refuses workloads that are told different things of one database or cache. */
export const endpointAgrees = definePolicy({
  id: "endpoint-agrees",
  displayName: "Endpoints agree",
  description:
    "Refuses a workload that is told of one database or cache in several ways that differ in host, port or database name, whichever Secret, ConfigMap, Secret Manager secret, variable, file or argument tells it. " +
    "Of two values one is wrong, and which of them a program uses shows only when it connects. Which database is meant is read from names and schemes: ANALYTICS_DB_HOST is another one than DB_HOST, and a pool another one than the database behind it.",
  severity: "critical",
  remediation:
    "Declare host, port and name of a database once, and make every connection string and variable from there. Give two databases names that tell them apart.",
  incidents: ["A4", "A5"],
  appliesTo: (type) => isWorkload(type) || isSharedObject(type) || isKubernetesObject(type),
  stack: checkEndpoints,
});
