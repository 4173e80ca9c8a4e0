import { platformNames, platformOf } from "../platforms";
import { problemAt, quote } from "../problem";
import { entriesOf, type Rule, servicesOf } from "./rule";

/**
 * A service uses services of its own platform. The address of one in a cluster means nothing outside of it, and one on
 * Cloud Run asks for a Google identity that a call from a pod does not have.
 */
export const platformUses: Rule = (subject) => {
  const services = new Map(servicesOf(subject));
  return [...services].flatMap(([name, service]) => {
    const own = platformOf(subject.file, service);
    return entriesOf(service.uses).flatMap(([target]) => {
      const used = services.get(target);
      const other = used && platformOf(subject.file, used);
      if (own === undefined || other === undefined || own === other) {
        return [];
      }
      return [
        problemAt(["holdfast:services", name, "uses", target], {
          found: `a service on ${platformNames[other]}, used by one on ${platformNames[own]}`,
          allowed: "services of the same platform",
          action: `Run both on one platform: set platform ${quote(own)} for ${quote(target)}, or ${quote(other)} for ${quote(name)}.`,
        }),
      ];
    });
  });
};
