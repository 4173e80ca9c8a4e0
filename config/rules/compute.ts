import { memoryBounds } from "../../policies/models/compute/cloud-run-limits";
import { memoryText } from "../../policies/models/compute/quantity";
import { servicesOn } from "../platforms";
import { type Problem, problemAt, quote } from "../problem";
import type { Rule } from "./rule";

/** Less than one vCPU runs in the first generation environment, all else in the second. */
function boundsFor(cpu: number) {
  const { least, most } = memoryBounds(cpu, cpu < 1 ? "first" : "second");
  return {
    least: memoryText(least),
    leastGibibytes: least / 1024,
    most: memoryText(most),
    mostGibibytes: most / 1024,
  };
}

/** The whole numbers of vCPU that there are (https://cloud.google.com/run/docs/configuring/services/cpu), and the least fraction. */
const wholeCpus: readonly number[] = [1, 2, 4, 6, 8];
const leastCpu = 0.08;

/** vCPU, memory, concurrency and billing of a service on Cloud Run are a combination that it has. */
export const compute: Rule = ({ file }) =>
  servicesOn("cloud-run", file).flatMap(([service, { cpu, memory, scale, cpuIdle }]) => {
    const problems: Problem[] = [];
    if (cpu === undefined) {
      return problems;
    }
    if (cpu < leastCpu || (cpu >= 1 && !wholeCpus.includes(cpu))) {
      problems.push(
        problemAt(["holdfast:services", service, "cpu"], {
          found: `${cpu}`,
          allowed: `${wholeCpus.join(", ")} or a number from ${leastCpu} to 0.999, without quotes`,
          action: "Write a number that is allowed.",
        }),
      );
      return problems;
    }
    const { least, leastGibibytes, most, mostGibibytes } = boundsFor(cpu);
    if (memory && (memory.gibibytes < leastGibibytes || memory.gibibytes > mostGibibytes)) {
      problems.push(
        problemAt(["holdfast:services", service, "memory"], {
          found: `${quote(memory.text)} with ${cpu} vCPU`,
          allowed: `"${least}" to "${most}" with ${cpu} vCPU`,
          action:
            memory.gibibytes < leastGibibytes
              ? `Set it to "${least}" or more.`
              : `Set it to "${most}" or less, or raise cpu.`,
        }),
      );
    }
    const concurrency = scale?.concurrency ?? 1;
    if (cpu < 1 && concurrency > 1) {
      problems.push(
        problemAt(["holdfast:services", service, "scale", "concurrency"], {
          found: `${concurrency} with ${cpu} vCPU`,
          allowed: "1 with less than one vCPU",
          action: "Set it to 1, or cpu to 1.",
        }),
      );
    }
    if (cpu < 1 && cpuIdle === false) {
      problems.push(
        problemAt(["holdfast:services", service, "cpuIdle"], {
          found: `false with ${cpu} vCPU`,
          allowed: "true with less than one vCPU",
          action: "Remove it, or set cpu to 1.",
        }),
      );
    }
    return problems;
  });
