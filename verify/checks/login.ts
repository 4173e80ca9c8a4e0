import { type Check, Fault } from "../check";
import { readJsonPath } from "../json-path";
import type { GoldenPathTarget } from "../plan";
import { inSeconds, quote } from "../quote";
import { jsonOf } from "../transport/answer";
import { send } from "../transport/request";
import type { CheckContext } from "./context";
import { ownHealth } from "./health";
import { requiredGates } from "./service-gates";
import { tlsCheckId } from "./tls";

/** Part of the time of the golden path that its login may take. */
const SHARE = 1 / 3;

/** Id of the check of the login whose token routes carry. */
export const loginCheckId = "login";

/** The login whose token routes carry: one for all of them, with a line of its own when it fails. */
export interface Login {
  readonly check: Check;
  /** The token, once the check is green. */
  token(): string;
}

/** The login of the golden path, as a check that is made before the routes that need its token. */
export function loginFor(context: CheckContext, target: GoldenPathTarget): Login {
  const { host, loginService: service, login } = target;
  let token = "";
  return {
    check: {
      id: loginCheckId,
      groups: ["routes"],
      service,
      title: `Login at https://${host}${login.path}`,
      needs: [
        tlsCheckId(host),
        ...ownHealth(context.plan)(host, service),
        ...requiredGates(context.plan, service),
      ],
      async run(signal) {
        const start = performance.now();
        token = await logIn(context, target, signal);
        return { found: `a token in ${inSeconds((performance.now() - start) / 1000)}` };
      },
    },
    token: () => token,
  };
}

/**
 * Logs in as the user of the golden path.
 *
 * @returns The token.
 * @throws {Fault} when there is none in time.
 */
export async function logIn(
  { environment, plan, reach, secrets }: CheckContext,
  { host, login, loginService }: GoldenPathTarget,
  signal: AbortSignal,
): Promise<string> {
  const subject = `https://${host}${login.path}`;
  const password = environment[login.passwordVariable] ?? "";
  if (password === "") {
    throw new Fault(
      `The password of ${quote(login.user)} is not there: the environment variable ${login.passwordVariable} is not set.`,
      `Set ${login.passwordVariable} to the password of that user.`,
    );
  }
  secrets.add(password);
  const answer = await send(reach, {
    host,
    path: login.path,
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ [login.userField]: login.user, [login.passwordField]: password }),
    seconds: plan.limits.goldenPathSeconds * SHARE,
    signal,
  });
  if (answer.status === 400 || answer.status === 401 || answer.status === 403) {
    throw new Fault(
      `${subject} refused the login of ${quote(login.user)} with status ${answer.status}; expected 200.`,
      `Look at the password in ${login.passwordVariable}, at that user, and at the log of service "${loginService}".`,
    );
  }
  const token = readJsonPath(jsonOf(answer, subject, loginService), login.token);
  if (typeof token !== "string" || token === "") {
    throw new Fault(
      `${subject} answered the login without a token at ${login.token}.`,
      `Look at verify.goldenPath.login.token, and at what service "${loginService}" answers.`,
    );
  }
  secrets.add(token);
  return token;
}
