import { servicesOn } from "../platforms";
import { problemAt, quote, quoteAll } from "../problem";
import type { Rule } from "./rule";

/** A stack with services on GKE says of its cluster. */
export const cluster: Rule = ({ file }) => {
  const services = servicesOn("gke", file).map(([name]) => name);
  if (services.length === 0 || file["holdfast:gke"] !== undefined) {
    return [];
  }
  return [
    problemAt(["holdfast:gke"], {
      found: `nothing, with the ${services.length === 1 ? "service" : "services"} ${quoteAll(services)} on ${quote("gke")}`,
      allowed: 'a map with "podRange" and "serviceRange"',
      action: "Add it, or run the services on Cloud Run.",
    }),
  ];
};
