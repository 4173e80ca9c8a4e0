import { request as httpRequest } from "node:http";
import { Agent, request as httpsRequest } from "node:https";
import { isIPv6 } from "node:net";
import type { Duplex } from "node:stream";
import { type ConnectionOptions, connect } from "node:tls";
import { proxyAuthorization } from "./proxy";
import { ProxyRefusal } from "./proxy-refusal";

/** Longest wait for a proxy to open a tunnel; nobody may wait for it any more by then. */
const TUNNEL_TIMEOUT_MS = 30_000;

type Connected = (error: Error | null, socket?: Duplex) => void;

/** Reaches TLS servers through a tunnel of an HTTP proxy (RFC 9110, section 9.3.6), and keeps the tunnels for reuse. */
export class TunnelAgent extends Agent {
  /** @param proxy Address of the proxy, with the credentials for it where it wants some. */
  constructor(private readonly proxy: URL) {
    super({ keepAlive: true });
  }

  /** Called by Node.js for each new connection; `options` are those of the request. */
  override createConnection(options: ConnectionOptions, connected: Connected): undefined {
    const authorization = proxyAuthorization(this.proxy);
    const { host = "", port } = options;
    const target = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
    const request = (this.proxy.protocol === "https:" ? httpsRequest : httpRequest)({
      hostname: this.proxy.hostname.replace(/[[\]]/g, ""),
      port: this.proxy.port,
      method: "CONNECT",
      path: target,
      headers: {
        host: target,
        ...(authorization === undefined ? {} : { "proxy-authorization": authorization }),
      },
      agent: false,
      timeout: TUNNEL_TIMEOUT_MS,
    });
    request.once("timeout", () => request.destroy(new ProxyRefusal(undefined)));
    request.once("connect", ({ statusCode }, socket) => {
      if (statusCode === 200) return connected(null, connect({ ...options, socket }));
      socket.destroy();
      connected(new ProxyRefusal(statusCode));
    });
    request.once("error", (error) => connected(error));
    request.end();
    return undefined;
  }
}
