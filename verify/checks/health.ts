import { type Check, Fault, type Finding } from "../check";
import { readJsonPath } from "../json-path";
import type { Expectation, HostTarget, VerificationPlan } from "../plan";
import { inSeconds, quote } from "../quote";
import { jsonOf } from "../transport/answer";
import { type Answer, type Request, send } from "../transport/request";
import type { CheckContext } from "./context";
import { requiredGates } from "./service-gates";
import { tlsCheckId } from "./tls";

/** Id of the check of a host's health path. */
export function healthCheckId(host: string): string {
  return `health/${host}`;
}

/**
 * The check of health that comes before others of a service on a host: none where another service answers it there.
 */
export function ownHealth({
  hosts,
}: VerificationPlan): (host: string, service: string) => string[] {
  const services = new Map(hosts.map(({ host, service }) => [host, service]));
  return (host, service) => (services.get(host) === service ? [healthCheckId(host)] : []);
}

/** The check that a host's health path answers 200, in time, and with what healthy means. */
export function healthCheck(context: CheckContext, target: HostTarget): Check {
  return {
    id: healthCheckId(target.host),
    groups: ["health"],
    service: target.service,
    title: `Health of ${subjectOf(target)}`,
    needs: [tlsCheckId(target.host), ...requiredGates(context.plan, target.service)],
    run: async (signal) => judgeHealth(target, await askHealth(context, target, { signal })),
  };
}

function subjectOf({ host, path }: HostTarget): string {
  return `https://${host}${path}`;
}

/**
 * Asks for the health of a host.
 *
 * @throws {Fault} when there is no answer in time.
 */
export async function askHealth(
  context: CheckContext,
  target: HostTarget,
  how: Pick<Request, "signal" | "agent">,
): Promise<Answer> {
  const { host, path } = target;
  return send(context.reach, {
    host,
    path,
    headers: headersOf(context, target),
    seconds: context.plan.limits.healthAnswerSeconds,
    ...how,
  });
}

/** The headers of the request, with the secrets of the environment. */
function headersOf(
  { environment, plan, secrets }: CheckContext,
  target: HostTarget,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(target.headers ?? {}).map(([name, value]) => {
      if (typeof value === "string") return [name.toLowerCase(), value];
      const secret = environment[value.variable] ?? "";
      const subject = `The header ${quote(name)} of ${subjectOf(target)}`;
      if (secret === "") {
        throw new Fault(
          `${subject} is not there: the environment variable ${value.variable} is not set.`,
          `Set ${value.variable} to the secret: gcloud secrets versions access latest --secret ${plan.secrets[value.variable]}.`,
        );
      }
      secrets.add(secret);
      if (!/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(secret)) {
        throw new Fault(
          `${subject} cannot be sent: ${value.variable} holds (hidden) what no header can hold.`,
          `Set ${value.variable} to printable characters on one line.`,
        );
      }
      return [name.toLowerCase(), secret];
    }),
  );
}

/**
 * Judges an answer by its status and its body.
 *
 * @throws {Fault} when it is not what healthy means.
 */
export function judgeHealth(target: HostTarget, answer: Answer): Finding {
  const subject = subjectOf(target);
  const body = jsonOf(answer, subject, target.service);
  const wrong = target.body.filter(
    ({ jsonPath, equals }) => readJsonPath(body, jsonPath) !== equals,
  );
  if (wrong.length > 0) {
    const found = wrong.map((expected) => difference(expected, body)).join("; ");
    throw new Fault(
      `${subject} answered 200 but is not healthy: ${found}.`,
      `Look at the whole answer, and at the log of service "${target.service}" and of what it uses.`,
    );
  }
  const [first] = target.body;
  const what = first === undefined ? "" : `, ${first.jsonPath} is ${quote(first.equals)}`;
  return { found: `200 in ${inSeconds(answer.seconds)}${what}` };
}

function difference({ jsonPath, equals }: Expectation, body: unknown): string {
  return `${jsonPath} is ${quote(readJsonPath(body, jsonPath))}, expected ${quote(equals)}`;
}
