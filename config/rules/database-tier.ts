import { problemAt, quote } from "../problem";
import { databasesOfType, type Rule } from "./rule";

type Edition = "ENTERPRISE" | "ENTERPRISE_PLUS";

const sharedCore = new Set(["db-f1-micro", "db-g1-small"]);
const custom = /^db-custom-([0-9]{1,3})-([0-9]{1,6})$/;
const optimized = /^db-perf-optimized-N-([0-9]{1,3})$/;
/** https://cloud.google.com/sql/docs/postgres/machine-series-overview */
const optimizedCpus = new Set([2, 4, 8, 16, 32, 48, 64, 80, 96, 128]);

function editionOf(tier: string): Edition | undefined {
  if (optimized.test(tier)) {
    return "ENTERPRISE_PLUS";
  }
  return sharedCore.has(tier) || custom.test(tier) ? "ENTERPRISE" : undefined;
}

const allowedWith: Readonly<Record<Edition, string>> = {
  ENTERPRISE: '"db-custom-<vCPU>-<memory in MB>", "db-f1-micro" or "db-g1-small"',
  ENTERPRISE_PLUS: '"db-perf-optimized-N-<vCPU>"',
};

/**
 * What is wrong with the numbers in a machine type, if anything
 * (https://cloud.google.com/sql/docs/postgres/create-instance#machine-types): vCPU 1 or an even number
 * up to 96, memory in steps of 256 MB, at least 3840 MB, 0.9 to 6.5 GB for each vCPU.
 */
function sizeProblem(tier: string): string | undefined {
  const optimizedCpu = optimized.exec(tier)?.[1];
  if (optimizedCpu !== undefined) {
    return optimizedCpus.has(Number(optimizedCpu))
      ? undefined
      : `2, 4, 8, 16, 32, 48, 64, 80, 96 or 128 vCPU`;
  }
  const [, cpuText, memoryText] = custom.exec(tier) ?? [];
  if (cpuText === undefined || memoryText === undefined) {
    return undefined;
  }
  const cpu = Number(cpuText);
  const memory = Number(memoryText);
  if (cpu !== 1 && (cpu % 2 !== 0 || cpu < 2 || cpu > 96)) {
    return "1 vCPU or an even number of vCPU up to 96";
  }
  const least = Math.max(3840, Math.ceil((0.9 * 1024 * cpu) / 256) * 256);
  const most = 6.5 * 1024 * cpu;
  return memory % 256 === 0 && memory >= least && memory <= most
    ? undefined
    : `with ${cpu} vCPU a memory from ${least} to ${most} MB in steps of 256`;
}

/** The edition has the tier, so that the API does not refuse the pair after everything else was created. */
export const databaseTier: Rule = (subject) =>
  databasesOfType(subject, "cloud-sql").flatMap(([key, { tier, edition }]) => {
    if (tier === undefined) {
      return [];
    }
    const path = ["holdfast:postgres", key, "tier"];
    const belongsTo = editionOf(tier);
    if (edition !== undefined && belongsTo !== edition) {
      return [
        problemAt(path, {
          found: `${quote(tier)} with edition ${quote(edition)}`,
          allowed: allowedWith[edition],
          action:
            belongsTo === undefined
              ? "Choose one of these."
              : `Choose one of these, or set the edition to ${quote(belongsTo)}.`,
        }),
      ];
    }
    const size = sizeProblem(tier);
    return size === undefined
      ? []
      : [problemAt(path, { found: quote(tier), allowed: size, action: "Choose such a size." })];
  });
