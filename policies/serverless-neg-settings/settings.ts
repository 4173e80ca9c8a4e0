import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { isKnown } from "../framework/value";

/** Bounds on what a backend takes, which a serverless NEG has none of. */
const CAPACITY = [
  "maxUtilization",
  "maxRate",
  "maxRatePerInstance",
  "maxRatePerEndpoint",
  "maxConnections",
  "maxConnectionsPerInstance",
  "maxConnectionsPerEndpoint",
  "maxInFlightRequests",
  "maxInFlightRequestsPerInstance",
  "maxInFlightRequestsPerEndpoint",
];

const SCALING =
  "Remove it, and bound the service itself: on Cloud Run template.scaling.maxInstanceCount and template.maxInstanceRequestConcurrency.";

/** Settings that a backend service with serverless NEGs may not have at all, and what does what was meant. */
const REFUSED: readonly { readonly key: string; readonly message: string }[] = [
  {
    key: "healthChecks",
    message:
      "is set, but a backend service with serverless NEGs takes no health checks. Remove it, and give the service a startup and a liveness probe.",
  },
  {
    key: "timeoutSec",
    message:
      "is set, but a backend service with serverless NEGs takes none: the load balancer waits 60 minutes. Remove it, and bound requests by the service's own timeout, on Cloud Run template.timeout.",
  },
];

/** Settings that do nothing with serverless NEGs, the values that mean nothing either, and what does what was meant. */
const IGNORED: readonly {
  readonly key: string;
  readonly harmless: readonly string[];
  readonly message: string;
}[] = [
  {
    key: "portName",
    harmless: ["http"],
    message:
      "but serverless NEGs have no named ports. Remove it; the service listens where its own port says.",
  },
  {
    key: "sessionAffinity",
    harmless: ["NONE"],
    message:
      "but serverless NEGs have no session affinity. Remove it, and set that of the service, on Cloud Run template.sessionAffinity.",
  },
  {
    key: "localityLbPolicy",
    harmless: ["ROUND_ROBIN"],
    message:
      "but serverless NEGs do not let the load balancer choose between instances. Remove it; the service spreads requests itself.",
  },
];

/** Finer parts of the same, which only count when they are there. */
const IGNORED_OBJECTS = ["localityLbPolicies", "consistentHash", "strongSessionAffinityCookie"];

/** What is wrong with the settings of a backend service whose backends are serverless NEGs. */
export function checkSettings(service: Place): readonly Finding[] {
  return [
    ...REFUSED.flatMap(({ key, message }) => {
      const place = service.at(key);
      return isGiven(place) ? [violation(place.path, message)] : [];
    }),
    ...IGNORED.flatMap(({ key, harmless, message }) =>
      checkIgnored(service.at(key), harmless, message),
    ),
    ...IGNORED_OBJECTS.map((key) => service.at(key))
      .filter(isGiven)
      .map(({ path }) =>
        violation(path, "is set, but does nothing with serverless NEGs. Remove it."),
      ),
    ...service.at("backends").entries().flatMap(checkBackend),
  ];
}

function checkBackend(backend: Place): readonly Finding[] {
  const scaler = backend.at("capacityScaler");
  return [
    ...checkIgnored(
      backend.at("balancingMode"),
      ["UTILIZATION"],
      `but serverless NEGs have no balancing mode. ${SCALING}`,
    ),
    ...(isGiven(scaler) && Number(scaler.value) !== 1
      ? [
          violation(
            scaler.path,
            `is set, but serverless NEGs have no capacity to scale. ${SCALING}`,
          ),
        ]
      : []),
    ...CAPACITY.map((key) => backend.at(key))
      .filter(isGiven)
      .map(({ path }) =>
        violation(path, `is set, but serverless NEGs have no such bound. ${SCALING}`),
      ),
  ];
}

function checkIgnored(
  place: Place,
  harmless: readonly string[],
  message: string,
): readonly Finding[] {
  const text = place.text();
  if (text === undefined || text === "") {
    return [];
  }
  if (!isKnown(text)) {
    return [undetermined(place.path, `${text.reason}, ${message}`)];
  }
  return harmless.includes(text) ? [] : [violation(place.path, `is "${text}", ${message}`)];
}

/**
 * Tells whether a program gives a setting. An unknown is one: what is refused in every value is refused in that one too.
 * Zero and what is empty stand for a setting that is not given.
 */
export function isGiven({ value }: Place): boolean {
  return !(
    value === undefined ||
    value === null ||
    value === "" ||
    value === 0 ||
    (Array.isArray(value) && value.length === 0)
  );
}
