import { platformNames, platformOf } from "../platforms";
import { type Problem, problemAt, quote } from "../problem";
import { type Rule, servicesOf } from "./rule";

/** Settings of a service that one platform alone has, each with what to do about it on the other. */
const cloudRunOnly = {
  cpuIdle: "Remove it: a pod has its CPU for its whole life.",
  ingress: "Remove it: requests come from other services that use this one, and through edge.",
  allowUnauthenticated:
    "Remove it: requests carry no Google identity, and network policies say who may come.",
} as const;

/** What a service says is what its platform has. */
export const platformSettings: Rule = (subject) =>
  servicesOf(subject).flatMap(([name, service]) => {
    const platform = platformOf(subject.file, service);
    const path = ["holdfast:services", name];
    const problems: Problem[] = [];
    if (platform === "cloud-run" && service.namespace !== undefined) {
      problems.push(
        problemAt([...path, "namespace"], {
          found: `${quote(service.namespace)}, of a service on Cloud Run, which has no namespaces`,
          allowed: `a namespace with platform ${quote("gke")} only`,
          action: 'Remove it, or set platform to "gke".',
        }),
      );
    }
    if (platform !== "gke") {
      return problems;
    }
    for (const [setting, action] of Object.entries(cloudRunOnly)) {
      if (service[setting as keyof typeof cloudRunOnly] !== undefined) {
        problems.push(
          problemAt([...path, setting], {
            found: `a setting of Cloud Run, of a service on ${platformNames[platform]}`,
            allowed: `${setting} with platform ${quote("cloud-run")} only`,
            action,
          }),
        );
      }
    }
    if (service.scale?.concurrency !== undefined) {
      problems.push(
        problemAt([...path, "scale", "concurrency"], {
          found: `a setting of Cloud Run, of a service on ${platformNames[platform]}`,
          allowed: `concurrency with platform ${quote("cloud-run")} only`,
          action: "Remove it: instances are added by how busy their CPU is.",
        }),
      );
    }
    if (service.scale?.min === 0) {
      problems.push(
        problemAt([...path, "scale", "min"], {
          found: "0, of a service on GKE, which nothing would wake",
          allowed: '1 or more with platform "gke"',
          action: "Set it to 2, so that one serves while the other is replaced.",
        }),
      );
    }
    return problems;
  });
