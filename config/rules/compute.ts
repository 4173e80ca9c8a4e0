import { type Problem, problemAt, quote } from "../problem";
import { type Rule, servicesOf } from "./rule";

interface Bounds {
  readonly least: string;
  readonly leastGibibytes: number;
  readonly most: string;
  readonly mostGibibytes: number;
}

/** Memory that Cloud Run gives for a number of vCPU: https://cloud.google.com/run/docs/configuring/services/cpu. */
function memoryBounds(cpu: number): Bounds {
  const bounds = (least: string, leastGibibytes: number, mostGibibytes: number): Bounds => ({
    least,
    leastGibibytes,
    most: mostGibibytes < 1 ? `${mostGibibytes * 1024}Mi` : `${mostGibibytes}Gi`,
    mostGibibytes,
  });
  if (cpu < 0.5) {
    return bounds("128Mi", 0.125, 0.5);
  }
  if (cpu < 1) {
    return bounds("128Mi", 0.125, 1);
  }
  // From one vCPU on, services run in the second generation environment, which needs 512Mi.
  const rows: readonly [number, Bounds][] = [
    [1, bounds("512Mi", 0.5, 4)],
    [2, bounds("512Mi", 0.5, 8)],
    [4, bounds("2Gi", 2, 16)],
    [6, bounds("4Gi", 4, 24)],
  ];
  return rows.find(([most]) => cpu <= most)?.[1] ?? bounds("4Gi", 4, 32);
}

/** vCPU, memory, concurrency and billing of a service are a combination that Cloud Run has. */
export const compute: Rule = (subject) =>
  servicesOf(subject).flatMap(([service, { cpu, memory, scale, cpuIdle }]) => {
    const problems: Problem[] = [];
    if (cpu === undefined) {
      return problems;
    }
    const { least, leastGibibytes, most, mostGibibytes } = memoryBounds(cpu);
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
