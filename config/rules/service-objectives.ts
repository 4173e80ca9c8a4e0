import { problemAt } from "../problem";
import { type Rule, servicesOf } from "./rule";

/** Objectives of a service need somebody who is told, and a latency that a request can exceed. */
export const serviceObjectives: Rule = (subject) => {
  const { "holdfast:observability": observability } = subject.file;
  return servicesOf(subject).flatMap(([service, { objectives, requestTimeout }]) => {
    if (objectives === undefined) {
      return [];
    }
    const path = ["holdfast:services", service, "objectives"];
    if (!("holdfast:observability" in subject.file)) {
      return [
        problemAt(path, {
          found: "objectives, in a file without observability",
          allowed: "objectives of which somebody is told",
          action: "Add observability with channels and escalation, or remove the objectives.",
        }),
      ];
    }
    const threshold =
      objectives.latency?.threshold ?? observability?.objectives?.latency?.threshold;
    if (
      threshold === undefined ||
      requestTimeout === undefined ||
      threshold.milliseconds < requestTimeout.seconds * 1000
    ) {
      return [];
    }
    return [
      problemAt([...path, "latency", "threshold"], {
        found: `"${threshold.text}", with requestTimeout "${requestTimeout.text}", at which every request ends`,
        allowed: "less than requestTimeout: otherwise every request that is answered is fast",
        action: "Lower it, or raise requestTimeout.",
      }),
    ];
  });
};
