import { type Check, Fault, type Finding } from "../check";
import { readJsonPath } from "../json-path";
import type { Expectation, RouteTarget } from "../plan";
import { inSeconds, quote } from "../quote";
import { adviceForStatus, answered, jsonIn } from "../transport/answer";
import { type Answer, send } from "../transport/request";
import type { CheckContext } from "./context";
import { ownHealth } from "./health";
import { type Login, loginCheckId } from "./login";
import { requiredGates } from "./service-gates";
import { tlsCheckId } from "./tls";

/** What a browser takes, and a client of an API. */
const ACCEPT = "text/html, application/json;q=0.9, */*;q=0.8";

/**
 * The checks of routes, each after the health of its service on that host and after the services that it requires.
 *
 * @param login The login whose token some of them carry.
 */
export function routeChecks(context: CheckContext, login: Login | undefined): Check[] {
  const health = ownHealth(context.plan);
  const times = new Map<string, number>();
  return context.plan.routes.map((target): Check => {
    const { host, service, method, path, authenticated } = target;
    const base = `route/${method} ${host}${path}`;
    const time = (times.get(base) ?? 0) + 1;
    times.set(base, time);
    return {
      id: time === 1 ? base : `${base} #${time}`,
      groups: ["routes"],
      service,
      title: `${subjectOf(target)}${authenticated ? " with a login" : ""}`,
      needs: [
        tlsCheckId(host),
        ...health(host, service),
        ...requiredGates(context.plan, service),
        ...(authenticated ? [loginCheckId] : []),
      ],
      run: async (signal) => judge(target, await ask(context, target, login, signal)),
    };
  });
}

function subjectOf({ method, host, path }: RouteTarget): string {
  return `${method} https://${host}${path}`;
}

function ask(
  { plan, reach }: CheckContext,
  { host, path, method, headers, json, authenticated, body, contains }: RouteTarget,
  login: Login | undefined,
  signal: AbortSignal,
): Promise<Answer> {
  return send(reach, {
    host,
    path,
    method,
    headers: {
      accept: ACCEPT,
      ...(json === undefined ? {} : { "content-type": "application/json" }),
      ...lowerCased(headers),
      ...(authenticated && login ? { authorization: `Bearer ${login.token()}` } : {}),
    },
    body: json,
    keepsBody: body.length > 0 || contains !== undefined,
    seconds: plan.limits.routeAnswerSeconds,
    signal,
  });
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function judge(target: RouteTarget, answer: Answer): Finding {
  const { service, status, body, contains } = target;
  const subject = subjectOf(target);
  if (!status.some((allowed) => isOf(answer.status, allowed))) {
    throw new Fault(
      `${answered(subject, answer)}; expected ${status.join(", ")}.`,
      adviceFor(target, answer.status),
    );
  }
  if (body.length > 0) {
    const json = jsonIn(answer, subject, service);
    const wrong = body.filter(({ jsonPath, equals }) => readJsonPath(json, jsonPath) !== equals);
    if (wrong.length > 0) {
      throw new Fault(
        `${answered(subject, answer)} as expected, but ${wrong.map((one) => difference(one, json)).join("; ")}.`,
        `Look at what service "${service}" answers there.`,
      );
    }
  }
  if (contains !== undefined && !answer.body.includes(contains)) {
    throw new Fault(
      `${answered(subject, answer)} as expected, but without the text ${quote(contains)}.`,
      `Look at what service "${service}" answers there: it may be another page, or one of another service.`,
    );
  }
  return { found: `${answer.status} in ${inSeconds(answer.seconds)}` };
}

/** Whether a status is the one that is allowed, or of its class. */
function isOf(status: number, allowed: number | string): boolean {
  return typeof allowed === "number"
    ? status === allowed
    : allowed.startsWith(String(Math.trunc(status / 100)));
}

function adviceFor({ service, status }: RouteTarget, found: number): string {
  const refuses = status.every((allowed) => ["4", "5"].includes(String(allowed).slice(0, 1)));
  return refuses && found < 300
    ? `Look at what service "${service}" lets in there: it must refuse such a request.`
    : adviceForStatus(found, service);
}

function difference({ jsonPath, equals }: Expectation, body: unknown): string {
  return `${jsonPath} is ${quote(readJsonPath(body, jsonPath))}, expected ${quote(equals)}`;
}
