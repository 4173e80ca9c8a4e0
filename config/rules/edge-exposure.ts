import { type Problem, problemAt, quote } from "../problem";
import { routesOf } from "../routes";
import { type Rule, servicesOf } from "./rule";

const whyNot = {
  all: "which lets requests pass by the load balancer, its limit and its logs",
  internal: "which refuses what the load balancer sends",
} as const;

/** A service to which the edge leads takes requests from the load balancer, without an identity, and from the internet not at all. */
export const edgeExposure: Rule = (subject) => {
  const hosts = new Map(
    routesOf(subject.file["holdfast:edge"]).map(({ host, service }) => [service, host]),
  );
  return servicesOf(subject).flatMap(([name, { ingress, allowUnauthenticated }]) => {
    const problems: Problem[] = [];
    const host = hosts.get(name);
    if (host === undefined) {
      return problems;
    }
    const path = ["holdfast:services", name];
    const route = `while edge.hosts leads ${quote(host)} to the service`;
    if (ingress === "all" || ingress === "internal") {
      problems.push(
        problemAt([...path, "ingress"], {
          found: `${quote(ingress)}, ${whyNot[ingress]}, ${route}`,
          allowed:
            '"internal-and-cloud-load-balancing", which is also what follows without the key',
          action: "Remove it, or remove the routes to the service.",
        }),
      );
    }
    if (allowUnauthenticated === false) {
      problems.push(
        problemAt([...path, "allowUnauthenticated"], {
          found: `false, with which every request of the load balancer is answered 403 since it has no Google identity, ${route}`,
          allowed: "true, which is also what follows without the key",
          action: "Remove it, or remove the routes to the service.",
        }),
      );
    }
    return problems;
  });
};
