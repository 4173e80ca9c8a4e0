import { type Finding, undetermined, violation } from "../framework/finding";
import type { StackFinding, StackResource } from "../framework/policy";
import { isKnown } from "../framework/value";
import type { Cache } from "../models/cache/cache";
import type { CacheServer } from "../models/cache/cache-server";
import { cacheServersOf } from "../models/cache/redis-container";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { checkSetting } from "../models/setting/required-setting";
import { toldWorkloads } from "../models/told/told-settings";

/** What is wrong with the way in which clients of a cache prove who they are. */
export function checkCache(cache: Cache): readonly Finding[] {
  if (cache.isSecondary) {
    return [];
  }
  const wanted = cache.authenticated.map((value) =>
    typeof value === "string" ? `"${value}"` : String(value),
  );
  return [
    ...checkSetting(cache.authentication, {
      allows: (value) => cache.authenticated.some((allowed) => allowed === value),
      consequence: "so whoever reaches the network reads and writes the cache",
      action: `It must be ${wanted.join(" or ")}. Set it, and give its clients what they log in with.`,
    }),
    ...checkSetting(cache.encryption, {
      allows: (value) => value === cache.encrypted,
      consequence: "so credentials and data cross the network in clear",
      action: `It must be "${cache.encrypted}". Set it, and have the clients use TLS.`,
    }),
  ];
}

/** Judges the caches that the containers of a stack run. */
export function checkCacheContainers(stack: readonly StackResource[]): readonly StackFinding[] {
  return toldWorkloads(stack, ObjectIndex.of(stack))
    .flatMap(cacheServersOf)
    .filter(({ isLocal }) => !isLocal)
    .flatMap((server) =>
      checkServer(server).map((finding) => ({
        subject: server.subject,
        urn: server.resource.urn,
        finding,
      })),
    );
}

const PASSWORD =
  "A cache in the cluster must demand a password. Start it with requirepass or a list of users, from a Secret.";

function checkServer({ demands, path }: CacheServer): readonly Finding[] {
  if (!isKnown(demands)) {
    return [
      undetermined(
        path,
        `${demands.reason}, so whether the cache demands a password cannot be told. ${PASSWORD}`,
      ),
    ];
  }
  return demands === "password"
    ? []
    : [violation(path, `starts a cache that lets in whoever reaches it. ${PASSWORD}`)];
}
