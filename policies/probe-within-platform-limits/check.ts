import { type Finding, undetermined } from "../framework/finding";
import { Place } from "../framework/place";
import type { Data } from "../framework/value";
import { probesOf } from "../models/probe/read-probes";
import type { Workload } from "../models/workload/workload";
import { checkCloudRunProbe, checkDuration } from "./check-cloud-run";
import { checkKubernetesProbe } from "./check-kubernetes";

/** What the platform of a workload refuses of its probes, and of the time that a request may take. */
export function checkProbes(
  type: string,
  props: { readonly [key: string]: Data },
  workloads: readonly Workload[],
): readonly Finding[] {
  return [
    ...workloads.flatMap((workload) => [
      ...workload.unknowns.map(({ path, reason }) =>
        undetermined(path, `${reason}. Give its probes as literals, so that they can be checked.`),
      ),
      ...probesOf(workload, props).flatMap((probe) =>
        workload.platform === "cloud-run"
          ? checkCloudRunProbe(probe)
          : checkKubernetesProbe(probe, /Patch$/.test(type)),
      ),
    ]),
    ...checkDuration(type, new Place(props)),
  ];
}
