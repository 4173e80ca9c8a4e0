import { definePolicy } from "../framework/define-policy";
import { Place } from "../framework/place";
import { checkConnector } from "./check";
import { isConnector, judgeSubnets } from "./subnet";

/** Refuses Serverless VPC Access connectors whose capacity nobody declared. */
export const connectorBounded = definePolicy({
  id: "connector-bounded",
  displayName: "VPC connectors have declared bounds",
  description:
    "Refuses a Serverless VPC Access connector without minInstances and maxInstances, with bounds, a machine type, a name or a range that the API does not accept, or without exactly one place in a network. " +
    "A connector never scales beyond its bounds, so what it carries is not known where they are not declared.",
  severity: "high",
  remediation:
    "Set minInstances (2 to 9) and a greater maxInstances (3 to 10) on e2-micro or e2-standard-4, and give network with an unused range of /28, or subnet.name. Direct VPC egress needs no connector.",
  incidents: ["N1"],
  appliesTo: isConnector,
  resource: ({ props }) => checkConnector(new Place(props)),
  stack: judgeSubnets,
});
