/**
 * Amounts of CPU and memory in the form in which Cloud Run's API gives them back. Any other form that means
 * the same would differ from it in every plan.
 */

const binaryUnits: Readonly<Record<string, number>> = { Ti: 2 ** 40, Gi: 2 ** 30, Mi: 2 ** 20 };

/** An amount of vCPU in whole thousandths: `1` as `"1"`, `0.5` as `"500m"`. */
export function cpuQuantity(cpu: number): string {
  const thousandths = Math.round(cpu * 1000);
  return thousandths % 1000 === 0 ? String(thousandths / 1000) : `${thousandths}m`;
}

/**
 * An amount of memory in the largest binary unit of which it is a whole number: `"2048Mi"` as `"2Gi"`. What
 * is not a whole number of `Mi`, `Gi` or `Ti` is left as it is, for the API to judge.
 */
export function memoryQuantity(memory: string): string {
  const [, count, unit = ""] = /^([0-9]+)(Mi|Gi|Ti)$/.exec(memory) ?? [];
  const bytes = Number(count) * (binaryUnits[unit] ?? 0);
  const largest = Object.entries(binaryUnits).find(([, size]) => bytes > 0 && bytes % size === 0);
  return largest === undefined ? memory : `${bytes / largest[1]}${largest[0]}`;
}
