import type { Finding } from "../framework/finding";
import type { Cache } from "../models/cache/cache";
import { checkSetting } from "../models/setting/required-setting";

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
