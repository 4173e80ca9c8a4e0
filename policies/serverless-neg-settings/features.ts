import { type Finding, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { isGiven } from "./settings";

/** Parts of outlier detection that need to know the single instances of a service. */
const UNSUPPORTED = [
  "enforcingSuccessRate",
  "successRateMinimumHosts",
  "successRateRequestVolume",
  "successRateStdevFactor",
];

/** What is wrong with the features that a backend service with serverless NEGs turns on. */
export function checkFeatures(service: Place): readonly Finding[] {
  const behindIap = service.at("iap", "enabled").flag() === true;
  return [...checkOutlierDetection(service, behindIap), ...checkCdn(service, behindIap)];
}

function checkOutlierDetection(service: Place, behindIap: boolean): readonly Finding[] {
  const detection = service.at("outlierDetection");
  if (!isGiven(detection)) {
    return [];
  }
  const { path } = detection;
  return [
    ...(service.at("loadBalancingScheme").value === "EXTERNAL"
      ? [
          violation(
            path,
            'is set, but a classic load balancer has none. Set loadBalancingScheme to "EXTERNAL_MANAGED" here and on the forwarding rule.',
          ),
        ]
      : []),
    ...(behindIap
      ? [violation(path, "is set beside iap, which excludes it. Remove one of the two.")]
      : []),
    ...UNSUPPORTED.map((key) => detection.at(key))
      .filter((place) => place.path !== path && isGiven(place))
      .map((place) =>
        violation(
          place.path,
          "is set, but serverless NEGs do not support it. Remove it, and use consecutiveErrors or consecutiveGatewayFailure.",
        ),
      ),
  ];
}

function checkCdn(service: Place, behindIap: boolean): readonly Finding[] {
  const cdn = service.at("enableCdn");
  return behindIap && cdn.flag() === true
    ? [
        violation(
          cdn.path,
          "is true beside iap, and Cloud CDN and Identity-Aware Proxy exclude each other. Turn one of the two off.",
        ),
      ]
    : [];
}
