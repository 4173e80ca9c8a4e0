import { type Duration, ofSeconds } from "./schema/duration";

/** What is logged of the way from a user to the data, and of the data. */
export interface Logging {
  /** Flows of the subnetworks: none, every second one in windows of 30 s, or every one in windows of 5 s. */
  readonly flowLogs: "off" | "sampled" | "all";
  /** What the firewall says: what it denied, or also what it allowed. */
  readonly firewallLogs: "denied" | "all";
  /** Translations of Cloud NAT. Absent: there is none. */
  readonly natLogFilter?: "ERRORS_ONLY" | "TRANSLATIONS_ONLY" | "ALL";
  /** Part of the requests that the load balancer logs, 0 to 1. Absent: there is none. */
  readonly requestSampleRate?: number;
  /** What the databases log beside their errors. */
  readonly databases: DatabaseLogging;
}

/** What a database logs beside its errors. */
export interface DatabaseLogging {
  /** Statements that take at least this long, with the values in them. Absent: none. */
  readonly slowStatements?: Duration;
  /** Whether connections and their ends are logged. */
  readonly connections: boolean;
}

/** What a database logs outside of an investigation: nothing beside its errors. */
export const usualDatabaseLogging: DatabaseLogging = { connections: false };

/** What the stack file itself says of logging. */
export type DeclaredLogging = Pick<Logging, "flowLogs" | "natLogFilter" | "requestSampleRate">;

/**
 * What is logged: the one place that decides it, for all parts of the stack. Without an investigation it is
 * what the stack file declares. With one it is everything, whatever is declared, which holds again afterwards.
 * All of it changes in place, without a restart and without a new revision of a service.
 */
export function loggingOf(investigation: string | undefined, declared: DeclaredLogging): Logging {
  return investigation === undefined
    ? { ...declared, firewallLogs: "denied", databases: usualDatabaseLogging }
    : {
        flowLogs: "all",
        firewallLogs: "all",
        natLogFilter: declared.natLogFilter && "ALL",
        requestSampleRate: declared.requestSampleRate === undefined ? undefined : 1,
        databases: { slowStatements: ofSeconds(1), connections: true },
      };
}
