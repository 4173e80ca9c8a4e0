import { type Check, Fault } from "../check";
import type { WebSocketTarget } from "../plan";
import { percent } from "../quote";
import { openConversation } from "../transport/web-socket";
import type { CheckContext } from "./context";
import { requiredGates } from "./service-gates";
import { tlsCheckId } from "./tls";

/** Seconds for the handshake. */
const HANDSHAKE_SECONDS = 10;
/** Seconds for the first sign of life after it. */
const GREETING_SECONDS = 5;
/** Seconds that the connection has to stay after that: a crash comes within moments of a handshake. */
const STAY_SECONDS = 0.3;

/** The check that a WebSocket is taken, answers, and stays. */
export function webSocketCheck(context: CheckContext, target: WebSocketTarget): Check {
  const { host, path, service, attempts } = target;
  const subject = `wss://${host}${path}`;
  return {
    id: `websocket/${host}`,
    groups: ["health"],
    service,
    title: `WebSocket ${subject}`,
    needs: [tlsCheckId(host), ...requiredGates(context.plan, service)],
    async run(signal) {
      const faults: Fault[] = [];
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const fault = await faultOf(connectOnce(context, target, signal));
        if (fault) faults.push(fault);
      }
      const good = attempts - faults.length;
      const [first] = faults;
      const { websocketSuccess } = context.plan.limits;
      if (first !== undefined && good / attempts < websocketSuccess) {
        throw new Fault(
          `${good} of ${attempts} WebSockets succeeded (${percent(good / attempts)}); expected ${percent(websocketSuccess)}. The first failure: ${first.problem}`,
          first.advice,
        );
      }
      return { found: `${good} of ${attempts} succeeded` };
    },
  };
}

async function faultOf(attempt: Promise<void>): Promise<Fault | undefined> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

async function connectOnce(
  { reach }: CheckContext,
  { host, path, service }: WebSocketTarget,
  signal: AbortSignal,
): Promise<void> {
  const conversation = await openConversation(reach, {
    host,
    path,
    service,
    seconds: HANDSHAKE_SECONDS,
    signal,
  });
  try {
    conversation.ping();
    const first = await conversation.next(GREETING_SECONDS);
    if (first === undefined) {
      throw new Fault(
        `wss://${host}${path} took the WebSocket but sent neither a message nor an answer to a ping within ${GREETING_SECONDS} s.`,
        `Look at the log of service "${service}": it may hang after the handshake.`,
      );
    }
    const end = performance.now() + STAY_SECONDS * 1000;
    for (let left = STAY_SECONDS; left > 0; left = (end - performance.now()) / 1000) {
      if ((await conversation.next(left)) === "closed") return;
    }
  } finally {
    conversation.close();
  }
}
