import { longestStart } from "../longest-start";
import { platformOf } from "../platforms";
import { type Problem, problemAt, quote } from "../problem";
import { type Rule, servicesOf } from "./rule";

/** The times of the probes fit each other and the platform. */
export const probeTimes: Rule = (subject) =>
  servicesOf(subject).flatMap(([service, written]) => {
    const { startup, health, readiness } = written;
    const platform = platformOf(subject.file, written);
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
    if (within && period && period.seconds > within.seconds) {
      problems.push(
        problemAt(["holdfast:services", service, "startup", "period"], {
          found: `${quote(period.text)}, with within ${quote(within.text)}: one probe, after which the start has failed`,
          allowed: "a time up to within",
          action: "Shorten it: 5s sees a start soon.",
        }),
      );
    } else if (within && period && platform !== undefined) {
      const longest = longestStart[platform];
      const budget = Math.ceil(within.seconds / period.seconds) * period.seconds;
      if (budget > longest) {
        problems.push(
          problemAt(["holdfast:services", service, "startup", "within"], {
            found: `${quote(within.text)}, which with period ${quote(period.text)} comes to ${budget} s`,
            allowed: `up to ${longest} s in whole periods`,
            action: `Set it to "${Math.floor(longest / period.seconds) * period.seconds}s" or less, or shorten period.`,
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
