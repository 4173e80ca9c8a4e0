import { neededServices, orderByNeed } from "../order";
import { problemAt, quote } from "../problem";
import type { Rule } from "./rule";

/** Most names of a cycle that are shown. */
const mostShown = 20;

function shown(cycle: readonly string[]): string {
  const names = cycle.map(quote);
  const left = names.length - mostShown;
  return left <= 0
    ? names.join(" -> ")
    : [...names.slice(0, mostShown - 1), `${left} more`, names.at(-1)].join(" -> ");
}

/** Services can be created one after the other: none needs, by way of others, itself. */
export const serviceCycles: Rule = ({ file }) => {
  const { cycles } = orderByNeed(neededServices(file["holdfast:services"] ?? {}));
  return cycles.map((cycle) => {
    const [first = "", second = ""] = cycle;
    return problemAt(["holdfast:services", first, "uses", second], {
      found: `a cycle: ${shown(cycle)}`,
      allowed: "services of which each can be created after those that it uses",
      action: "Set optional: true on a use that its service can start without.",
    });
  });
};
