import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import {
  CLOUD_RUN_PROBES,
  LONGEST_REQUEST,
  LONGEST_START,
  LONGEST_TASK,
  mayLastItsPeriod,
  PROBE_DEFAULTS,
} from "../models/probe/cloud-run-probe-limits";
import type { Probe } from "../models/probe/read-probes";
import { checkRange, checkSeveral, unreadNumbers } from "./check-numbers";

const NUMBERS = ["initialDelaySeconds", "periodSeconds", "timeoutSeconds", "failureThreshold"];

/** What Cloud Run refuses of one probe. */
export function checkCloudRunProbe(probe: Probe): readonly Finding[] {
  const { kind, place } = probe;
  const limits = CLOUD_RUN_PROBES[kind];
  const unread = unreadNumbers(place, NUMBERS);
  if (place.unknownReason() !== undefined) {
    return unread;
  }
  const outside = [
    ...checkRange(place.at("initialDelaySeconds"), 0, limits.delay),
    ...checkRange(place.at("periodSeconds"), 1, limits.period),
    ...checkRange(place.at("timeoutSeconds"), 1, limits.period),
    ...checkRange(place.at("failureThreshold"), 1, Number.POSITIVE_INFINITY),
  ];
  return [
    ...unread,
    ...outside,
    ...checkHandler(probe),
    ...checkPort(place),
    // What is outside of its own range would be told twice.
    ...(outside.length > 0 || unread.length > 0
      ? []
      : [...checkTimeout(probe), ...(kind === "startup" ? checkBudget(place) : [])]),
  ];
}

/** Neither liveness nor readiness is found out by opening a connection: the API refuses it. */
function checkHandler({ kind, place }: Probe): readonly Finding[] {
  const socket = place.at("tcpSocket");
  return kind !== "startup" && socket.record() !== undefined
    ? [
        violation(
          socket.path,
          `is a TCP probe, which Cloud Run has for starts only. Use httpGet or grpc.`,
        ),
      ]
    : checkSeveral(place, ["httpGet", "grpc", "tcpSocket"]);
}

function checkPort(place: Place): readonly Finding[] {
  return ["httpGet", "grpc", "tcpSocket"].flatMap((handler) =>
    checkRange(place.at(handler, "port"), 1, 65_535),
  );
}

function checkTimeout({ kind, place }: Probe): readonly Finding[] {
  const period = numberOr(place.at("periodSeconds"), PROBE_DEFAULTS.period);
  const timeout = numberOr(place.at("timeoutSeconds"), PROBE_DEFAULTS.timeout);
  const isShort = mayLastItsPeriod(kind) ? timeout <= period : timeout < period;
  if (isShort) {
    return [];
  }
  const most = mayLastItsPeriod(kind) ? period : period - 1;
  const shorten = most < 1 ? "" : `Set it to ${most} or less, or `;
  const raise = `${most < 1 ? "R" : "r"}aise periodSeconds.`;
  return [
    violation(
      place.at("timeoutSeconds").path,
      `is ${timeout} s with a period of ${period} s. Cloud Run takes ${mayLastItsPeriod(kind) ? "no more than" : "less than"} the period. ${shorten}${raise}`,
    ),
  ];
}

function checkBudget(place: Place): readonly Finding[] {
  const period = numberOr(place.at("periodSeconds"), PROBE_DEFAULTS.period);
  const failures = numberOr(place.at("failureThreshold"), PROBE_DEFAULTS.failures);
  const budget = period * failures;
  return budget <= LONGEST_START
    ? []
    : [
        violation(
          place.path,
          `gives a start ${failures} x ${period} s = ${budget} s. Cloud Run takes ${LONGEST_START} s at most. Set failureThreshold to ${Math.floor(LONGEST_START / period)} or less, or shorten periodSeconds.`,
        ),
      ];
}

function numberOr({ value }: Place, fallback: number): number {
  return typeof value === "number" ? value : fallback;
}

/** Where a kind of resource says how long a request or a task may take, and how long that is at most. */
const TIMEOUTS: Readonly<
  Record<string, { readonly keys: readonly string[]; readonly most: number; readonly of: string }>
> = {
  "gcp:cloudrunv2/service:Service": {
    keys: ["template", "timeout"],
    most: LONGEST_REQUEST,
    of: "request",
  },
  "gcp:cloudrun/service:Service": {
    keys: ["template", "spec", "timeoutSeconds"],
    most: LONGEST_REQUEST,
    of: "request",
  },
  "gcp:cloudrunv2/job:Job": {
    keys: ["template", "template", "timeout"],
    most: LONGEST_TASK,
    of: "task",
  },
};

/** What Cloud Run refuses of the time that a request or a task may take. */
export function checkDuration(type: string, root: Place): readonly Finding[] {
  const limit = TIMEOUTS[type];
  if (limit === undefined) {
    return [];
  }
  const place = root.at(...limit.keys);
  const reason = place.unknownReason();
  if (reason !== undefined) {
    // The template as a whole is told with its containers.
    return place.path.endsWith(limit.keys.at(-1) ?? "")
      ? [undetermined(place.path, `${reason}. Give it as a literal.`)]
      : [];
  }
  const seconds = secondsOf(place);
  return seconds !== undefined && seconds > limit.most
    ? [
        violation(
          place.path,
          `is ${seconds} s. Cloud Run ends a ${limit.of} after ${limit.most} s. Set it to ${limit.most} s or less.`,
        ),
      ]
    : [];
}

/** A number of seconds, or a text such as `300s`. */
function secondsOf({ value }: Place): number | undefined {
  if (typeof value === "number") {
    return value;
  }
  const [, seconds] =
    typeof value === "string" ? (/^([0-9]{1,15}(?:\.[0-9]{1,9})?)s$/.exec(value) ?? []) : [];
  return seconds === undefined ? undefined : Number(seconds);
}
