import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/**
 * Numbers of loopback ports that nobody listened on a moment ago. All are held at once before they are given back, so that no
 * number comes twice; somebody else may take one until it is used.
 */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
