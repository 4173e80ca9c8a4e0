import type { CacheClient } from "../models/cache/cache-clients";
import type { CacheServer } from "../models/cache/cache-server";

const ALLOWED = "A client of such a cache must be given its password.";

/** A client that nothing gives a password. */
export function missing({ server, store, told }: CacheClient): string {
  const [first] = [...store.statements, ...store.unread];
  const container = first?.setting.source.container.name;
  const whom =
    typeof container === "string" && told.workload.containers.length > 1
      ? ` the container "${container}"`
      : " it";
  return (
    `tells of the cache that ${server.subject} runs, which demands a password (${server.path}), and no variable, URL, file or argument gives${whom} one. ` +
    `${ALLOWED} Take it from the Secret that the server takes it from, as in a variable REDIS_PASSWORD with a secretKeyRef.`
  );
}

/** A client that may be given one by what cannot be read now. */
export function uncertain({ server }: CacheClient, reason: string): string {
  return `${reason}, and may or may not give the password that ${server.subject} demands (${server.path}). ${ALLOWED} Name the Secret and its key in a variable of its own.`;
}

/** A server of which nothing tells what it demands. */
export function unknownDemand(server: CacheServer, reason: string): string {
  return `tells of the cache that ${server.subject} runs, whose ${server.path} ${reason}, and gives no password. ${ALLOWED} Give it one, or set the server's password where it can be read.`;
}

/** A client with a password that is not the server's. */
export function differs(server: CacheServer): string {
  return `gives another password than the one that ${server.subject} demands (${server.path}). ${ALLOWED} Take both from one key of one Secret.`;
}

/** Two passwords of which only a deployment knows whether they are one. */
export function incomparable(server: CacheServer): string {
  return `gives a password that cannot be compared with the one that ${server.subject} demands (${server.path}), since one of them cannot be read now and they are not made from one value. ${ALLOWED} Take both from one key of one Secret.`;
}

/** A client that speaks in clear to a server that does not. */
export function inClear(server: CacheServer): string {
  return `tells a client to connect in clear to the cache that ${server.subject} runs, which speaks TLS alone. Its URL must start with "rediss://", and the client must trust the server's certificate authority. Make the URL from the server's own settings.`;
}

/** A client that speaks TLS to a server that does not. */
export function needlessEncryption(server: CacheServer): string {
  return `tells a client to connect with TLS to the cache that ${server.subject} runs, which does not speak it. Turn TLS on at the server, or make the URL from the server's own settings.`;
}
