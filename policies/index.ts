import { PolicyPack } from "@pulumi/policy";
import { listenForSecrets } from "./no-literal-credential/engine-requests";
import { listenForPhase } from "./no-loopback-endpoint/phase";
import { packPolicies } from "./pack";

listenForPhase();
listenForSecrets();

new PolicyPack("holdfast", {
  displayName: "Holdfast",
  description:
    "Refuses deployments that cause outages, in any Pulumi program for Google Cloud and Kubernetes.",
  policies: packPolicies(),
});
