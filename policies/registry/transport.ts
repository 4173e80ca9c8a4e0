import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest, type RequestOptions } from "node:https";
import type { Deadline } from "./deadline";
import { type ConnectionFailure, connectionFailure, RegistryFailure } from "./failure";
import { proxyAuthorization, proxyFor } from "./proxy";
import { isRedirect, redirectTarget } from "./redirect";
import { isRetryable, MAX_ATTEMPTS, parseRetryAfter, retryDelay } from "./retry";
import { TunnelAgent } from "./tunnel-agent";

/** Redirects that are followed for one request. */
const MAX_REDIRECTS = 5;

/** Some registries turn away clients that do not say who they are. */
const USER_AGENT = "holdfast";

/** One question to an HTTP server. */
export interface HttpRequest {
  readonly method: "GET" | "HEAD" | "POST";
  readonly url: URL;
  /** Names in lower case. `authorization` does not follow a redirect to another origin. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Most bytes of the answer's body that are read. */
  readonly maxBytes: number;
}

/** What it answered, whatever the status. */
export interface HttpAnswer {
  readonly status: number;
  /** Who answered, after redirects. */
  readonly url: URL;
  /** Value of a header by its name in lower case; several of one name are joined by commas. */
  header(name: string): string | undefined;
  /** The body, or its first {@link HttpRequest.maxBytes} bytes. */
  readonly body: Buffer;
  /** False when the body is longer than what was read of it. */
  readonly complete: boolean;
}

/**
 * HTTP for the registry client: proxies as HTTP_PROXY, HTTPS_PROXY and NO_PROXY say (never for loopback), redirects
 * without credentials for strangers, bounded bodies, and new tries where they may help.
 */
export class Transport {
  readonly #http = new HttpAgent({ keepAlive: true });
  readonly #https = new HttpsAgent({ keepAlive: true });
  readonly #tunnels = new Map<string, TunnelAgent>();

  /** @param environment Where the proxy variables are. */
  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  /**
   * Sends a request, again after a passing fault, until there is an answer.
   *
   * @throws RegistryFailure when no answer can be had, or not before the deadline.
   */
  async send(request: HttpRequest, deadline: Deadline): Promise<HttpAnswer> {
    for (let attempt = 1; ; attempt++) {
      const result = await this.#try(request, deadline);
      const answered = "status" in result;
      const retryAfter = answered
        ? parseRetryAfter(result.header("retry-after"), Date.now())
        : undefined;
      const delay = retryDelay(attempt, retryAfter);
      const again = answered ? isRetryable(result.status) : result.retryable;
      if (!again || attempt === MAX_ATTEMPTS || delay >= deadline.remaining) {
        if (answered) return result;
        throw result.failure;
      }
      await deadline.pause(delay);
    }
  }

  async #try(request: HttpRequest, deadline: Deadline): Promise<HttpAnswer | ConnectionFailure> {
    let current = request;
    for (let redirects = 0; ; redirects++) {
      const answer = await this.#exchange(current, deadline);
      if (!("status" in answer) || request.method === "POST" || !isRedirect(answer.status)) {
        return answer;
      }
      if (redirects === MAX_REDIRECTS) {
        throw new RegistryFailure(
          `"${request.url.host}" redirects more than ${MAX_REDIRECTS} times`,
          "Check that the address is that of a registry.",
        );
      }
      const { url, sameOrigin } = redirectTarget(current.url, answer.header("location"));
      const { authorization, ...others } = current.headers;
      current = { ...current, url, headers: sameOrigin ? current.headers : others };
    }
  }

  async #exchange(
    request: HttpRequest,
    deadline: Deadline,
  ): Promise<HttpAnswer | ConnectionFailure> {
    deadline.check();
    const route = this.#route(request.url);
    try {
      const { incoming, body, complete } = await exchange(request, route, deadline);
      const { headers, statusCode = 0 } = incoming;
      return {
        status: statusCode,
        url: request.url,
        header: (name) => {
          const value = headers[name];
          return Array.isArray(value) ? value.join(", ") : value;
        },
        body,
        complete,
      };
    } catch (error) {
      deadline.check();
      return connectionFailure(error, request.url.host);
    }
  }

  /** How to reach an address: directly, through a tunnel, or, without TLS, by asking the proxy for the whole address. */
  #route(url: URL): RequestOptions {
    const proxy = proxyFor(url, this.environment);
    const path = url.pathname + url.search;
    if (proxy === undefined) {
      return {
        ...hostAndPort(url),
        path,
        agent: url.protocol === "https:" ? this.#https : this.#http,
      };
    }
    if (url.protocol === "https:") return { ...hostAndPort(url), path, agent: this.#tunnel(proxy) };
    const authorization = proxyAuthorization(proxy);
    return {
      ...hostAndPort(proxy),
      path: url.href,
      agent: proxy.protocol === "https:" ? this.#https : this.#http,
      headers: {
        host: url.host,
        ...(authorization === undefined ? {} : { "proxy-authorization": authorization }),
      },
    };
  }

  #tunnel(proxy: URL): TunnelAgent {
    const agent = this.#tunnels.get(proxy.href) ?? new TunnelAgent(proxy);
    this.#tunnels.set(proxy.href, agent);
    return agent;
  }
}

function hostAndPort(url: URL): RequestOptions {
  return {
    protocol: url.protocol,
    hostname: url.hostname.replace(/[[\]]/g, ""),
    port: url.port,
  };
}

/** The head of an answer, and as much of its body as is wanted. */
interface Received {
  readonly incoming: IncomingMessage;
  readonly body: Buffer;
  readonly complete: boolean;
}

/** Sends a request and waits for the answer; the connection ends when the deadline passes. */
async function exchange(
  { method, headers, body, maxBytes }: HttpRequest,
  route: RequestOptions,
  deadline: Deadline,
): Promise<Received> {
  const send = route.protocol === "https:" ? httpsRequest : httpRequest;
  const outgoing = send({
    ...route,
    method,
    headers: {
      "user-agent": USER_AGENT,
      // Without it any coding is welcome (RFC 9110, section 12.5.3), and a manifest's digest is that of its plain bytes.
      "accept-encoding": "identity",
      ...route.headers,
      ...headers,
    },
  });
  let takeBack = () => {};
  try {
    return await new Promise<Received>((resolve, reject) => {
      takeBack = deadline.whenPassed((failure) => {
        // A request that waits for a tunnel has no connection yet that could end.
        reject(failure);
        outgoing.destroy(failure);
      });
      let answer: IncomingMessage | undefined;
      outgoing.once("response", (incoming) => {
        answer = incoming;
        receive(incoming, maxBytes, resolve, reject);
      });
      outgoing.on("error", (error) => {
        // What comes behind a whole answer, such as a body to a HEAD, does not change it.
        if (answer?.complete !== true) reject(error);
      });
      outgoing.once("upgrade", (_, socket) => {
        socket.destroy();
        reject(new Error("The server wants to speak another protocol."));
      });
      outgoing.end(body);
    });
  } finally {
    takeBack();
  }
}

function receive(
  incoming: IncomingMessage,
  maxBytes: number,
  resolve: (received: Received) => void,
  reject: (error: Error) => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  incoming.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length <= maxBytes) return;
    incoming.destroy();
    resolve({ incoming, body: Buffer.concat(chunks).subarray(0, maxBytes), complete: false });
  });
  incoming.once("end", () => resolve({ incoming, body: Buffer.concat(chunks), complete: true }));
  incoming.once("error", reject);
}
