import { platformNames, platformOf } from "../platforms";
import { problemAt, quote } from "../problem";
import { routesOf } from "../routes";
import type { Rule } from "./rule";

/** Everything that the edge leads to runs on one platform: a load balancer in front of Cloud Run is not one of a cluster. */
export const edgePlatform: Rule = ({ file }) => {
  const services = file["holdfast:services"] ?? {};
  const routes = routesOf(file["holdfast:edge"]).flatMap((route) => {
    const service = Object.hasOwn(services, route.service) ? services[route.service] : undefined;
    const platform = platformOf(file, service);
    return service === undefined || platform === undefined ? [] : [{ ...route, platform }];
  });
  const [first] = routes;
  return routes
    .filter(({ platform }) => platform !== first?.platform)
    .map(({ host, prefix, service, platform }) =>
      problemAt(
        [
          "holdfast:edge",
          "hosts",
          host,
          ...(prefix === undefined ? ["service"] : ["routes", prefix]),
        ],
        {
          found: `${quote(service)}, a service on ${platformNames[platform]}, beside ${quote(first?.service ?? "")} on ${platformNames[first?.platform ?? platform]}`,
          allowed: "services of one platform, since each platform has its own load balancer",
          action: "Set platform of one of them, or lead to it from another stack.",
        },
      ),
    );
};
