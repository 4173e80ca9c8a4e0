import type * as gcp from "@pulumi/gcp";

/** When Google may upgrade a cluster and its nodes. */
export interface MaintenanceSettings {
  /** Days on which a window begins, such as `"SATURDAY"`, in UTC. @default Saturday and Sunday */
  readonly days?: readonly string[];
  /** Time of the day at which a window begins, `"HH:MM"` in UTC. @default "02:00" */
  readonly startTime?: string;
  /** Length of a window in hours, 4 to 24; the windows of a week need 12 together. @default 8 */
  readonly hours?: number;
  /** Times in which nothing is upgraded, by what they are for. @default none */
  readonly exclusions?: Readonly<
    Record<
      string,
      {
        /** Begin in UTC, such as `"2026-12-24T00:00:00Z"`. */
        readonly startTime: string;
        /** End in UTC. */
        readonly endTime: string;
        /** Which upgrades wait: `"NO_UPGRADES"`, `"NO_MINOR_UPGRADES"` or `"NO_MINOR_OR_NODE_UPGRADES"`. */
        readonly scope: string;
      }
    >
  >;
}

/** A day long past: windows recur from it on, and its date means nothing else. */
const firstDay = "2024-01-06";

/** What a cluster says of its maintenance. */
export function maintenancePolicy({
  days = ["SATURDAY", "SUNDAY"],
  startTime = "02:00",
  hours = 8,
  exclusions = {},
}: MaintenanceSettings): gcp.types.input.container.ClusterMaintenancePolicy {
  const begin = new Date(`${firstDay}T${startTime}:00Z`);
  const end = new Date(begin.getTime() + hours * 3_600_000);
  return {
    recurringWindow: {
      startTime: inSeconds(begin),
      endTime: inSeconds(end),
      recurrence: `FREQ=WEEKLY;BYDAY=${days.map((day) => day.slice(0, 2)).join(",")}`,
    },
    maintenanceExclusions: Object.entries(exclusions).map(([exclusionName, exclusion]) => ({
      exclusionName,
      startTime: exclusion.startTime,
      endTime: exclusion.endTime,
      exclusionOptions: { scope: exclusion.scope },
    })),
  };
}

/** A moment as the API returns it: in UTC and without fractions, since any other form differs for ever. */
function inSeconds(moment: Date): string {
  return moment.toISOString().replace(".000Z", "Z");
}
