import { problemAt } from "../problem";
import { type Rule, servicesOf } from "./rule";

/** A service may have at least as many instances as it always has. */
export const scale: Rule = (subject) =>
  servicesOf(subject).flatMap(([service, { scale: bounds }]) => {
    const { min, max } = bounds ?? {};
    if (min === undefined || max === undefined || min <= max) {
      return [];
    }
    return [
      problemAt(["holdfast:services", service, "scale", "max"], {
        found: `${max}, with min ${min}`,
        allowed: "a number that is not less than min",
        action: `Set it to ${min} or more, or lower min.`,
      }),
    ];
  });
