import { definePolicy } from "../framework/define-policy";
import { ALLOYDB_INSTANCE } from "../models/database/alloydb";
import { CLOUD_SQL_INSTANCE } from "../models/database/cloud-sql";
import { isKubernetesObject } from "../models/kubernetes/object-kind";
import { isWorkload } from "../models/workload/read-workloads";
import { checkTimeouts } from "./check";

/** Refuses connect timeouts that disagree with each other or with what waits for them. */
export const timeoutsAgree = definePolicy({
  id: "timeouts-agree",
  displayName: "Timeouts agree",
  description:
    "Refuses connect timeouts of one database that differ between its clients, on Cloud Run and in Kubernetes, and one that is not shorter than the start, as the startup probe limits it, and than the request or task in which the connection is opened. " +
    "Of two values one is wrong, and a client that is ended before its connection has failed reports nothing of it. Connect timeouts are read from variables such as DB_CONNECT_TIMEOUT and from connection strings.",
  severity: "high",
  remediation:
    "Declare the connect timeout once and hand it to every client. Keep it shorter than the startup probe's period x failures and than the request timeout.",
  incidents: ["N5", "N7", "N9"],
  appliesTo: (type) =>
    type === CLOUD_SQL_INSTANCE ||
    type === ALLOYDB_INSTANCE ||
    isWorkload(type) ||
    isKubernetesObject(type) ||
    type.startsWith("gcp:secretmanager/"),
  stack: checkTimeouts,
});
