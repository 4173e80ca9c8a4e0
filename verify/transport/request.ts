import { Agent, request as httpsRequest } from "node:https";
import { Fault } from "../check";
import { connectionFault } from "./connection-fault";
import { addressOf, type Reach, tlsOptions } from "./reach";
import { limitTime } from "./time-limit";

/** Largest answer that is read; one of a health path has a few hundred bytes. */
const LARGEST_BODY = 1024 * 1024;

/** A request to a host. */
export interface Request {
  readonly host: string;
  /** Path with query. */
  readonly path: string;
  /** @default "GET" */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether the answer is wanted; else it is read to its end, however long it is. @default true */
  readonly keepsBody?: boolean;
  /** Seconds for the whole, from the connection to the end of the answer. */
  readonly seconds: number;
  readonly signal: AbortSignal;
  /** Keeps connections for the next request. Default: one for this request alone. */
  readonly agent?: Agent;
}

/** An answer. Redirects are answers too: nothing is followed. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  /** Where a redirect leads, without its query. */
  readonly location?: string;
  readonly body: string;
  /** Seconds from the connection to the end of the answer. */
  readonly seconds: number;
}

/** Makes an agent that keeps up to `connections` connections. Destroy it when it is no longer needed. */
export function keepingAgent(connections: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: connections });
}

/**
 * Sends a request over TLS and reads the answer.
 *
 * @throws {Fault} when there is no whole answer in time.
 */
export async function send(reach: Reach, request: Request): Promise<Answer> {
  const { host, path, method = "GET", seconds, signal } = request;
  const subject = `${method === "GET" ? "" : `${method} `}https://${host}${path}`;
  const limit = limitTime(seconds, signal);
  try {
    return await exchange(reach, request, subject, limit.signal);
  } catch (error) {
    if (limit.isOver) throw tooSlow(subject, seconds);
    throw connectionFault(error, subject, addressOf(reach, host));
  } finally {
    limit.release();
  }
}

function tooSlow(subject: string, seconds: number): Fault {
  return new Fault(
    `${subject} did not answer within ${Math.round(seconds * 10) / 10} s.`,
    "Look at the latency and the number of instances of the service, and at its start and database times.",
  );
}

function exchange(
  reach: Reach,
  { host, path, method = "GET", headers, body, keepsBody = true, agent }: Request,
  subject: string,
  signal: AbortSignal,
): Promise<Answer> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const outgoing = httpsRequest(
      {
        ...tlsOptions(reach, host),
        path,
        method,
        agent: agent ?? false,
        signal,
        headers: { host, "user-agent": "holdfast-verify", accept: "application/json", ...headers },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        let size = 0;
        incoming.on("data", (chunk: Buffer) => {
          if (!keepsBody) return;
          chunks.push(chunk);
          size += chunk.length;
          if (size > LARGEST_BODY) outgoing.destroy(tooLarge(subject));
        });
        incoming.once("error", reject);
        incoming.once("end", () =>
          resolve({
            status: incoming.statusCode ?? 0,
            contentType: incoming.headers["content-type"] ?? "",
            location: incoming.headers.location?.replace(/[?#].*/s, ""),
            body: Buffer.concat(chunks).toString("utf8"),
            seconds: (performance.now() - start) / 1000,
          }),
        );
      },
    );
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}

function tooLarge(subject: string): Fault {
  return new Fault(
    `${subject} answered with more than ${LARGEST_BODY / 1024 / 1024} MiB.`,
    "Look at what the path leads to: an answer of which something is expected is no longer than that.",
  );
}
