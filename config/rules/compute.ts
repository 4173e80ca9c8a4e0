import { memoryBounds } from "../../policies/models/compute/cloud-run-limits";
import { memoryText } from "../../policies/models/compute/quantity";
import { type Problem, problemAt, quote } from "../problem";
import { type Rule, servicesOf } from "./rule";

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

/** vCPU, memory, concurrency and billing of a service are a combination that Cloud Run has. */
export const compute: Rule = (subject) =>
  servicesOf(subject).flatMap(([service, { cpu, memory, scale, cpuIdle }]) => {
    const problems: Problem[] = [];
    if (cpu === undefined) {
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
