import type { Dispatcher } from "undici";
import type { Deadline } from "./deadline";
import { type ConnectionFailure, connectionFailure, RegistryFailure } from "./failure";
import { isLoopback } from "./mirrors";
import { isRedirect, redirectTarget } from "./redirect";
import { isRetryable, MAX_ATTEMPTS, parseRetryAfter, retryDelay } from "./retry";

/** Redirects that are followed for one request. */
const MAX_REDIRECTS = 5;

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
  #dispatchers: Promise<{ direct: Dispatcher; proxied: Dispatcher }> | undefined;

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
    deadline.signal.throwIfAborted();
    const { direct, proxied } = await this.#load();
    try {
      const response = await (isLoopback(request.url) ? direct : proxied).request({
        origin: request.url.origin,
        path: request.url.pathname + request.url.search,
        method: request.method,
        headers: request.headers,
        body: request.body,
        signal: deadline.signal,
        // Keeps the connection after a HEAD where the server agrees.
        reset: false,
      });
      const { body, complete } = await readBody(response.body, request.maxBytes);
      return {
        status: response.statusCode,
        url: request.url,
        header: (name) => {
          const value = response.headers[name];
          return Array.isArray(value) ? value.join(", ") : value;
        },
        body,
        complete,
      };
    } catch (error) {
      deadline.signal.throwIfAborted();
      return connectionFailure(error, request.url.host);
    }
  }

  #load(): Promise<{ direct: Dispatcher; proxied: Dispatcher }> {
    this.#dispatchers ??= loadDispatchers(this.environment);
    return this.#dispatchers;
  }
}

/** The client takes 60 ms to load, which a run without a lookup need not pay. */
async function loadDispatchers(
  environment: NodeJS.ProcessEnv,
): Promise<{ direct: Dispatcher; proxied: Dispatcher }> {
  const { Agent, EnvHttpProxyAgent } = await import("undici");
  const direct = new Agent();
  try {
    const proxied = new EnvHttpProxyAgent({
      httpProxy: proxyAddress(environment.http_proxy ?? environment.HTTP_PROXY),
      httpsProxy: proxyAddress(environment.https_proxy ?? environment.HTTPS_PROXY),
      noProxy: environment.no_proxy ?? environment.NO_PROXY ?? "",
    });
    return { direct, proxied };
  } catch {
    throw new RegistryFailure(
      "the address of the proxy in the environment is not a URL",
      "Correct HTTP_PROXY and HTTPS_PROXY.",
      true,
    );
  }
}

/** With a scheme, which curl and others do not ask for. */
function proxyAddress(value: string | undefined): string {
  if (value === undefined || value === "" || /^[a-z][a-z0-9+.-]*:\/\//i.test(value)) {
    return value ?? "";
  }
  return `http://${value}`;
}

async function readBody(
  stream: AsyncIterable<Buffer>,
  maxBytes: number,
): Promise<{ body: Buffer; complete: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) {
      return { body: Buffer.concat(chunks).subarray(0, maxBytes), complete: false };
    }
  }
  return { body: Buffer.concat(chunks), complete: true };
}
