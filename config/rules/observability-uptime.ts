import { problemAt } from "../problem";
import type { Rule } from "./rule";

const topKey = "holdfast:observability";

/** The places of a region: https://cloud.google.com/monitoring/uptime-checks#uptime-check-regions */
const placesOf: Readonly<Record<string, readonly string[]>> = {
  USA: ["USA_OREGON", "USA_IOWA", "USA_VIRGINIA"],
};

/** The least number of places that Cloud Monitoring takes. */
const fewestPlaces = 3;

/** An uptime check looks from enough places that the failure of one place tells nothing. */
export const observabilityUptime: Rule = ({ file }) => {
  const regions = file[topKey]?.uptime?.regions;
  if (regions === undefined || regions.includes(undefined as never)) {
    return [];
  }
  const places = new Set(regions.flatMap((region) => placesOf[region] ?? [region]));
  return places.size >= fewestPlaces
    ? []
    : [
        problemAt([topKey, "uptime", "regions"], {
          found: places.size === 1 ? "one place" : `${places.size} places`,
          allowed: `a list of at least ${fewestPlaces} places, of which "USA" has three`,
          action: "Add regions, or remove the key for the usual ones.",
        }),
      ];
};
