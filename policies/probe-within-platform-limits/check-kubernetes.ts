import { type Finding, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { PROBE_DEFAULTS } from "../models/probe/cloud-run-probe-limits";
import type { Probe } from "../models/probe/read-probes";
import { checkRange, checkSeveral, unreadNumbers } from "./check-numbers";

const LEAST: readonly (readonly [string, number])[] = [
  ["initialDelaySeconds", 0],
  ["periodSeconds", 1],
  ["timeoutSeconds", 1],
  ["successThreshold", 1],
  ["failureThreshold", 1],
];

const HANDLERS = ["exec", "grpc", "httpGet", "tcpSocket"];

/**
 * What Kubernetes refuses of one probe, or can never carry out. The rules are those of the API's validation:
 * https://kubernetes.io/docs/concepts/workloads/pods/probes.
 *
 * @param isPatch Whether the resource is a patch, which says a part of the probe only.
 */
export function checkKubernetesProbe(probe: Probe, isPatch: boolean): readonly Finding[] {
  const { place } = probe;
  const unread = unreadNumbers(
    place,
    LEAST.map(([key]) => key),
  );
  const misplaced = checkContainer(probe);
  return place.unknownReason() !== undefined || misplaced.length > 0
    ? [...misplaced, ...unread]
    : [
        ...unread,
        ...LEAST.flatMap(([key, least]) =>
          checkRange(place.at(key), least, Number.POSITIVE_INFINITY),
        ),
        ...checkSuccesses(probe),
        ...checkGracePeriod(probe),
        ...checkSeveral(place, HANDLERS),
        ...(isPatch ? [] : checkHandler(place)),
        ...checkPort(probe),
        ...checkTimeout(probe),
      ];
}

function checkHandler(probe: Place): readonly Finding[] {
  return HANDLERS.some((handler) => (probe.at(handler).value ?? undefined) !== undefined)
    ? []
    : [
        violation(
          probe.path,
          `has no way to ask, and Kubernetes refuses it. Give one of ${HANDLERS.join(", ")}.`,
        ),
      ];
}

/** An init container that ends, and one for debugging, has no probes. */
function checkContainer({ container, place }: Probe): readonly Finding[] {
  if (container.role === "init") {
    return [
      violation(
        place.path,
        'stands in an init container, which Kubernetes refuses. Remove it, or set restartPolicy to "Always" to make it a sidecar.',
      ),
    ];
  }
  return container.role === "ephemeral"
    ? [
        violation(
          place.path,
          "stands in an ephemeral container, which Kubernetes refuses. Remove it.",
        ),
      ]
    : [];
}

function checkSuccesses({ kind, place }: Probe): readonly Finding[] {
  const successes = place.at("successThreshold");
  return kind !== "readiness" && typeof successes.value === "number" && successes.value > 1
    ? [
        violation(
          successes.path,
          `is ${successes.value}. It must be 1 for a ${kind} probe. Remove it, or set it to 1.`,
        ),
      ]
    : [];
}

function checkGracePeriod({ kind, place }: Probe): readonly Finding[] {
  const period = place.at("terminationGracePeriodSeconds");
  if (typeof period.value !== "number") {
    return [];
  }
  return kind === "readiness"
    ? [
        violation(
          period.path,
          "is set for a readiness probe, which ends nothing. Remove it, or set it for the liveness probe.",
        ),
      ]
    : checkRange(period, 1, Number.POSITIVE_INFINITY);
}

function checkPort({ place, containerPlace }: Probe): readonly Finding[] {
  const ports = ["httpGet", "tcpSocket"].map((handler) => place.at(handler, "port"));
  return [
    ...ports.flatMap((port) => checkNamedPort(port, containerPlace)),
    ...[...ports, place.at("grpc", "port")].flatMap((port) => checkRange(port, 1, 65_535)),
  ];
}

/** A port by its name, which the same container has to declare. */
function checkNamedPort(port: Place, container: Place): readonly Finding[] {
  const { value } = port;
  const list = container.at("ports");
  const names = list.entries().map((each) => each.at("name"));
  const isUnread = [list, ...names].some((each) => each.unknownReason() !== undefined);
  if (typeof value !== "string" || /^\d+$/.test(value) || isUnread) {
    return [];
  }
  const declared = names.flatMap((name) => (typeof name.value === "string" ? [name.value] : []));
  return declared.includes(value)
    ? []
    : [
        violation(
          port.path,
          `is "${value}", a port that the container does not declare${declared.length === 0 ? "" : ` (it has ${declared.map((name) => `"${name}"`).join(", ")})`}. Declare it in ports, or give its number.`,
        ),
      ];
}

/** Google's load balancers take their health check from a readiness probe, and no timeout over its period. */
function checkTimeout({ kind, place }: Probe): readonly Finding[] {
  const timeout = place.at("timeoutSeconds").value;
  const period = place.at("periodSeconds").value ?? PROBE_DEFAULTS.period;
  return kind === "readiness" &&
    place.at("httpGet").record() !== undefined &&
    typeof timeout === "number" &&
    typeof period === "number" &&
    timeout > period
    ? [
        violation(
          place.at("timeoutSeconds").path,
          `is ${timeout} s with a period of ${period} s. Load balancers that take their health check from the probe refuse that. Set it to ${period} or less, or raise periodSeconds.`,
        ),
      ]
    : [];
}
