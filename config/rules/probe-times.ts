import { LONGEST_START } from "../../policies/models/probe/cloud-run-probe-limits";
import { platformOf } from "../platforms";
import { type Problem, problemAt, quote } from "../problem";
import { type Rule, servicesOf } from "./rule";

/** The times of the probes fit each other and the platform. */
export const probeTimes: Rule = (subject) =>
  servicesOf(subject).flatMap(([service, written]) => {
    const { startup, health, readiness } = written;
    const isOnCloudRun = platformOf(subject.file, written) === "cloud-run";
    const problems: Problem[] = [];
    const { within, period, timeout } = startup ?? {};
    if (period && timeout && timeout.seconds > period.seconds) {
      problems.push(
        problemAt(["holdfast:services", service, "startup", "timeout"], {
          found: `${quote(timeout.text)}, with period ${quote(period.text)}`,
          allowed: "a time up to period",
          action: `Set it to ${quote(period.text)} or less, or raise period.`,
        }),
      );
    }
    if (within && period && isOnCloudRun) {
      const budget = Math.ceil(within.seconds / period.seconds) * period.seconds;
      if (budget > LONGEST_START) {
        problems.push(
          problemAt(["holdfast:services", service, "startup", "within"], {
            found: `${quote(within.text)}, which with period ${quote(period.text)} comes to ${budget} s`,
            allowed: `up to ${LONGEST_START} s in whole periods`,
            action: `Set it to "${Math.floor(LONGEST_START / period.seconds) * period.seconds}s" or less, or shorten period.`,
          }),
        );
      }
    }
    for (const [key, probe] of Object.entries({ health, readiness })) {
      if (probe?.period && probe.timeout && probe.timeout.seconds >= probe.period.seconds) {
        problems.push(
          problemAt(["holdfast:services", service, key, "timeout"], {
            found: `${quote(probe.timeout.text)}, with period ${quote(probe.period.text)}`,
            allowed: "a time less than period",
            action: "Shorten it, or raise period.",
          }),
        );
      }
    }
    return problems;
  });
