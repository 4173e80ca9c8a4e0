import { connect } from "node:tls";
import { WebSocket } from "ws";
import { Fault } from "../check";
import { quote } from "../quote";
import { adviceForStatus } from "./answer";
import { connectionFault } from "./connection-fault";
import { addressOf, type Reach, tlsOptions } from "./reach";
import { limitTime } from "./time-limit";

/** Largest message that is read. */
const LARGEST_MESSAGE = 4 * 1024 * 1024;

/** Where a WebSocket is opened, and how long that may take. */
export interface Opening {
  readonly host: string;
  /** Path with query. */
  readonly path: string;
  /** Service that takes it, for advice. */
  readonly service: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Seconds for connection and handshake. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/** What comes over an open WebSocket. */
type Event = { readonly message: string } | { readonly pong: true } | { readonly end: Fault };

/** An open WebSocket. Whatever comes is kept until it is asked for. */
export class Conversation {
  readonly #socket: WebSocket;
  readonly #opening: Opening;
  readonly #events: Event[] = [];
  #wake: () => void = () => undefined;

  constructor(socket: WebSocket, opening: Opening) {
    this.#socket = socket;
    this.#opening = opening;
    const take = (event: Event) => {
      this.#events.push(event);
      this.#wake();
    };
    socket.on("message", (data) => take({ message: String(data) }));
    socket.on("pong", () => take({ pong: true }));
    socket.on("close", (code, reason) => take({ end: endFault(opening, code, String(reason)) }));
    // Every error is followed by its close, which says the same in a code.
    socket.on("error", () => undefined);
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  ping(): void {
    this.#socket.ping();
  }

  /**
   * What comes next, a message or the answer to a ping; `undefined` when nothing does in time.
   *
   * @throws {Fault} when the connection has ended other than by an orderly close.
   */
  async next(seconds: number): Promise<Exclude<Event, { end: Fault }> | "closed" | undefined> {
    const event = this.#events.shift() ?? (await this.#nextWithin(seconds));
    if (event === undefined || !("end" in event)) return event;
    // It stays ended for whoever asks again.
    this.#events.push(event);
    if (event.end === ORDERLY) return "closed";
    throw event.end;
  }

  async #nextWithin(seconds: number): Promise<Event | undefined> {
    const { signal } = this.#opening;
    signal.throwIfAborted();
    const limit = limitTime(seconds, signal);
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      limit.signal.addEventListener("abort", () => resolve(), { once: true });
    });
    limit.release();
    signal.throwIfAborted();
    return this.#events.shift();
  }

  /** Says good-bye without waiting for an answer to it. */
  close(): void {
    this.#socket.close(1000);
    this.#socket.terminate();
  }
}

/** Stands for an end that is none of a fault. */
const ORDERLY = new Fault("The connection was closed in order.", "Nothing is to be done.");

/** Codes of an orderly close: https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const ORDERLY_CODES = [1000, 1001, 1005];

function endFault({ host, path, service }: Opening, code: number, reason: string): Fault {
  const subject = `wss://${host}${path}`;
  if (ORDERLY_CODES.includes(code)) return ORDERLY;
  if (code === 1006) {
    return new Fault(
      `${subject} was cut without a close, in the middle of what was said (1006).`,
      `Look at requestTimeout and restarts of service "${service}", and at the load balancer's log.`,
    );
  }
  const because = reason === "" ? "" : `, saying ${quote(reason)}`;
  return new Fault(
    `${subject} was closed with code ${code}${because}; expected it to stay open.`,
    code === 1008
      ? `Look at who may open a WebSocket of service "${service}": the close says that this one may not.`
      : `Look at the log of service "${service}".`,
  );
}

/**
 * Opens a WebSocket.
 *
 * @throws {Fault} when the handshake is refused, or does not end in time.
 */
export function openConversation(reach: Reach, opening: Opening): Promise<Conversation> {
  const { host, path, seconds, signal, headers } = opening;
  const subject = `wss://${host}${path}`;
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`wss://${host}${path}`, {
      // The library connects to the host of the URL, whatever else it is told.
      createConnection: () => connect(tlsOptions(reach, host)),
      headers: { ...headers, host, "user-agent": "holdfast-verify" },
      followRedirects: false,
      maxPayload: LARGEST_MESSAGE,
    });
    const conversation = new Conversation(socket, opening);
    const limit = limitTime(seconds, signal);
    const fail = (error: unknown) => {
      limit.release();
      reject(error);
      socket.terminate();
    };
    limit.signal.addEventListener(
      "abort",
      () => fail(limit.isOver ? tooSlow(subject, opening) : signal.reason),
      { once: true },
    );
    socket.once("open", () => {
      limit.release();
      resolve(conversation);
    });
    socket.once("unexpected-response", (request, response) => {
      request.destroy();
      fail(refusal(subject, opening.service, response.statusCode ?? 0));
    });
    socket.once("error", (error) => fail(handshakeFault(reach, opening, error)));
  });
}

function refusal(subject: string, service: string, status: number): Fault {
  return new Fault(
    `${subject} refused the WebSocket with status ${status}; expected 101.`,
    status === 200 || status === 426
      ? `Look at the routes of the host: the path answers plain HTTP, so it may lead to another service than "${service}".`
      : adviceForStatus(status, service),
  );
}

function tooSlow(subject: string, { seconds, service }: Opening): Fault {
  return new Fault(
    `${subject} did not answer the handshake within ${Math.round(seconds * 10) / 10} s.`,
    `Look at the instances and the log of service "${service}".`,
  );
}

/** The library has codes for few of its errors, and words for all. */
function handshakeFault(reach: Reach, { host, path, service }: Opening, error: Error) {
  const subject = `wss://${host}${path}`;
  const fault = connectionFault(error, subject, addressOf(reach, host));
  return fault instanceof Fault
    ? fault
    : new Fault(
        `${subject} answered the handshake wrongly: ${error.message.split("\n")[0]}.`,
        `Look at what answers the path in the place of service "${service}".`,
      );
}
