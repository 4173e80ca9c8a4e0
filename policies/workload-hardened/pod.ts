import { type Finding, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { checkSetting } from "../models/setting/required-setting";
import type { PodSpec } from "../models/workload/pod-spec";
import { checkSeccomp } from "./container";

/** What of the node a pod shares, with what follows. */
const SHARED: readonly (readonly [string, string])[] = [
  [
    "hostNetwork",
    "so the pod reaches what listens on its node, and network policies do not hold for it",
  ],
  ["hostPID", "so the pod sees and can end the processes of its node"],
  ["hostIPC", "so the pod reads the memory that processes of its node share"],
];

/** Parts of a node with which a container takes it over, if it may write there, or in the case of a socket read. */
const DANGEROUS =
  /^\/+(?:$|etc|boot|dev|proc|sys|root|home|bin|sbin|lib|lib64|usr|var\/+lib\/+(?:kubelet|docker|containerd|etcd)|var\/+run|run)(?:\/|$)/;

const SOCKET = /\.sock$/;

/**
 * What a pod takes of its node. An agent that a DaemonSet runs on each node is there for that: it may share the network and the
 * processes of its node, and read its files.
 */
export function checkPod({ kind, spec, containers }: PodSpec): readonly Finding[] {
  const isAgent = kind === "DaemonSet";
  return [
    ...(isAgent
      ? []
      : SHARED.flatMap(([key, consequence]) =>
          checkSetting(spec.at(key), {
            allows: (value) => value !== true,
            consequence,
            action: "Remove it.",
          }),
        )),
    ...checkSeccomp(spec.at("securityContext", "seccompProfile", "type")),
    ...spec
      .at("volumes")
      .entries()
      .flatMap((volume) =>
        checkVolume(
          volume,
          containers.map(({ place }) => place),
          isAgent,
        ),
      ),
  ];
}

function checkVolume(
  volume: Place,
  containers: readonly Place[],
  isAgent: boolean,
): readonly Finding[] {
  const host = volume.at("hostPath");
  if (host.record() === undefined) {
    return [];
  }
  if (!isAgent) {
    return [
      violation(
        host.path,
        "mounts a part of the node, which outlives the pod and is another on each node. Use a claim, or an emptyDir.",
      ),
    ];
  }
  const path = host.at("path").value;
  if (typeof path !== "string") {
    return [];
  }
  const mounts = containers.flatMap((container) =>
    container
      .at("volumeMounts")
      .entries()
      .filter((mount) => mount.at("name").value === volume.at("name").value),
  );
  const isWritten = mounts.some((mount) => mount.at("readOnly").value !== true);
  return SOCKET.test(path) || (DANGEROUS.test(path) && isWritten)
    ? [
        violation(
          host.at("path").path,
          `is "${path}", with which the pod can take over its node. Mount a narrower path, with readOnly.`,
        ),
      ]
    : [];
}
