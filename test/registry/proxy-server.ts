import { createServer, request as httpRequest } from "node:http";
import { type AddressInfo, connect } from "node:net";

/** A proxy on loopback through which every host is the same one. */
export interface ProxyServer {
  readonly host: string;
  /** What it was asked for: hosts with ports for tunnels, addresses for the rest. */
  readonly seen: readonly string[];
  /** What it was given as `Proxy-Authorization`. */
  readonly authorizations: readonly (string | undefined)[];
  close(): Promise<void>;
}

/**
 * Starts a proxy that brings everybody to `target` (host and port), whatever they asked for.
 *
 * @param status What it answers to those who want a tunnel; they get one with 200.
 */
export async function serveProxy(target: string, status = 200): Promise<ProxyServer> {
  const { hostname, port } = new URL(`http://${target}`);
  const seen: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? "");
    const { pathname, search } = new URL(request.url ?? "", "http://unknown");
    const options = {
      hostname,
      port,
      method: request.method,
      path: pathname + search,
      headers: request.headers,
    };
    request.pipe(
      httpRequest(options, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  server.on("connect", (request, client, head) => {
    seen.push(request.url ?? "");
    authorizations.push(request.headers["proxy-authorization"]);
    if (status !== 200) return client.end(`HTTP/1.1 ${status} Refused\r\n\r\n`);
    const tunnel = connect(Number(port), hostname, () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      tunnel.write(head);
      tunnel.pipe(client).pipe(tunnel);
    });
    tunnel.on("error", () => client.destroy());
    client.on("error", () => tunnel.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    authorizations,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
