import { type Check, Fault } from "../check";
import { readJsonPath } from "../json-path";
import type { Answer, GoldenPathTarget } from "../plan";
import { inSeconds, quote } from "../quote";
import { type Conversation, openConversation } from "../transport/web-socket";
import type { CheckContext } from "./context";
import { logIn } from "./login";
import { requiredGates } from "./service-gates";
import { tlsCheckId } from "./tls";

/** Part of the whole time that the opening of the WebSocket may take; the answer may take what is left. */
const OPEN_SHARE = 1 / 6;

/** The check of what users come for: a login, a message over the WebSocket, its answer. */
export function goldenPathCheck(context: CheckContext, target: GoldenPathTarget): Check {
  const limit = context.plan.limits.goldenPathSeconds;
  return {
    id: "golden-path",
    groups: ["golden-path"],
    service: target.service,
    title: `Golden path on ${target.host}: login, message, answer`,
    needs: [
      tlsCheckId(target.host),
      ...[target.loginService, target.service].flatMap((service) =>
        requiredGates(context.plan, service),
      ),
    ],
    async run(signal) {
      const start = performance.now();
      const passed = () => (performance.now() - start) / 1000;
      const token = await step("login", () => logIn(context, target, signal));
      const loggedIn = passed();
      const conversation = await step("WebSocket", () =>
        openConversation(context.reach, {
          host: target.host,
          path: target.path,
          service: target.service,
          headers: { authorization: `Bearer ${token}` },
          seconds: limit * OPEN_SHARE,
          signal,
        }),
      );
      const opened = passed();
      try {
        conversation.send(target.message);
        await step("answer", () => awaitAnswer(conversation, target, limit - opened));
      } finally {
        conversation.close();
      }
      return {
        found: `${inSeconds(passed())}: login ${inSeconds(loggedIn)}, WebSocket ${inSeconds(opened - loggedIn)}, answer ${inSeconds(passed() - opened)}`,
      };
    },
  };
}

/** Names the step in what is wrong with it. */
async function step<Result>(name: string, does: () => Promise<Result>): Promise<Result> {
  try {
    return await does();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new Fault(`Step "${name}": ${error.problem}`, error.advice);
  }
}

async function awaitAnswer(
  conversation: Conversation,
  { host, path, service, answer }: GoldenPathTarget,
  seconds: number,
): Promise<void> {
  const subject = `wss://${host}${path}`;
  const advice = `Look at the log of service "${service}" for what became of the message.`;
  const end = performance.now() + seconds * 1000;
  let others = 0;
  for (let left = seconds; left > 0; left = (end - performance.now()) / 1000) {
    const event = await conversation.next(left);
    if (event === "closed") {
      throw new Fault(`${subject} was closed before the answer came.`, advice);
    }
    if (event !== undefined && "message" in event) {
      if (isAnswer(event.message, answer)) return;
      others += 1;
    }
  }
  throw new Fault(
    `${subject} sent no answer within ${inSeconds(seconds)}: expected a message in which ${inWords(answer)}, found ${others === 0 ? "no message" : `${others} other${others === 1 ? "" : "s"}`}.`,
    advice,
  );
}

/** Whether a message is the one that is waited for. */
function isAnswer(message: string, { jsonPath, equals, contains }: Answer): boolean {
  const value = jsonPath === undefined ? message : valueAt(message, jsonPath);
  if (equals !== undefined) return value === equals;
  return contains !== undefined && typeof value === "string" && value.includes(contains);
}

function valueAt(message: string, jsonPath: string): unknown {
  try {
    return readJsonPath(JSON.parse(message), jsonPath);
  } catch {
    return undefined;
  }
}

function inWords({ jsonPath, equals, contains }: Answer): string {
  const place = jsonPath ?? "the text";
  return equals === undefined
    ? `${place} contains ${quote(contains)}`
    : `${place} is ${quote(equals)}`;
}
