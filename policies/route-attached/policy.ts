import { definePolicy } from "../framework/define-policy";
import { isKubernetesObject } from "../models/kubernetes/object-kind";
import { checkStack } from "./check";

/** Refuses routes that a gateway does not know. */
export const routeAttached = definePolicy({
  id: "route-attached",
  displayName: "Routes are attached to their gateways",
  description:
    "Refuses a route of the Gateway API that no listener of its gateway takes, by namespace, kind or hostname, and a route or gateway that names something in another namespace without a ReferenceGrant there. " +
    "The API accepts both, and the gateway answers with errors as if there were no route.",
  severity: "high",
  remediation:
    "Set allowedRoutes of the listener to the namespaces of its routes, give both a hostname in common, and declare a ReferenceGrant where a reference leaves its namespace.",
  incidents: ["A18", "A12"],
  appliesTo: isKubernetesObject,
  stack: checkStack,
});
