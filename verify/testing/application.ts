import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Certificate } from "../../test/registry/test-server";
import type { Address } from "../transport/reach";

/** The user whom the application knows. */
export const USER = { email: "verification@netrasystems.ai", password: 'p"ss/w0rd: of the user' };
/** The token that it gives for a login. */
export const TOKEN = "token-of-the-session/0123456789+abcdef";

/** Answers a request. Its body is read already. */
export type Answerer = (
  response: ServerResponse,
  request: { readonly body: string; readonly headers: IncomingMessage["headers"] },
) => void;

/** Takes the connection of a WebSocket before the handshake is answered. */
export type Upgrader = (
  connection: Duplex,
  accept: (talk: (socket: WebSocket) => void) => void,
  headers: IncomingMessage["headers"],
) => void;

/** What the application does at each of its paths; healthy where nothing is said. */
export interface Behaviour {
  readonly health?: Answerer;
  readonly infrastructure?: Answerer;
  readonly login?: Answerer;
  readonly healthSocket?: Upgrader;
  readonly chat?: Upgrader;
  /** What it answers elsewhere, by method and path such as `POST /auth/register`. */
  readonly others?: Readonly<Record<string, Answerer>>;
}

/** A running application. */
export interface Application {
  readonly address: Address;
  /** Requests that it got, by path. */
  readonly seen: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** Answers with JSON. */
export function json(body: unknown, status = 200): Answerer {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
}

/** What healthy means. */
export const HEALTHY = { status: "healthy", redis_connected: true };

/** Measurements within all limits. */
export const MEASUREMENTS = {
  pool: { utilization: 0.42 },
  connector: { utilization: 0.31 },
  database: { connect_seconds: 0.8 },
  startup: { phase_seconds: [0.1, 0.4, 6.5, 0.2, 0.3, 0.1, 0.2] },
};

/** Gives the token to the user who is known. */
export const logIn: Answerer = (response, { body }) => {
  const { email, password } = JSON.parse(body) as Record<string, unknown>;
  const known = email === USER.email && password === USER.password;
  json(known ? { access_token: TOKEN } : { detail: "unknown" }, known ? 200 : 401)(response, {
    body,
    headers: {},
  });
};

const chat: Upgrader = (connection, accept, { authorization }) => {
  if (authorization !== `Bearer ${TOKEN}`) {
    connection.end("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
    return;
  }
  accept((socket) => {
    socket.send(JSON.stringify({ type: "welcome" }));
    socket.on("message", (message) =>
      socket.send(JSON.stringify({ type: "answer", to: JSON.parse(String(message)) })),
    );
  });
};

const HEALTHY_BEHAVIOUR: Required<Omit<Behaviour, "others">> = {
  health: json(HEALTHY),
  infrastructure: json(MEASUREMENTS),
  login: logIn,
  healthSocket: (_, accept) => accept((socket) => socket.send("hello")),
  chat,
};

/** Starts an application on a free port of 127.0.0.1. */
export async function startApplication(
  { certificate, key }: Certificate,
  behaviour: Behaviour = {},
): Promise<Application> {
  const { others = {}, ...own } = behaviour;
  const does = { ...HEALTHY_BEHAVIOUR, ...own };
  const answerers = new Map<string, Answerer>([
    ["/health", does.health],
    ["/health/infrastructure", does.infrastructure],
    ["/auth/login", does.login],
  ]);
  const upgraders = new Map<string, Upgrader>([
    ["/ws/health", does.healthSocket],
    ["/ws", does.chat],
  ]);
  const seen = new Map<string, number>();
  const count = (path: string) => seen.set(path, (seen.get(path) ?? 0) + 1);
  const webSockets = new WebSocketServer({ noServer: true });
  const server = createServer({ cert: certificate, key }, async (request, response) => {
    const path = request.url ?? "";
    count(path);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { headers } = request;
    const answerer =
      others[`${request.method} ${path}`] ??
      answerers.get(path) ??
      json({ detail: "Not Found" }, 404);
    answerer(response, { body: Buffer.concat(chunks).toString("utf8"), headers });
  });
  server.on("upgrade", (request, connection, head) => {
    const path = request.url ?? "";
    count(path);
    connection.on("error", () => undefined);
    const accept = (talk: (socket: WebSocket) => void) =>
      webSockets.handleUpgrade(request, connection, head, talk);
    upgraders.get(path)?.(connection, accept, request.headers);
  });
  // A client that refuses the certificate ends the handshake.
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: { address: "127.0.0.1", port },
    seen,
    close: () =>
      new Promise((resolve) => {
        for (const socket of webSockets.clients) socket.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
