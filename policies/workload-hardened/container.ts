import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { Unknown, type Value } from "../framework/value";
import { checkSetting } from "../models/setting/required-setting";
import type { PodContainer, PodSpec } from "../models/workload/pod-spec";

/** Capabilities that a container may keep: the API's own profile "restricted" allows no other. */
const ALLOWED_CAPABILITIES: ReadonlySet<string> = new Set(["NET_BIND_SERVICE"]);

/** What one Linux container may do beyond what it needs. */
export function checkContainer(
  { place }: PodContainer,
  { spec, isPatch }: PodSpec,
): readonly Finding[] {
  const context = place.at("securityContext");
  const isMissing = (value: Place["value"]) => isPatch && (value === undefined || value === null);
  return [
    ...checkUser(context, spec.at("securityContext"), isPatch),
    ...checkSetting(context.at("readOnlyRootFilesystem"), {
      allows: (value) => value === true || isMissing(value),
      consequence: "so whoever gets into the process can change the programs of its container",
      action: "Set it to true, and mount an emptyDir where the process writes.",
    }),
    ...checkSetting(context.at("allowPrivilegeEscalation"), {
      allows: (value) => value === false || isMissing(value),
      consequence: "so a process can get more rights than the one that started it",
      action: "Set it to false.",
    }),
    ...checkSetting(context.at("privileged"), {
      allows: (value) => value !== true,
      consequence: "so the container has all rights on its node",
      action: "Remove it.",
    }),
    ...checkCapabilities(context.at("capabilities"), isPatch),
    ...checkSeccomp(context.at("seccompProfile", "type")),
  ];
}

/** The user of a container, which its pod may choose for it. */
function checkUser(context: Place, pod: Place, isPatch: boolean): readonly Finding[] {
  const user = firstGiven(context.at("runAsUser"), pod.at("runAsUser"));
  const nonRoot = firstGiven(context.at("runAsNonRoot"), pod.at("runAsNonRoot"));
  const number = user.number();
  if (number === 0) {
    return [
      violation(
        user.path,
        "is 0, the user root. Choose a user of another number, and let its files belong to it.",
      ),
    ];
  }
  if (nonRoot.flag() === true || (typeof number === "number" && nonRoot.flag() === undefined)) {
    return [];
  }
  if (nonRoot.flag() === false) {
    return typeof number === "number"
      ? []
      : unlessUnknown(number, user, [
          violation(
            nonRoot.path,
            "is false, so the container may run as root. Set it to true, with an image or a runAsUser that is not root.",
          ),
        ]);
  }
  const unknown = [nonRoot, user].find(({ value }) => value instanceof Unknown);
  if (unknown !== undefined) {
    return [
      undetermined(
        unknown.path,
        `${unknown.unknownReason()}, so nothing tells whether the container runs as root. Give it as a literal.`,
      ),
    ];
  }
  return isPatch
    ? []
    : [
        violation(
          context.at("runAsNonRoot").path,
          "is not set, neither here nor for the pod, so the container may run as root. Set it to true, with an image or a runAsUser that is not root.",
        ),
      ];
}

function unlessUnknown(
  value: Value<number> | undefined,
  place: Place,
  findings: readonly Finding[],
): readonly Finding[] {
  return value instanceof Unknown
    ? [
        undetermined(
          place.path,
          `${value.reason}, so nothing tells whether the container runs as root. Give it as a literal.`,
        ),
      ]
    : findings;
}

/** What the container says counts, else what its pod says. */
function firstGiven(own: Place, ofPod: Place): Place {
  return own.value === undefined || own.value === null ? ofPod : own;
}

function checkCapabilities(capabilities: Place, isPatch: boolean): readonly Finding[] {
  const drop = capabilities.at("drop");
  const dropped = drop.entries().map(({ value }) => value);
  const isDropped = dropped.some((value) => typeof value === "string" && /^all$/i.test(value));
  const hidden = [drop, ...drop.entries()].find(({ value }) => value instanceof Unknown);
  const kept = isDropped
    ? []
    : hidden !== undefined
      ? [
          undetermined(
            hidden.path,
            `${hidden.unknownReason()}, so nothing tells which capabilities are dropped. Give it as a literal.`,
          ),
        ]
      : isPatch && drop.value === undefined
        ? []
        : [
            violation(
              drop.path,
              'does not hold "ALL", so the container keeps capabilities that it does not need. Drop "ALL", and add the one that is needed.',
            ),
          ];
  return [
    ...kept,
    ...capabilities
      .at("add")
      .entries()
      .filter(
        ({ value }) =>
          typeof value === "string" && !ALLOWED_CAPABILITIES.has(value.replace(/^CAP_/, "")),
      )
      .map(({ path, value }) =>
        violation(
          path,
          `is "${value}", with which a process reaches beyond its container. A container may have "NET_BIND_SERVICE". Remove it.`,
        ),
      ),
  ];
}

/** The profile that is not set is that of the node, which GKE sets for Autopilot. */
export function checkSeccomp(type: Place): readonly Finding[] {
  return checkSetting(type, {
    allows: (value) => value !== "Unconfined",
    consequence: "so every call to the kernel is allowed",
    action: 'Set it to "RuntimeDefault".',
  });
}
