import type { Place } from "../../framework/place";
import { readPort } from "../endpoint/host-port";
import { LISTENER_ANNOTATION, readListenerNote } from "./listener-note";

/** Annotations by which a pod asks the cluster for a sidecar, and where that listens. */
const SIDECARS: readonly {
  readonly annotation: string;
  readonly ports: readonly number[];
}[] = [
  // https://docs.dapr.io/reference/arguments-annotations-overview
  { annotation: "dapr.io/enabled", ports: [3500, 50001, 9090] },
  // https://developer.hashicorp.com/vault/docs/platform/k8s/injector/annotations
  { annotation: "vault.hashicorp.com/agent-inject", ports: [8200] },
  // https://github.com/open-telemetry/opentelemetry-operator
  { annotation: "sidecar.opentelemetry.io/inject", ports: [4317, 4318, 8888] },
];

const CONSUL_UPSTREAMS = "consul.hashicorp.com/connect-service-upstreams";

/**
 * The ports of containers that the cluster adds to a pod and that its annotations announce.
 *
 * @param root The workload's properties.
 * @param pod The place of the pod's specification.
 */
export function injectedPorts(root: Place, pod: Place): readonly number[] {
  const annotations = annotationsOf(root, pod);
  const known = SIDECARS.flatMap(({ annotation, ports }) => {
    const value = annotations.at(annotation).value;
    return value !== undefined && value !== "false" && value !== "" ? ports : [];
  });
  return [...known, ...consulUpstreams(annotations), ...notedPorts(annotations)];
}

/** Annotations of the pod's template, which stand beside its specification. */
export function annotationsOf(root: Place, pod: Place): Place {
  const template = pod.path
    .split(".")
    .slice(0, -1)
    .reduce((place, key) => place.at(key), root);
  return template.at("metadata", "annotations");
}

/** `db:5432,cache:6379`: a service and the local port on which the sidecar forwards to it. */
function consulUpstreams(annotations: Place): readonly number[] {
  const value = annotations.at(CONSUL_UPSTREAMS).value;
  return typeof value === "string"
    ? value.split(",").flatMap((upstream) => readPort(upstream.split(":")[1]?.trim() ?? "") ?? [])
    : [];
}

function notedPorts(annotations: Place): readonly number[] {
  const value = annotations.at(LISTENER_ANNOTATION).value;
  return typeof value === "string" ? (readListenerNote(value) ?? []).map(({ port }) => port) : [];
}
