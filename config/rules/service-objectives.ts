import { latencyThresholdOf } from "../objectives";
import { type Problem, problemAt } from "../problem";
import { type Rule, servicesOf } from "./rule";

/** Objectives of a service need somebody who is told, and times that a request can exceed. */
export const serviceObjectives: Rule = (subject) => {
  const { "holdfast:observability": observability } = subject.file;
  return servicesOf(subject).flatMap(([service, { objectives, requestTimeout }]) => {
    if (objectives === undefined) {
      return [];
    }
    const path = ["holdfast:services", service, "objectives"];
    if (observability === undefined && !subject.unread?.has("holdfast:observability")) {
      return [
        problemAt(path, {
          found: "objectives, in a file without observability",
          allowed: "objectives of which somebody is told",
          action: "Add observability with channels and escalation, or remove the objectives.",
        }),
      ];
    }
    const isAsked = (what: "latency" | "meanResponse") => !objectives.unwatched?.includes(what);
    const { meanResponse, latency } = objectives;
    const usual = observability?.objectives?.latency?.threshold;
    const usualMean = observability?.thresholds?.meanResponse;
    const threshold =
      usual === undefined || usualMean?.milliseconds === undefined
        ? latency?.threshold
        : latencyThresholdOf(usual, { milliseconds: usualMean.milliseconds }, objectives);
    const problems: Problem[] = [];
    const check = (where: readonly string[], time: typeof threshold, why: string) => {
      if (
        time !== undefined &&
        requestTimeout !== undefined &&
        time.milliseconds >= requestTimeout.seconds * 1000
      ) {
        problems.push(
          problemAt([...path, ...where], {
            found: `"${time.text}", with requestTimeout "${requestTimeout.text}", at which every request ends`,
            allowed: `less than requestTimeout: otherwise ${why}`,
            action: "Lower it, or raise requestTimeout.",
          }),
        );
      }
    };
    if (isAsked("meanResponse")) {
      check(["meanResponse"], meanResponse, "no mean can exceed it");
    }
    if (isAsked("latency")) {
      check(["latency", "threshold"], threshold, "every request that is answered is fast");
    }
    return problems;
  });
};
