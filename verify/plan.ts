import type { PlainValue } from "./json-path";

/**
 * What is to be checked of one stack, as data: JSON, and nothing secret in it. The command derives it from
 * the stack file, and the stack packs it beside the function that runs on a schedule.
 */
export interface VerificationPlan {
  /** Name of the stack. */
  readonly stack: string;
  /** The hosts with what their health path answers, in the order of the stack file. */
  readonly hosts: readonly HostTarget[];
  /** Absent: no WebSocket is checked. */
  readonly websocket?: WebSocketTarget;
  /** Absent: no measurements are asked for. */
  readonly infrastructure?: InfrastructureTarget;
  /** The routes of services, each service's after those of the services that it requires. */
  readonly routes: readonly RouteTarget[];
  /** The services that each service requires: what is red of them leaves its own checks not run. */
  readonly requires: Readonly<Record<string, readonly string[]>>;
  /** Absent: the golden path is not checked. */
  readonly goldenPath?: GoldenPathTarget;
  readonly limits: Limits;
  readonly schedules: Schedules;
  /**
   * Environment variables that the checks read, each with the secret of the stack file (its id in Secret
   * Manager) that it holds.
   */
  readonly secrets: Readonly<Record<string, string>>;
}

/** The groups in which checks are run. */
export const groups = ["health", "routes", "connector", "database", "golden-path"] as const;

/** One of the groups in which checks are run. */
export type Group = (typeof groups)[number];

/** What must stand at a place in a JSON document. */
export interface Expectation {
  /** The place, such as `$.status`. */
  readonly jsonPath: string;
  readonly equals: PlainValue;
}

/** A host and its health path. */
export interface HostTarget {
  /** Name of the host, without scheme and port. */
  readonly host: string;
  /** Service to which the host leads, for advice. */
  readonly service: string;
  /** Health path of the service. */
  readonly path: string;
  /** Headers of the request: a text each, or the environment variable that holds a secret. Absent: none. */
  readonly headers?: Readonly<Record<string, string | { readonly variable: string }>>;
  /** What the body must say; at least one entry. */
  readonly body: readonly Expectation[];
  /** Requests by which the availability is measured. */
  readonly availabilityRequests: number;
}

/** A path of a service that must answer in a certain way. */
export interface RouteTarget {
  readonly host: string;
  /** Service to which the path leads. */
  readonly service: string;
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";
  /** Path with query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Body of the request, as JSON. */
  readonly json?: string;
  /** Whether the request carries the token of the golden path's login. */
  readonly authenticated: boolean;
  /** What the status must be one of: a status, or a class such as `4xx`. */
  readonly status: readonly (number | string)[];
  /** What the JSON of the answer must say. */
  readonly body: readonly Expectation[];
  /** What the answer must contain. */
  readonly contains?: string;
}

/** A path that takes a WebSocket. */
export interface WebSocketTarget {
  readonly host: string;
  readonly service: string;
  readonly path: string;
  /** Connections that are opened, one after the other. */
  readonly attempts: number;
}

/** A path that answers with measurements of database and network. */
export interface InfrastructureTarget {
  readonly host: string;
  readonly service: string;
  readonly path: string;
  /** Key of the database in the stack file; absent where the stack has none. */
  readonly database?: string;
  /** How the answer writes a share: 0.7 or 70. */
  readonly utilizationIn: "fraction" | "percent";
  /** JSON paths of the measurements; of what the stack does not have there is none. */
  readonly fields: Readonly<
    Partial<
      Record<"poolUtilization" | "connectorUtilization" | "connectSeconds" | "phaseSeconds", string>
    >
  >;
  /** Names of the phases of a start in their order, as far as the service declares them. */
  readonly phases: readonly string[];
  /** Number of the phase that opens the database; the first is 1. */
  readonly databasePhase: number;
}

/** What tells an answer from other messages: exactly one of `equals` and `contains`. */
export interface Answer {
  /** Place in the message; absent: the whole message as text. */
  readonly jsonPath?: string;
  readonly equals?: PlainValue;
  readonly contains?: string;
}

/** A login, a message, its answer. */
export interface GoldenPathTarget {
  readonly host: string;
  /** Service that takes the login, for advice. */
  readonly loginService: string;
  /** Service that takes the WebSocket, for advice. */
  readonly service: string;
  readonly login: {
    readonly path: string;
    readonly user: string;
    readonly userField: string;
    readonly passwordField: string;
    /** Environment variable with the password. */
    readonly passwordVariable: string;
    /** JSON path of the token in the answer. */
    readonly token: string;
  };
  /** Path of the WebSocket. */
  readonly path: string;
  readonly message: string;
  readonly answer: Answer;
}

/** What a recovered system keeps to. Shares are fractions of 1. */
export interface Limits {
  readonly healthAnswerSeconds: number;
  readonly availability: number;
  readonly websocketSuccess: number;
  readonly certificateValidDays: number;
  readonly certificateWarningDays: number;
  readonly connectorUtilization: number;
  readonly poolUtilization: number;
  readonly databaseConnectSeconds: number;
  readonly databasePhaseSeconds: number;
  readonly routeAnswerSeconds: number;
  readonly goldenPathSeconds: number;
}

/** When the stack runs the checks itself. */
export interface Schedules {
  /** Schedules in the form of cron, in UTC, by group. A group without a target has none. */
  readonly cron: Readonly<Partial<Record<"health" | "routes" | "connector" | "database", string>>>;
  /** Seconds between two runs of the synthetic monitor. */
  readonly syntheticSeconds: number;
  /** Groups that the synthetic monitor runs. */
  readonly syntheticGroups: readonly Group[];
}

/** What of a plan can be checked without the password of its user. */
export function withoutLogin({
  goldenPath: _,
  routes,
  ...plan
}: VerificationPlan): VerificationPlan {
  return { ...plan, routes: routes.filter(({ authenticated }) => !authenticated), secrets: {} };
}
