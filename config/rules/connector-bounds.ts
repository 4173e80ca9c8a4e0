import { problemAt } from "../problem";
import type { Rule } from "./rule";

/** A connector has room to grow: https://cloud.google.com/vpc/docs/serverless-vpc-access#scaling. */
export const connectorBounds: Rule = ({ file }) => {
  const { minInstances, maxInstances } = file["holdfast:network"]?.connector ?? {};
  if (minInstances === undefined || maxInstances === undefined || minInstances < maxInstances) {
    return [];
  }
  return [
    problemAt(["holdfast:network", "connector", "maxInstances"], {
      found: `${maxInstances}, with minInstances ${minInstances}`,
      allowed: "a number greater than minInstances",
      action:
        minInstances < 10
          ? `Set it to ${minInstances + 1} or more.`
          : "Set minInstances to 9 or less.",
    }),
  ];
};
