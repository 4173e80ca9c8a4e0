import { cacheClientLimit } from "../capacity/cache-clients";
import { rolloutLoad, serviceLoads } from "../capacity/connector-load";
import { problemAt } from "../problem";
import { cachesOf, type Rule } from "./rule";

/** What else can be done than to open fewer connections. */
function otherWay(type: string | undefined, limit: number): string {
  if (type === "in-cluster") {
    return ", or raise maxClients";
  }
  return limit === cacheClientLimit({}) ? "" : ", or choose version REDIS_7_0 or later";
}

/** The connections of all services to a cache are no more than it accepts, during a rollout too. */
export const cacheClients: Rule = (subject) => {
  const { "holdfast:services": services } = subject.file;
  return cachesOf(subject).flatMap(([key, cache]) => {
    const loads = serviceLoads({ redis: { [key]: cache }, services });
    const clients = rolloutLoad(loads, ({ most }) => most);
    const limit = cacheClientLimit(cache);
    if (clients <= limit) {
      return [];
    }
    return [
      problemAt(["holdfast:redis", key], {
        found: `${clients} connections of ${loads.length} ${loads.length === 1 ? "service" : "services"} with all their instances, in two revisions during a rollout`,
        allowed: `up to ${limit}, which is what ${cache.type === "in-cluster" ? "maxClients says" : "its version, memory and TLS accept"}`,
        action: `Lower scale.max or pool of the services that use it${otherWay(cache.type, limit)}.`,
      }),
    ];
  });
};
