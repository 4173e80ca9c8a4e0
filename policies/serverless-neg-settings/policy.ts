import { definePolicy } from "../framework/define-policy";
import { isBackendService } from "../models/load-balancer/backend-groups";
import { isForwardingRule } from "../models/load-balancer/forwarding";
import { checkStack } from "./check";

/** Refuses settings of load balancers that do nothing in front of a serverless service. */
export const serverlessNegSettings = definePolicy({
  id: "serverless-neg-settings",
  displayName: "Load balancers of serverless services have settings that count",
  description:
    "Refuses a backend service with serverless NEGs that has settings which the platform ignores or refuses there, such as health checks, a timeout, session affinity or capacity, and one whose load balancing scheme differs from that of its forwarding rule. " +
    "Somebody counts on what such a setting says, and nothing does it.",
  severity: "high",
  remediation:
    "Remove the setting and use that of the service behind the NEG: on Cloud Run template.timeout, template.sessionAffinity, template.scaling and probes. Set loadBalancingScheme to EXTERNAL_MANAGED on the backend service and on the forwarding rule.",
  incidents: ["N9"],
  appliesTo: (type) =>
    isBackendService(type) || isForwardingRule(type) || /etworkEndpointGroup:/.test(type),
  stack: checkStack,
});
