import type { EnforcementLevel } from "@pulumi/policy";
import { alertHasChannel } from "./alert-has-channel/policy";
import { cacheAuthenticated } from "./cache-authenticated/policy";
import { cachePasswordReachesClient } from "./cache-password-reaches-client/policy";
import { clusterProtected } from "./cluster-protected/policy";
import { computeWithinPlatformLimits } from "./compute-within-platform-limits/policy";
import { connectionsWithinLimit } from "./connections-within-limit/policy";
import { connectorBounded } from "./connector-bounded/policy";
import { databaseProtected } from "./database-protected/policy";
import { dependenciesAcyclic } from "./dependencies-acyclic/policy";
import { egressHasWayOut } from "./egress-has-way-out/policy";
import { endpointAgrees } from "./endpoint-agrees/policy";
import { endpointDeclared } from "./endpoint-declared/policy";
import { exemptions } from "./exemptions/policy";
import { ExemptionRegister } from "./framework/exemption-register";
import { currentPhase } from "./framework/phase";
import type { PackRuntime, Policy, SdkPolicy } from "./framework/policy";
import { reportFromEnvironment } from "./framework/result-report";
import { imageExists } from "./image-exists/policy";
import { imageFitsPlatform } from "./image-fits-platform/policy";
import { imagePinned } from "./image-pinned/policy";
import { imageRunsAsDeclared } from "./image-runs-as-declared/policy";
import { imageStartsSomething } from "./image-starts-something/policy";
import { leastPrivilege } from "./least-privilege/policy";
import { networkPolicyAdmits } from "./network-policy-admits/policy";
import { noLiteralCredential } from "./no-literal-credential/policy";
import { noLoopbackEndpoint } from "./no-loopback-endpoint/policy";
import { oneVersionPerApplication } from "./one-version-per-application/policy";
import { portAgrees } from "./port-agrees/policy";
import { portsUnique } from "./ports-unique/policy";
import { privateDatabaseReachable } from "./private-database-reachable/policy";
import { probeWithinPlatformLimits } from "./probe-within-platform-limits/policy";
import { probesPresent } from "./probes-present/policy";
import { pullPolicyFits } from "./pull-policy-fits/policy";
import { rangesDisjoint } from "./ranges-disjoint/policy";
import { referenceResolves } from "./reference-resolves/policy";
import { requiredVariablesPresent } from "./required-variables-present/policy";
import { resourcesBounded } from "./resources-bounded/policy";
import { rolloutNeverEmpty } from "./rollout-never-empty/policy";
import { routeAttached } from "./route-attached/policy";
import { secretVersionPinned } from "./secret-version-pinned/policy";
import { selectorSelects } from "./selector-selects/policy";
import { serverlessNegSettings } from "./serverless-neg-settings/policy";
import { serviceIsWatched } from "./service-is-watched/policy";
import { statefulWorkloadBackedUp } from "./stateful-workload-backed-up/policy";
import { timeoutsAgree } from "./timeouts-agree/policy";
import { uptimeCheckReadsBody } from "./uptime-check-reads-body/policy";
import { variableGivenOnce } from "./variable-given-once/policy";
import { workloadExposedOnce } from "./workload-exposed-once/policy";
import { workloadHardened } from "./workload-hardened/policy";

/** A policy with the level at which it runs unless a configuration says otherwise. */
export interface PackEntry {
  readonly policy: Policy;
  readonly level: EnforcementLevel;
}

/** Ids of policies that the pack had once. They stay here, so that none is used again for another rule. */
export const RETIRED: readonly string[] = [];

const judging: readonly PackEntry[] = [
  { policy: imageExists, level: "mandatory" },
  { policy: imageFitsPlatform, level: "mandatory" },
  { policy: imageStartsSomething, level: "mandatory" },
  { policy: imageRunsAsDeclared, level: "mandatory" },
  { policy: imagePinned, level: "mandatory" },
  { policy: oneVersionPerApplication, level: "mandatory" },
  { policy: portAgrees, level: "mandatory" },
  { policy: portsUnique, level: "mandatory" },
  { policy: noLoopbackEndpoint, level: "mandatory" },
  { policy: endpointAgrees, level: "mandatory" },
  { policy: computeWithinPlatformLimits, level: "mandatory" },
  { policy: databaseProtected, level: "mandatory" },
  { policy: clusterProtected, level: "mandatory" },
  { policy: cacheAuthenticated, level: "mandatory" },
  { policy: cachePasswordReachesClient, level: "mandatory" },
  { policy: privateDatabaseReachable, level: "mandatory" },
  { policy: egressHasWayOut, level: "mandatory" },
  { policy: rangesDisjoint, level: "mandatory" },
  { policy: connectorBounded, level: "mandatory" },
  { policy: connectionsWithinLimit, level: "mandatory" },
  { policy: timeoutsAgree, level: "mandatory" },
  { policy: probeWithinPlatformLimits, level: "mandatory" },
  { policy: alertHasChannel, level: "mandatory" },
  { policy: secretVersionPinned, level: "mandatory" },
  { policy: leastPrivilege, level: "mandatory" },
  { policy: uptimeCheckReadsBody, level: "mandatory" },
  { policy: serverlessNegSettings, level: "mandatory" },
  { policy: noLiteralCredential, level: "mandatory" },
  { policy: referenceResolves, level: "mandatory" },
  { policy: rolloutNeverEmpty, level: "mandatory" },
  { policy: networkPolicyAdmits, level: "mandatory" },
  { policy: workloadHardened, level: "mandatory" },
  { policy: resourcesBounded, level: "mandatory" },
  { policy: probesPresent, level: "mandatory" },
  { policy: pullPolicyFits, level: "mandatory" },
  { policy: statefulWorkloadBackedUp, level: "mandatory" },
  { policy: workloadExposedOnce, level: "mandatory" },
  { policy: endpointDeclared, level: "mandatory" },
  { policy: selectorSelects, level: "mandatory" },
  { policy: variableGivenOnce, level: "mandatory" },
  { policy: requiredVariablesPresent, level: "mandatory" },
  { policy: routeAttached, level: "mandatory" },
  { policy: dependenciesAcyclic, level: "mandatory" },
  { policy: serviceIsWatched, level: "advisory" },
];

/** The policies of the pack, in the order in which they judge a resource. */
export const PACK: readonly PackEntry[] = [
  {
    policy: exemptions(
      judging.map(({ policy }) => policy.metadata.id),
      RETIRED,
    ),
    level: "mandatory",
  },
  ...judging,
];

/** The policies as the SDK takes them. `runtime` is what they share during one run. */
export function packPolicies(runtime: PackRuntime = runtimeFromEnvironment()): SdkPolicy[] {
  return PACK.map(({ policy, level }) => policy.forPack(level, runtime));
}

function runtimeFromEnvironment(): PackRuntime {
  return {
    exemptions: new ExemptionRegister(),
    report: reportFromEnvironment(process.env),
    phase: () => currentPhase(process.env),
  };
}
