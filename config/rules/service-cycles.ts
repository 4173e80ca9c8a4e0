import { adviseOnCycles, drawnCycle, reasonFor } from "../../policies/models/order/cycle-advice";
import { orderByNeed } from "../../policies/models/order/order";
import { neededServices } from "../order";
import { problemAt, quote } from "../problem";
import type { Rule } from "./rule";

/** A name in a drawing: in quotes where it is none that a service may have. */
function shown(name: string): string {
  return /^[a-z0-9-]{1,63}$/.test(name) ? name : quote(name);
}

/** Services can be created one after the other: none needs, by way of others, itself. */
export const serviceCycles: Rule = ({ file }) => {
  const needs = neededServices(file["holdfast:services"] ?? {});
  const { cycles } = orderByNeed(needs);
  return adviseOnCycles(needs, cycles).map((advice) => {
    const [from, to] = advice.need;
    return problemAt(["holdfast:services", from, "uses", to], {
      found: `a cycle: ${drawnCycle(advice.cycle, shown)}`,
      allowed: "services of which each can be created after those that it uses",
      action: `Set optional: true here if ${quote(from)} can start without ${quote(to)} (${reasonFor(advice, cycles.length, quote)}), or on another use of the cycle.`,
    });
  });
};
