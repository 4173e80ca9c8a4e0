import { createSecureContext } from "node:tls";
import { parseStackFile } from "../../config/parse";
import { goodFile, goodService, type Raw } from "../../config/stack-file.fixture";
import { selfSignedCertificate } from "../../test/registry/certificate";
import { groups, type VerificationPlan } from "../plan";
import type { VerificationReport } from "../report";
import { Secrets } from "../secrets";
import { PASSWORD_VARIABLE, verificationPlan } from "../verification-plan";
import { verify } from "../verify";
import {
  type Answerer,
  type Application,
  logIn as authenticate,
  json,
  startApplication,
  TOKEN,
  USER,
} from "./application";
import { html } from "./broken";
import { type Breakage, inDays } from "./run";

/** Host of the frontend. */
export const APP = "app.pyairtable.example";
/** Host of the gateway to the other services. */
export const API = "api.pyairtable.example";

/** What each service requires. */
const requires = {
  "airtable-gateway": [],
  "mcp-server": ["airtable-gateway"],
  "llm-orchestrator": ["mcp-server"],
  "platform-services": [],
  "automation-services": ["platform-services"],
  "saga-orchestrator": ["platform-services", "automation-services"],
  "api-gateway": ["airtable-gateway", "llm-orchestrator", "platform-services", "saga-orchestrator"],
  frontend: ["api-gateway"],
} as const satisfies Record<string, readonly string[]>;

/** A service of the system. */
export type ServiceName = keyof typeof requires;

/** The services behind the gateway, which nothing outside can ask. */
export const internal = Object.keys(requires).filter(
  (name) => name !== "api-gateway" && name !== "frontend",
) as ServiceName[];

/** A stack file of the system; its gateway says in its health how the services behind it are. */
export function tenServicesFile(): Raw {
  const file = goodFile();
  file["holdfast:services"] = Object.fromEntries(
    Object.entries(requires).map(([name, required]) => [
      name,
      { ...goodService(), uses: Object.fromEntries(required.map((other) => [other, {}])) },
    ]),
  );
  const { frontend, "api-gateway": gateway } = file["holdfast:services"];
  gateway.uses["automation-services"] = { optional: true };
  frontend.routes = ["/auth/login", "/auth/register"];
  gateway.routes = [
    { path: "/auth/register", json: {}, status: 422 },
    { path: "/auth/login", json: {}, status: 422 },
    { path: "/api/tables", status: 401 },
    { path: "/api/tables", authenticated: true, body: { "$.tables[0].name": "Tasks" } },
  ];
  file["holdfast:secrets"].password = { generate: {} };
  file["holdfast:edge"] = {
    certificate: { domain: "pyairtable.example" },
    hosts: { [APP]: { service: "frontend" }, [API]: { service: "api-gateway" } },
  };
  file["holdfast:verify"] = {
    availability: { requests: 10 },
    bodies: {
      "api-gateway": Object.fromEntries(internal.map((name) => [`$.services.${name}`, "healthy"])),
    },
    goldenPath: {
      host: API,
      login: { path: "/auth/login", user: USER.email, passwordSecret: "password" },
      message: JSON.stringify({ text: "ping" }),
      answer: { jsonPath: "$.type", equals: "answer" },
    },
  };
  return file;
}

/** The plan of that file after a change. */
export function tenServicesPlan(change: (file: Raw) => void = () => undefined): VerificationPlan {
  const file = tenServicesFile();
  change(file);
  const result = parseStackFile(file, {
    stack: "pyairtable",
    secretKeys: new Set(["holdfast:secrets"]),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
  return verificationPlan(result.configuration);
}

const certificate = selfSignedCertificate([APP, API], { until: inDays(90) });

/** What differs from the healthy system. */
export interface TenServicesBreakage extends Pick<Breakage, "groups" | "password"> {
  /** A service that is down. */
  readonly down?: ServiceName;
  /** What the hosts answer instead, by method and path. */
  readonly app?: Readonly<Record<string, Answerer>>;
  readonly api?: Readonly<Record<string, Answerer>>;
  readonly plan?: VerificationPlan;
}

/** The report of a run against the system, and what its hosts were asked. */
export interface TenServicesRun {
  readonly report: VerificationReport;
  readonly app: Application;
  readonly api: Application;
}

/** Starts the system, breaks it, and runs its checks. */
export async function runTenServices(breakage: TenServicesBreakage = {}): Promise<TenServicesRun> {
  const { down } = breakage;
  const unavailable = json({ detail: "upstream unavailable" }, 502);
  const frontend = down === "frontend" ? unavailable : undefined;
  const gateway = down === "api-gateway" ? unavailable : undefined;
  const behind = (name: ServiceName, answer: Answerer) =>
    gateway ?? (down === name ? unavailable : answer);
  const services = Object.fromEntries(
    internal.map((name) => [name, name === down ? "down" : "healthy"]),
  );
  const app = await startApplication(certificate, {
    health: frontend ?? json({ status: "healthy" }),
    others: {
      "GET /auth/login": frontend ?? html,
      "GET /auth/register": frontend ?? html,
      ...breakage.app,
    },
  });
  const api = await startApplication(certificate, {
    health: gateway ?? json({ status: "healthy", services }),
    others: {
      "POST /auth/register": behind("platform-services", json({ detail: "email missing" }, 422)),
      "POST /auth/login": behind("platform-services", logIn),
      "GET /api/tables": behind("airtable-gateway", tables),
      ...breakage.api,
    },
  });
  try {
    const report = await verify(
      {
        plan: breakage.plan ?? tenServicesPlan(),
        environment: { [PASSWORD_VARIABLE]: breakage.password ?? USER.password },
        reach: {
          connectTo: new Map([
            [APP, app.address],
            [API, api.address],
          ]),
          secureContext: createSecureContext({ ca: [certificate.certificate] }),
        },
        secrets: new Secrets(),
        now: () => new Date(),
      },
      {
        groups: breakage.groups ?? groups,
        deadlineSeconds: 50,
        signal: new AbortController().signal,
      },
    );
    return { report, app, api };
  } finally {
    await Promise.all([app.close(), api.close()]);
  }
}

const logIn: Answerer = (response, request) =>
  request.body === "{}"
    ? json({ detail: "email missing" }, 422)(response, request)
    : authenticate(response, request);

const tables: Answerer = (response, request) =>
  (request.headers.authorization === `Bearer ${TOKEN}`
    ? json({ tables: [{ name: "Tasks" }] })
    : json({ detail: "Not authenticated" }, 401))(response, request);
