import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";

/** A request that a test server got. */
export interface SeenRequest {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly authorization: string | undefined;
  /** The codings that the client takes. */
  readonly encoding: string | undefined;
  readonly body: string;
}

/** What a test server does with a request; without an answer the client waits. */
export type Handler = (request: SeenRequest, response: ServerResponse) => void;

/** A certificate with its key, both in PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** A server on loopback that does what a test tells it to, and remembers what it was asked. */
export interface TestServer {
  /** Scheme, host and port. */
  readonly url: string;
  readonly host: string;
  readonly seen: readonly SeenRequest[];
  /** Most requests that it had to answer at the same time. */
  readonly mostAtOnce: number;
  close(): Promise<void>;
}

const running = new Set<TestServer>();

/** Starts a server on a free port of 127.0.0.1; with TLS where it has a certificate. */
export async function serve(handler: Handler, tls?: Certificate): Promise<TestServer> {
  const seen: SeenRequest[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    response.once("close", () => {
      atOnce -= 1;
    });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one: SeenRequest = {
      method: request.method ?? "",
      path: request.url ?? "",
      authorization: request.headers.authorization,
      encoding: request.headers["accept-encoding"]?.toString(),
      body: Buffer.concat(chunks).toString("utf8"),
    };
    seen.push(one);
    handler(one, response);
  };
  const server =
    tls === undefined
      ? createServer(listener)
      : createTlsServer({ cert: tls.certificate, key: tls.key }, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const result: TestServer = {
    url: `${tls === undefined ? "http" : "https"}://${host}`,
    host,
    seen,
    get mostAtOnce() {
      return mostAtOnce;
    },
    close: () =>
      new Promise((resolve) => {
        running.delete(result);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  running.add(result);
  return result;
}

/** Ends every server that still runs. */
export async function closeServers(): Promise<void> {
  await Promise.all([...running].map((server) => server.close()));
}

/** The manifest that {@link answerManifest} gives. */
export const MANIFEST = JSON.stringify({
  schemaVersion: 2,
  mediaType: "application/vnd.oci.image.manifest.v1+json",
});

/** Digest of the manifest that {@link answerManifest} gives. */
export const MANIFEST_DIGEST = `sha256:${createHash("sha256").update(MANIFEST).digest("hex")}`;

/** Answers as a registry that has what it is asked for. */
export function answerManifest(request: SeenRequest, response: ServerResponse): void {
  response.setHeader("content-type", "application/vnd.oci.image.manifest.v1+json");
  response.setHeader("docker-content-digest", MANIFEST_DIGEST);
  response.setHeader("content-length", Buffer.byteLength(MANIFEST));
  response.end(request.method === "HEAD" ? undefined : MANIFEST);
}

/** Answers with a status, JSON where there is some, and headers. */
export function answerWith(
  response: ServerResponse,
  status: number,
  json?: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(json === undefined ? undefined : JSON.stringify(json));
}

/** The body of a registry's error. */
export function errorBody(code: string): unknown {
  return { errors: [{ code, message: "as the registry has it" }] };
}
