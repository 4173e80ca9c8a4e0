import { PolicyPack } from "@pulumi/policy";
import { listenForPhase } from "./framework/phase";
import { listenForSecrets } from "./no-literal-credential/engine-requests";
import { packPolicies } from "./pack";

listenForPhase();
listenForSecrets();

new PolicyPack("holdfast", {
  displayName: "Holdfast",
  description:
    "Refuses deployments that cause outages, in any Pulumi program for Google Cloud and Kubernetes.",
  policies: packPolicies(),
});
