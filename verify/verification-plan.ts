import {
  answeringService,
  healthHeaders,
  healthyAnswer,
  mapHeaders,
  type RouteConfiguration,
  type ServiceConfiguration,
  type StackConfiguration,
  type VerifyConfiguration,
} from "../config";
import type {
  GoldenPathTarget,
  Group,
  HostTarget,
  InfrastructureTarget,
  Limits,
  RouteTarget,
  Schedules,
  VerificationPlan,
} from "./plan";

/** Environment variable with the password of the user of the golden path. */
export const PASSWORD_VARIABLE = "HOLDFAST_VERIFY_PASSWORD";

/** The phase of a start that opens the database, where the service does not say which one does. */
const USUAL_DATABASE_PHASE = 3;

/**
 * What is to be checked of a stack: all hosts of its edge, and what `holdfast:verify` names. A stack
 * without an edge has no host, and so nothing that could be checked.
 */
export function verificationPlan(configuration: StackConfiguration): VerificationPlan {
  const { stack, verify } = configuration;
  const secrets = new HeaderSecrets();
  return {
    stack,
    hosts: Object.keys(configuration.edge?.hosts ?? {}).map((host) =>
      hostTarget(configuration, host, secrets),
    ),
    websocket: verify.websocket && {
      ...verify.websocket,
      service: routedService(configuration, verify.websocket.host, verify.websocket.path),
    },
    infrastructure: verify.infrastructure && infrastructureTarget(configuration),
    routes: Object.entries(configuration.services).flatMap(([service, { routes }]) =>
      routes.map((route) => routeTarget(service, route)),
    ),
    requires: requiredServices(configuration),
    goldenPath: verify.goldenPath && goldenPathTarget(configuration, verify.goldenPath),
    limits: limitsOf(verify),
    schedules: schedulesOf(configuration),
    secrets: {
      ...(verify.goldenPath && {
        [PASSWORD_VARIABLE]: verify.goldenPath.login.passwordSecret,
      }),
      ...secrets.byVariable(),
    },
  };
}

/** The secrets that headers hold, each with one variable however many hosts are asked with it. */
class HeaderSecrets {
  readonly #variables = new Map<string, string>();

  /** The variable with the value of a secret. */
  variableOf(secret: string): string {
    const known = this.#variables.get(secret);
    if (known !== undefined) return known;
    const words = secret.toUpperCase().replace(/[^A-Z0-9]+/g, "_");
    const usual = `HOLDFAST_VERIFY_HEADER_${words}`;
    const taken = new Set(this.#variables.values());
    let variable = usual;
    for (let count = 2; taken.has(variable); count += 1) variable = `${usual}_${count}`;
    this.#variables.set(secret, variable);
    return variable;
  }

  /** All of them, as `VerificationPlan.secrets`. */
  byVariable(): Record<string, string> {
    return Object.fromEntries([...this.#variables].map(([secret, variable]) => [variable, secret]));
  }
}

/** The service that answers what is asked of a host. */
function routedService({ edge }: StackConfiguration, host: string, path: string): string {
  const target = edge?.hosts[host];
  return target === undefined ? "" : answeringService(target, path);
}

function hostTarget(
  configuration: StackConfiguration,
  host: string,
  secrets: HeaderSecrets,
): HostTarget {
  const { verify } = configuration;
  const own = configuration.edge?.hosts[host]?.service ?? "";
  const path = serviceOf(configuration, own).health.path;
  const service = routedService(configuration, host, path);
  const headers = healthHeaders(configuration, service);
  return {
    host,
    service,
    path,
    ...(Object.keys(headers).length > 0 && {
      headers: mapHeaders(headers, (secret) => ({ variable: secrets.variableOf(secret) })),
    }),
    body: healthyAnswer(configuration, service),
    availabilityRequests: verify.availability.requests,
  };
}

function serviceOf({ services }: StackConfiguration, name: string): ServiceConfiguration {
  const service = services[name];
  if (service === undefined) {
    throw new Error(`The service ${name} was asked for before the stack file was checked.`);
  }
  return service;
}

function routeTarget(
  service: string,
  { host, method, path, headers, json, authenticated, status, body, contains }: RouteConfiguration,
): RouteTarget {
  return {
    host,
    service,
    method,
    path,
    headers,
    ...(json === undefined ? {} : { json: JSON.stringify(json) }),
    authenticated,
    status,
    body: Object.entries(body).map(([jsonPath, equals]) => ({ jsonPath, equals })),
    ...(contains === undefined ? {} : { contains }),
  };
}

/** The services that each service requires, of those that require one. */
function requiredServices({ services }: StackConfiguration): VerificationPlan["requires"] {
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, { uses }]) => {
      const required = Object.values(uses).flatMap(({ kind, target, optional }) =>
        kind === "service" && !optional && target !== name ? [target] : [],
      );
      return required.length === 0 ? [] : [[name, required]];
    }),
  );
}

function infrastructureTarget(configuration: StackConfiguration): InfrastructureTarget | undefined {
  const { infrastructure } = configuration.verify;
  if (infrastructure === undefined) return undefined;
  const { host, path, utilizationIn, fields } = infrastructure;
  const { connectorUtilization, ...ofDatabase } = fields;
  const databases = Object.keys(configuration.postgres);
  const database = infrastructure.database ?? (databases.length === 1 ? databases[0] : undefined);
  const service = routedService(configuration, host, path);
  const { phases } = serviceOf(configuration, service).startup;
  const opens = phases.findIndex((phase) => phase.opens !== undefined && phase.opens === database);
  return {
    host,
    service,
    path,
    database,
    utilizationIn,
    fields: {
      ...(configuration.network.connector ? { connectorUtilization } : {}),
      ...(database === undefined ? {} : ofDatabase),
    },
    phases: phases.map(({ name }) => name),
    databasePhase: opens === -1 ? USUAL_DATABASE_PHASE : opens + 1,
  };
}

function goldenPathTarget(
  configuration: StackConfiguration,
  { host, login, path, message, answer }: NonNullable<VerifyConfiguration["goldenPath"]>,
): GoldenPathTarget {
  const { passwordSecret: _, ...said } = login;
  return {
    host,
    loginService: routedService(configuration, host, login.path),
    service: routedService(configuration, host, path),
    login: { ...said, passwordVariable: PASSWORD_VARIABLE },
    path,
    message,
    answer,
  };
}

function limitsOf({ limits }: VerifyConfiguration): Limits {
  return {
    healthAnswerSeconds: limits.healthAnswer.seconds,
    availability: limits.availability / 100,
    websocketSuccess: limits.websocketSuccess / 100,
    certificateValidDays: limits.certificateValid.days,
    certificateWarningDays: limits.certificateWarning.days,
    connectorUtilization: limits.connectorUtilization / 100,
    poolUtilization: limits.poolUtilization / 100,
    databaseConnectSeconds: limits.databaseConnectTime.seconds,
    databasePhaseSeconds: limits.databasePhase.seconds,
    routeAnswerSeconds: limits.routeAnswer.seconds,
    goldenPathSeconds: limits.goldenPath.seconds,
  };
}

type Interval = VerifyConfiguration["schedules"]["health" | "routes" | "connector" | "database"];

/**
 * The times of day at which a schedule keeps an interval exactly, in the fields for minute and hour of cron.
 * https://cloud.google.com/scheduler/docs/configuring/cron-job-schedules
 */
const CRON = {
  "5m": (minute) => `${minute}-59/5 *`,
  "10m": (minute) => `${minute}-59/10 *`,
  "15m": (minute) => `${minute}-59/15 *`,
  "20m": (minute) => `${minute}-59/20 *`,
  "30m": (minute) => `${minute}-59/30 *`,
  "1h": (minute) => `${minute} *`,
  "2h": (minute) => `${minute} */2`,
  "3h": (minute) => `${minute} */3`,
  "4h": (minute) => `${minute} */4`,
  "6h": (minute) => `${minute} */6`,
  "8h": (minute) => `${minute} */8`,
  "12h": (minute) => `${minute} */12`,
  "24h": (minute) => `${minute} 0`,
} as const satisfies Record<Interval, (minute: number) => string>;

/** Each group begins at a minute of its own, so that no two begin together. */
function cron(interval: Interval, minute: number): string {
  return `${CRON[interval](minute).replace(/^0-59/, "*")} * * *`;
}

const SYNTHETIC_SECONDS = { "1m": 60, "5m": 300, "10m": 600, "15m": 900 } as const;

function schedulesOf({ verify, edge, network, postgres, services }: StackConfiguration): Schedules {
  const { schedules, infrastructure, goldenPath } = verify;
  const hasRoutes = Object.values(services).some(({ routes }) => routes.length > 0);
  const syntheticGroups: Group[] = [
    "health",
    ...(hasRoutes ? (["routes"] as const) : []),
    ...(goldenPath ? (["golden-path"] as const) : []),
  ];
  return {
    cron: {
      ...(edge ? { health: cron(schedules.health, 0) } : {}),
      ...(hasRoutes ? { routes: cron(schedules.routes, 1) } : {}),
      ...(infrastructure && network.connector ? { connector: cron(schedules.connector, 2) } : {}),
      ...(infrastructure && Object.keys(postgres).length > 0
        ? { database: cron(schedules.database, 4) }
        : {}),
    },
    syntheticSeconds: SYNTHETIC_SECONDS[schedules.goldenPath],
    syntheticGroups,
  };
}
