import { PolicyPack } from "@pulumi/policy";
import { packPolicies } from "./pack";

new PolicyPack("holdfast", {
  displayName: "Holdfast",
  description:
    "Refuses deployments that cause outages, in any Pulumi program for Google Cloud and Kubernetes.",
  policies: packPolicies(),
});
