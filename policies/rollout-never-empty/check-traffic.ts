import { type Finding, violation } from "../framework/finding";
import { Place } from "../framework/place";
import type { PolicyResource } from "../framework/policy";

/** How each API of Cloud Run spells where a revision is named and where the latest one is meant. */
const SPELLINGS: Readonly<
  Record<string, { readonly revision: string; readonly isLatest: (target: Place) => boolean }>
> = {
  "gcp:cloudrunv2/service:Service": {
    revision: "revision",
    isLatest: (target) => target.at("type").value === "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST",
  },
  "gcp:cloudrun/service:Service": {
    revision: "revisionName",
    isLatest: (target) => target.at("latestRevision").flag() === true,
  },
};

/** Tells by the type alone whether a resource divides traffic between revisions. */
export function dividesTraffic(type: string): boolean {
  return Object.hasOwn(SPELLINGS, type);
}

/** What Cloud Run refuses of the way in which the traffic of a service is divided. */
export function checkTraffic({
  type,
  props,
}: Pick<PolicyResource, "type" | "props">): readonly Finding[] {
  const spelling = SPELLINGS[type];
  const list = new Place(props).at("traffics");
  if (spelling === undefined) {
    return [];
  }
  const targets = list.entries();
  const both = targets.filter(
    (target) =>
      spelling.isLatest(target) && Boolean(target.at(spelling.revision).value ?? undefined),
  );
  const percents = targets.map((target) => target.at("percent").value ?? undefined);
  const isRead =
    percents.some((each) => each !== undefined) &&
    percents.every((each) => each === undefined || typeof each === "number");
  const sum = percents.reduce<number>((total, each) => total + Number(each ?? 0), 0);
  return [
    ...both.map((target) =>
      violation(
        target.at(spelling.revision).path,
        "names a revision for a share of the traffic that goes to the latest one, and Cloud Run takes one of them. Remove one.",
      ),
    ),
    ...(!isRead || list.unknownReason() !== undefined || sum === 100
      ? []
      : [
          violation(
            list.path,
            `gives ${sum} % of the traffic in all. Cloud Run takes 100 %. Change the percent of one entry by ${Math.abs(100 - sum)}.`,
          ),
        ]),
  ];
}
