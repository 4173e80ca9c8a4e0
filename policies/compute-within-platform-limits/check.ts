import { type Finding, undetermined, violation } from "../framework/finding";
import { type Place, unreadPlaces } from "../framework/place";
import {
  DEFAULT_SIZE,
  isOfferedCpu,
  LEAST_CPU,
  leastCpuFor,
  MOST_CONCURRENCY,
  memoryBounds,
  WHOLE_CPUS,
} from "../models/compute/cloud-run-limits";
import { memoryText, readQuantity } from "../models/compute/quantity";
import type { CloudRunCompute, ContainerSize } from "../models/compute/read-compute";

const MEBIBYTE = 1024 ** 2;
const UNREAD_ACTION = "Give it as a literal, so that it can be compared with what Cloud Run has.";

/** The size of one container, as far as it is a size. */
interface Size {
  readonly container: ContainerSize;
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
}

/** What is wrong with the CPU, memory, concurrency and scaling of one Cloud Run resource. */
export function checkCompute(compute: CloudRunCompute): readonly Finding[] {
  return [
    ...unreadOf(compute),
    ...checkSizes(compute),
    ...checkConcurrency(compute),
    ...compute.scaling.flatMap(checkScaling),
  ];
}

/** What cannot be read now, each place once. */
function unreadOf({
  list,
  containers,
  concurrency,
  generationPlace,
  scaling,
}: CloudRunCompute): readonly Finding[] {
  const places = [
    list,
    ...containers.flatMap(({ container, hasGpu, cpu, memory }) =>
      hasGpu ? [container] : [container, cpu, memory],
    ),
    ...(concurrency === undefined ? [] : [concurrency]),
    ...(generationPlace === undefined ? [] : [generationPlace]),
    ...scaling.flatMap(({ least, most }) => [least, most]),
  ];
  const byPath = new Map(places.map((place) => [place.path, place] as const));
  return unreadPlaces([...byPath.values()]).map(({ path, reason }) =>
    undetermined(path, `${reason}. ${UNREAD_ACTION}`),
  );
}

function checkSizes(compute: CloudRunCompute): readonly Finding[] {
  const judged = compute.containers.filter(
    ({ container, hasGpu }) => container.record() !== undefined && !hasGpu,
  );
  const quantities = judged.flatMap(({ cpu, memory }) => [
    ...(cpu.path === memory.path ? [cpu] : [cpu, memory]),
  ]);
  const findings = quantities.flatMap(checkQuantity);
  const sizes = judged.flatMap(sizeOf);
  if (sizes.length !== compute.containers.length || sizes.length === 0) {
    return findings;
  }
  const [only] = sizes;
  return [
    ...findings,
    ...(sizes.length === 1 && only !== undefined
      ? checkInstance(only, compute)
      : checkTogether(sizes, compute)),
  ];
}

/** A text that is no quantity. */
function checkQuantity(place: Place): readonly Finding[] {
  return isQuantity(place) ||
    place.value === undefined ||
    place.value === null ||
    place.unknownReason() !== undefined
    ? []
    : [
        violation(
          place.path,
          `is no quantity (${shown(place)}). Write it like "1" or "500m" for CPU, or "512Mi" or "2Gi" for memory.`,
        ),
      ];
}

function isQuantity({ value }: Place): boolean {
  return (
    (typeof value === "string" || typeof value === "number") && readQuantity(value) !== undefined
  );
}

function sizeOf(container: ContainerSize): readonly Size[] {
  const cpu = quantityOr(container.cpu, DEFAULT_SIZE.cpu);
  const memory = quantityOr(container.memory, DEFAULT_SIZE.memory * MEBIBYTE);
  return cpu === undefined || memory === undefined
    ? []
    : [{ container, cpu, memory: memory / MEBIBYTE }];
}

function quantityOr({ value }: Place, fallback: number): number | undefined {
  if (value === undefined || value === null) {
    return fallback;
  }
  return typeof value === "string" || typeof value === "number" ? readQuantity(value) : undefined;
}

/** An instance of one container. */
function checkInstance(size: Size, compute: CloudRunCompute): readonly Finding[] {
  const { container, cpu } = size;
  if (!isOfferedCpu(cpu)) {
    return [
      violation(
        container.cpu.path,
        `is ${shown(container.cpu)}. Cloud Run has ${WHOLE_CPUS.join(", ")} vCPU, and for services fractions from ${LEAST_CPU}. Set it to "${nearestCpu(cpu)}".`,
      ),
    ];
  }
  if (cpu < 1 && compute.kind !== "service") {
    return [
      violation(
        container.cpu.path,
        `is ${shown(container.cpu)}. A Cloud Run ${compute.kind} has 1 vCPU or more. Set it to "1".`,
      ),
    ];
  }
  return [...checkMemory(size, compute), ...(cpu < 1 ? checkFraction(size, compute) : [])];
}

function checkMemory(size: Size, compute: CloudRunCompute): readonly Finding[] {
  const { container, cpu, memory } = size;
  const generation = compute.generation === "second" ? "second" : "first";
  const { least, most } = memoryBounds(cpu, generation);
  const pair = `is ${cpu} vCPU with ${memoryText(memory)} of memory`;
  const allowed = `Cloud Run gives ${cpu} vCPU ${memoryText(least)} to ${memoryText(most)}`;
  if (memory > most) {
    const enough = leastCpuFor(memory);
    const raise = enough === undefined ? "" : `, or cpu to "${enough}"`;
    return [
      violation(
        container.limits.path,
        `${pair}. ${allowed}. Set memory to "${memoryText(most)}" or less${raise}.`,
      ),
    ];
  }
  if (memory < least) {
    const environment = least === 512 ? " in the second generation execution environment" : "";
    const other = otherWayOut(size, compute);
    return [
      violation(
        container.limits.path,
        `${pair}. ${allowed}${environment}. Set memory to "${memoryText(least)}" or more${other}.`,
      ),
    ];
  }
  return [];
}

/** What else makes little memory fit: fewer vCPU, or the first generation. */
function otherWayOut({ cpu, memory }: Size, { kind, generation }: CloudRunCompute): string {
  const fewer = WHOLE_CPUS.findLast(
    (each) =>
      each < cpu &&
      memory >= memoryBounds(each, generation === "second" ? "second" : "first").least,
  );
  if (fewer !== undefined) {
    return `, or cpu to "${fewer}" or less`;
  }
  return kind === "service" && memory >= 128
    ? ", or use the first generation execution environment"
    : "";
}

/** What goes with less than one vCPU: https://cloud.google.com/run/docs/configuring/services/cpu. */
function checkFraction({ container, cpu }: Size, compute: CloudRunCompute): readonly Finding[] {
  const { requestBilling } = compute;
  const findings: Finding[] = [];
  if (compute.generation === "second") {
    findings.push(
      violation(
        container.cpu.path,
        `is ${shown(container.cpu)} in the second generation execution environment. Less than 1 vCPU is offered in the first generation only. Set cpu to "1", or use the first generation.`,
      ),
    );
  }
  const billingReason = requestBilling.place.unknownReason();
  if (billingReason !== undefined) {
    findings.push(undetermined(requestBilling.place.path, `${billingReason}. ${UNREAD_ACTION}`));
  } else if (requestBilling.isOff(requestBilling.place.value)) {
    const setting = compute.api === "v2" ? "cpuIdle" : '"run.googleapis.com/cpu-throttling"';
    findings.push(
      violation(
        container.cpu.path,
        `is ${shown(container.cpu)} with CPU outside of requests. Less than 1 vCPU is given during requests only. Set ${setting} to ${compute.api === "v2" ? "true" : '"true"'}, or cpu to "1".`,
      ),
    );
  }
  const concurrency = compute.concurrency?.value;
  if (typeof concurrency === "number" && concurrency > 1) {
    findings.push(
      violation(
        compute.concurrency?.path ?? "",
        `is ${concurrency} with ${cpu} vCPU. An instance with less than 1 vCPU serves one request at a time. Set it to 1, or cpu to "1".`,
      ),
    );
  }
  return findings;
}

/**
 * Several containers share an instance. What is surely too much for it is refused; how the platform rounds a sum that is
 * no row of its ladder is not documented, so a sum is taken for the next row.
 */
function checkTogether(sizes: readonly Size[], compute: CloudRunCompute): readonly Finding[] {
  const cpu = sum(sizes.map((size) => size.cpu));
  const memory = sum(sizes.map((size) => size.memory));
  const row = WHOLE_CPUS.find((each) => cpu <= each);
  const summands = sizes
    .map((size) => `${size.cpu} vCPU with ${memoryText(size.memory)}`)
    .join(" + ");
  if (row === undefined) {
    return [
      violation(
        compute.list.path,
        `come to ${cpu} vCPU (${summands}). An instance has 8 vCPU at most, for all its containers together. Lower the cpu of one.`,
      ),
    ];
  }
  const { most } = memoryBounds(row, "first");
  return memory <= most
    ? []
    : [
        violation(
          compute.list.path,
          `come to ${cpu} vCPU with ${memoryText(memory)} of memory (${summands}). Cloud Run gives ${row} vCPU ${memoryText(most)} at most, for all containers of an instance together. Lower the memory of one, or raise its cpu.`,
        ),
      ];
}

function sum(numbers: readonly number[]): number {
  return Number(numbers.reduce((total, each) => total + each, 0).toFixed(6));
}

function nearestCpu(cpu: number): number {
  return cpu < LEAST_CPU ? LEAST_CPU : (WHOLE_CPUS.find((each) => each >= cpu) ?? 8);
}

function checkConcurrency({ concurrency }: CloudRunCompute): readonly Finding[] {
  const value = concurrency?.value;
  return concurrency !== undefined && typeof value === "number" && value > MOST_CONCURRENCY
    ? [
        violation(
          concurrency.path,
          `is ${value}. An instance serves ${MOST_CONCURRENCY} requests at once at most. Set it to ${MOST_CONCURRENCY} or less.`,
        ),
      ]
    : [];
}

function checkScaling({ least, most }: CloudRunCompute["scaling"][number]): readonly Finding[] {
  const from = countOf(least);
  const to = countOf(most);
  // 0 leaves the bound to the platform.
  return from !== undefined && to !== undefined && to > 0 && from > to
    ? [
        violation(
          least.path,
          `is ${from}, more than the most instances, ${to}. Set it to ${to} or less, or raise the other to ${from}.`,
        ),
      ]
    : [];
}

/** Annotations are texts. */
function countOf({ value }: Place): number | undefined {
  return typeof value === "number"
    ? value
    : typeof value === "string" && /^\d{1,9}$/.test(value)
      ? Number(value)
      : undefined;
}

function shown({ value }: Place): string {
  return typeof value === "string" || typeof value === "number" ? `"${value}"` : "no text";
}
