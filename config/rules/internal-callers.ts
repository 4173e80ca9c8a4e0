import { servicesOn } from "../platforms";
import { problemAt, quote } from "../problem";
import { exposures } from "../routes";
import { entriesOf, type Rule } from "./rule";

/**
 * A call from one service to another that takes no requests from the internet must go through the
 * network, and the address of a service is a public one, so only all-traffic egress takes it there:
 * https://cloud.google.com/run/docs/securing/private-networking#from-other-services.
 */
export const internalCallers: Rule = (subject) => {
  if (subject.file["holdfast:network"]?.egress !== "private-ranges-only") {
    return [];
  }
  const services = subject.file["holdfast:services"] ?? {};
  const exposureOf = exposures(subject.file);
  return servicesOn("cloud-run", subject.file).flatMap(([caller, { uses }]) =>
    entriesOf(uses).flatMap(([target]) => {
      const { ingress } = exposureOf(target);
      if (target === caller || services[target] === undefined || ingress === "all") {
        return [];
      }
      return [
        problemAt(["holdfast:services", caller, "uses", target], {
          found: `a service with ingress ${quote(ingress)}, with network.egress "private-ranges-only"`,
          allowed: 'network.egress "all-traffic", or ingress "all" of the used service',
          action: 'Set network.egress to "all-traffic".',
        }),
      ];
    }),
  );
};
