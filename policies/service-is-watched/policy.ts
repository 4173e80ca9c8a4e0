import { z } from "zod";
import { definePolicy } from "../framework/define-policy";
import { isCallableService, targetProperty } from "../models/iam/callable-service";
import { isKubernetesObject, isRendered, isUnseenObjects } from "../models/kubernetes/object-kind";
import { checkStack } from "./check";
import { isWatcher } from "./watchers";

/** Refuses services of which nobody is told. */
export const serviceIsWatched = definePolicy({
  id: "service-is-watched",
  displayName: "Services that the internet reaches are watched",
  description:
    "Refuses a Cloud Run service that everybody in the internet can call, and a Service of Kubernetes behind a load balancer, an Ingress or a Gateway of the internet, without an uptime check, an alert and a service level objective. " +
    "What watches all services counts for each; so do synthetic monitors, rules of Prometheus in the cluster, and alerts on load balancers. Nobody is told of an outage of a service that nothing watches.",
  severity: "medium",
  remediation:
    "Add an uptime check of its host, an alert policy on its errors or times, and an objective. One alert policy that groups by service watches all of them. Name services that another program watches in the option `watchedElsewhere`.",
  incidents: ["P6", "N18"],
  options: {
    watchedElsewhere: z
      .array(z.string().min(1))
      .default([])
      .describe(
        "Names of services that another program watches, as the platform knows them; `*` alone stands for all.",
      ),
  },
  appliesTo: (type) =>
    isWatcher(type) ||
    isCallableService(type) ||
    targetProperty(type) !== undefined ||
    /^gcp:(?:compute\/|cloudrun\/domainMapping:|container\/cluster:)/.test(type) ||
    isKubernetesObject(type) ||
    isUnseenObjects(type) ||
    isRendered(type),
  stack: (resources, { options }) => checkStack(resources, options),
});
