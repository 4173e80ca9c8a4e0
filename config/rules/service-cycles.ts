import { neededServices, orderByNeed } from "../order";
import { problemAt, quote } from "../problem";
import type { Rule } from "./rule";

/** Services can be created one after the other: none needs, by way of others, itself. */
export const serviceCycles: Rule = ({ file }) => {
  const { cycles } = orderByNeed(neededServices(file["holdfast:services"] ?? {}));
  return cycles.map((cycle) => {
    const [first = "", second = ""] = cycle;
    return problemAt(["holdfast:services", first, "uses", second], {
      found: `a cycle: ${cycle.map(quote).join(" -> ")}`,
      allowed: "services of which each can be created after those that it uses",
      action: "Set optional: true on a use that its service can start without.",
    });
  });
};
