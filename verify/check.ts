import type { Group } from "./plan";

/** A value that a check measured, in the form of a line of the structured log. docs/observability.md is its contract. */
export interface Measurement {
  readonly event:
    | "pool_utilization"
    | "connector_utilization"
    | "database_connect"
    | "startup_phase";
  readonly [field: string]: string | number | undefined;
}

/** What a check found to be well. */
export interface Finding {
  /** What was found, as a short phrase, such as `"status" is "healthy"`. */
  readonly found: string;
  /** What will go wrong soon: a full sentence. */
  readonly warning?: string;
  readonly measurements?: readonly Measurement[];
}

/** One line of a report, and how to come to it. */
export interface Check {
  /** Stable name, such as `health/staging.netrasystems.ai`. */
  readonly id: string;
  /** The groups that it belongs to. */
  readonly groups: readonly [Group, ...Group[]];
  /** Service of which it is a check; none of what lies before the services. */
  readonly service?: string;
  /** What is checked, for people. */
  readonly title: string;
  /** Ids of the checks and gates that must be green before this one makes sense. */
  readonly needs: readonly string[];
  /**
   * Checks.
   *
   * @throws {Fault} when the thing that is checked is not as it must be.
   */
  run(signal: AbortSignal): Promise<Finding>;
}

/**
 * Several checks under one name, for others to need: red when one that was made is red. One that was not run says
 * nothing: what kept it from running stands before the gate as well, or is no fault of what the gate stands for.
 */
export interface Gate {
  /** Stable name, such as `service/auth`. */
  readonly id: string;
  /** Ids of the checks and gates that it stands for. */
  readonly needs: readonly string[];
}

/** Checks, and the gates that they need. */
export interface Checks {
  readonly checks: readonly Check[];
  readonly gates: readonly Gate[];
}

/** A thing that is not as it must be. Any other error in a check is a fault of the check itself. */
export class Fault extends Error {
  /**
   * @param problem What is wrong, with what was expected, found and where: full sentences.
   * @param advice What to look at next: a full sentence.
   * @param measurements What was measured all the same.
   */
  constructor(
    readonly problem: string,
    readonly advice: string,
    readonly measurements: readonly Measurement[] = [],
  ) {
    super(problem);
  }
}
