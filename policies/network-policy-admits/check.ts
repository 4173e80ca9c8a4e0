import { type Finding, undetermined } from "../framework/finding";
import type { StackFinding, StackResource } from "../framework/policy";
import { type KubernetesObject, objectSubject } from "../models/kubernetes/object";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { ClusterPolicies } from "../models/network-policy/cluster-policies";
import { clientsIn } from "../models/told/clients";
import { HostComparison } from "../models/told/same-host";
import { AddressPaths } from "./addresses";
import { backendsIn } from "./backends";
import { checkDns, hasNodeResolver } from "./dns";
import { checkMetadataServer } from "./metadata-server";
import { OutsidePaths } from "./outside";
import { ServicePaths } from "./services";

/** Judges whether the network policies of a program admit the paths that its workloads need. */
export function checkPaths(stack: readonly StackResource[]): readonly StackFinding[] {
  const index = ObjectIndex.of(stack);
  const policies = new ClusterPolicies(index);
  return [
    ...policies.others.flatMap((object) => about(object, [notEvaluated(object)])),
    // Without a policy everything is open.
    ...(policies.resources.length === 0 ? [] : checkAll(stack, index, policies)),
  ];
}

function checkAll(
  stack: readonly StackResource[],
  index: ObjectIndex,
  policies: ClusterPolicies,
): readonly StackFinding[] {
  const services = new ServicePaths(index, new HostComparison(index), policies);
  const addresses = new AddressPaths(stack, index, policies);
  const outside = new OutsidePaths(index, policies);
  return [
    ...clientsIn(stack, index).flatMap((client) =>
      about(client.pods.object, [
        ...checkDns(client, policies, hasNodeResolver(stack)),
        ...checkMetadataServer(client, index, policies),
        ...services.check(client),
        ...addresses.check(client),
      ]),
    ),
    ...index.services.flatMap((service) =>
      service.object.isPatch ? [] : about(service.object, outside.checkService(service)),
    ),
    ...backendsIn(stack, index).flatMap((backend) =>
      about(backend.object, outside.checkBackend(backend)),
    ),
  ];
}

function notEvaluated({ kind }: KubernetesObject): Finding {
  return undetermined(
    "",
    `is a policy of the network plugin: only those of kind NetworkPolicy are evaluated. Make sure that it leaves open what the workloads need, DNS too, or write it as a NetworkPolicy in place of a ${kind}.`,
  );
}

function about(object: KubernetesObject, findings: readonly Finding[]): readonly StackFinding[] {
  return findings.map((finding) => ({
    subject: objectSubject(object),
    urn: object.resource.urn,
    finding,
  }));
}
