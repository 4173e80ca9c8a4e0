import type {
  RegionNetworkEndpointGroupArgs,
  RegionNetworkEndpointGroupState,
} from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { derived } from "../../../declared/resource-type";
import { atLeastOne, atMostOne, oneOf, shaped } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import {
  computeLink,
  computeName,
  deletionPolicy,
  needsProject,
  plainName,
  project,
  sameReference,
} from "../../properties";
import { whereGiven } from "../given-block";

const id = (r: Reading) =>
  `projects/${r.text("project")}/regions/${r.text("region")}/networkEndpointGroups/${r.text("name")}`;

/** The endpoints of one region to which a load balancer leads, such as a Cloud Run service. */
export const regionNetworkEndpointGroup = describe<
  RegionNetworkEndpointGroupArgs,
  RegionNetworkEndpointGroupState
>({
  token: "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup",
  id,
  required: ["region"],
  autoName: plainName,
  defaults: { networkEndpointType: "SERVERLESS" },
  rules: [
    needsProject,
    shaped("name", computeName.pattern, computeName.form),
    oneOf(
      "networkEndpointType",
      "SERVERLESS",
      "PRIVATE_SERVICE_CONNECT",
      "INTERNET_IP_PORT",
      "INTERNET_FQDN_PORT",
      "GCE_VM_IP_PORTMAP",
      "",
    ),
    atMostOne("appEngine", "cloudFunction", "cloudRun", "serverlessDeployment"),
    whereGiven("cloudRun", atLeastOne("cloudRun.service", "cloudRun.urlMask")),
    whereGiven("cloudFunction", atLeastOne("cloudFunction.function", "cloudFunction.urlMask")),
  ],
  replaces: [
    "appEngine",
    "cloudFunction",
    "cloudRun",
    "description",
    "name",
    "network",
    "networkEndpointType",
    "project",
    "pscData",
    "pscTargetService",
    "region",
    "serverlessDeployment",
    "subnetwork",
  ],
  ignores: [sameReference("network"), sameReference("region"), sameReference("subnetwork")],
  computed: { selfLink: derived((r) => computeLink(id(r))) },
  decided: { deletionPolicy, project },
});
