import { Place } from "../../framework/place";
import type { Data } from "../../framework/value";
import { placeAt } from "../carrier/object-reference";
import type { Container, Workload } from "../workload/workload";
import type { ProbeKind } from "./cloud-run-probe-limits";

/** One probe of one container. */
export interface Probe {
  readonly kind: ProbeKind;
  readonly place: Place;
  readonly container: Container;
  /** Where the container stands. */
  readonly containerPlace: Place;
}

const KINDS: readonly ProbeKind[] = ["startup", "liveness", "readiness"];

/** All probes of a workload, in the order of its containers; one that cannot be read now is among them. */
export function probesOf(
  workload: Workload,
  props: { readonly [key: string]: Data },
): readonly Probe[] {
  const root = new Place(props);
  return workload.containers.flatMap((container) => {
    const containerPlace = placeAt(root, container.path);
    return KINDS.map((kind) => ({
      kind,
      place: containerPlace.at(`${kind}Probe`),
      container,
      containerPlace,
    })).filter(({ place }) => place.record() !== undefined || place.unknownReason() !== undefined);
  });
}
