import { type Finding, undetermined, violation } from "../framework/finding";
import { Place, unreadPlaces } from "../framework/place";
import type { Named } from "../framework/subject";
import { placeAt } from "../models/carrier/object-reference";
import { readCloudRunWorkload } from "../models/workload/cloud-run";
import { checkSense } from "./sense";

const CONSEQUENCES = {
  startupProbe:
    "so an instance gets requests as soon as its port is open, before the application can answer",
  livenessProbe: "so an instance that hangs keeps getting requests",
} as const;

/**
 * What is wrong with the probes of a Cloud Run service: the container that takes requests has one for the start and one for
 * liveness. Jobs end by themselves; a worker pool takes no requests.
 */
export function checkCloudRun(resource: Named): readonly Finding[] {
  const workload = readCloudRunWorkload(resource);
  if (workload?.kind !== "Cloud Run service") {
    return [];
  }
  const root = new Place(resource.props);
  const main = workload.containers.filter(({ role }) => role === "main");
  return [
    ...workload.unknowns.map(({ path, reason }) =>
      undetermined(
        path,
        `${reason}, so nothing tells whether its containers have probes. Give it so that only single values are unknown.`,
      ),
    ),
    ...main.map(({ path }) => placeAt(root, path)).flatMap(checkContainer),
  ];
}

function checkContainer(container: Place): readonly Finding[] {
  return [
    ...(["startupProbe", "livenessProbe"] as const).flatMap((key) => {
      const probe = container.at(key);
      const unread = unreadPlaces([probe]);
      if (unread.length > 0) {
        return unread.map(({ path, reason }) =>
          undetermined(
            path,
            `${reason}, so nothing tells whether there is one. Give it so that only single values are unknown.`,
          ),
        );
      }
      return probe.record() === undefined
        ? [
            violation(
              probe.path,
              `is not set, ${CONSEQUENCES[key]}. Set it, with a path that the application answers.`,
            ),
          ]
        : [];
    }),
    // Timeouts of probes are limits of the platform here, which another policy tells.
    ...checkSense(container).filter(({ path }) => !path.endsWith("timeoutSeconds")),
  ];
}
