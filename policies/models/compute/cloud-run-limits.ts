/** The execution environments of Cloud Run: the second has a full Linux kernel and needs more memory. */
export type Generation = "first" | "second";

/** The memory that goes with a number of vCPU, in MiB, both ends included. */
export interface MemoryBounds {
  readonly least: number;
  readonly most: number;
}

/** The whole numbers of vCPU that an instance may have: https://cloud.google.com/run/docs/configuring/services/cpu. */
export const WHOLE_CPUS: readonly number[] = [1, 2, 4, 6, 8];

/** The least fraction of a vCPU that an instance may have. */
export const LEAST_CPU = 0.08;

/** vCPU and memory in MiB of a container that says nothing. */
export const DEFAULT_SIZE = { cpu: 1, memory: 512 } as const;

/** The most requests that one instance serves at once: https://cloud.google.com/run/docs/about-concurrency. */
export const MOST_CONCURRENCY = 1000;

/** The limits of environment variables of a container: https://cloud.google.com/run/quotas. */
export const VARIABLES = { mostCharacters: 32_768, most: 1000 } as const;

const GIBIBYTE = 1024;

/** From how many vCPU on, how much memory there is at least and at most. */
const LADDER: readonly {
  readonly cpu: number;
  readonly least: number;
  readonly most: number;
}[] = [
  { cpu: 6.001, least: 4 * GIBIBYTE, most: 32 * GIBIBYTE },
  { cpu: 4.001, least: 4 * GIBIBYTE, most: 24 * GIBIBYTE },
  { cpu: 2.001, least: 2 * GIBIBYTE, most: 16 * GIBIBYTE },
  { cpu: 1.001, least: 128, most: 8 * GIBIBYTE },
  { cpu: 1, least: 128, most: 4 * GIBIBYTE },
  { cpu: 0.5, least: 128, most: GIBIBYTE },
  { cpu: 0, least: 128, most: 512 },
];

const LEAST_OF_SECOND = 512;

/**
 * The memory that Cloud Run gives for a number of vCPU. Sources:
 * https://cloud.google.com/run/docs/configuring/services/cpu and
 * https://cloud.google.com/run/docs/configuring/services/memory-limits.
 *
 * @param cpu vCPU of an instance, of all its containers together.
 * @param generation The execution environment; `first` too where the program leaves the choice to the platform.
 */
export function memoryBounds(cpu: number, generation: Generation): MemoryBounds {
  const { least, most } = LADDER.find((row) => cpu >= row.cpu) ?? { least: 128, most: 512 };
  return { least: generation === "second" ? Math.max(least, LEAST_OF_SECOND) : least, most };
}

/** The least number of vCPU with which Cloud Run gives that much memory; undefined when it never does. */
export function leastCpuFor(memory: number): number | undefined {
  return [LEAST_CPU, 0.5, ...WHOLE_CPUS].find((cpu) => memory <= memoryBounds(cpu, "first").most);
}

/** Tells whether one container may have that many vCPU: a fraction, or one of the whole numbers. */
export function isOfferedCpu(cpu: number): boolean {
  return cpu < 1 ? cpu >= LEAST_CPU : WHOLE_CPUS.includes(cpu);
}
