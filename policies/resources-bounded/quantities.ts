import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { Unknown, type Value } from "../framework/value";
import { readQuantity } from "../models/compute/quantity";

/** What containers are given of a node. */
export type Resource = "cpu" | "memory";

/** Bytes below which no container starts: https://github.com/containerd/containerd and runc need some to run at all. */
const LEAST_MEMORY = 6 * 1024 ** 2;

/** vCPU of the largest machine for nodes, c4d: https://cloud.google.com/compute/docs/general-purpose-machines. */
const MOST_CPU = 384;

/** vCPU from which a round number without a unit, with little memory, is more likely meant in thousandths. */
const SUSPICIOUS_CPU = 100;

/** Bytes for each vCPU that any machine for nodes has, and more. */
const LEAST_MEMORY_FOR_CPU = 256 * 1024 ** 2;

/** A quantity at a place; undefined where nothing stands there, or nothing that is a quantity. */
export function quantityAt({ value }: Place): Value<number> | undefined {
  if (value instanceof Unknown) {
    return value;
  }
  return typeof value === "string" || typeof value === "number" ? readQuantity(value) : undefined;
}

/** What is wrong with a quantity itself. */
export function checkQuantity(place: Place, resource: Resource, memory: Place): readonly Finding[] {
  const { value } = place;
  if (value instanceof Unknown) {
    return [
      undetermined(place.path, `${value.reason}, so it cannot be compared. Give it as a literal.`),
    ];
  }
  if (typeof value !== "string" && typeof value !== "number") {
    return [];
  }
  const quantity = readQuantity(value);
  if (quantity === undefined) {
    return [
      violation(
        place.path,
        `is "${value}", which is no quantity. ${resource === "cpu" ? 'Give vCPU, such as "500m" or "2"' : 'Give memory with its unit, such as "512Mi"'}.`,
      ),
    ];
  }
  return resource === "cpu"
    ? checkCpu(place, value, quantity, memory)
    : checkMemory(place, value, quantity);
}

function checkMemory(place: Place, value: string | number, bytes: number): readonly Finding[] {
  if (bytes >= LEAST_MEMORY) {
    return [];
  }
  const number = /^\d+(?:\.\d+)?/.exec(String(value))?.[0] ?? "512";
  return [
    violation(
      place.path,
      `is "${value}", which is ${bytes < 1 ? "less than one byte" : `${bytes} bytes`}, and no container starts with so little. Give it with its unit, such as "${number}Mi".`,
    ),
  ];
}

function checkCpu(
  place: Place,
  value: string | number,
  cpu: number,
  memory: Place,
): readonly Finding[] {
  const beside = quantityAt(memory);
  const isImplausible =
    cpu >= SUSPICIOUS_CPU && typeof beside === "number" && beside < cpu * LEAST_MEMORY_FOR_CPU;
  return cpu > MOST_CPU || isImplausible
    ? [
        violation(
          place.path,
          `is "${value}", which is ${cpu} vCPU, ${cpu > MOST_CPU ? "more than any node has" : "of which a node has far more memory than stands beside it"}, so no pod is ever scheduled. Give it with its unit, such as "${Math.round(cpu)}m".`,
        ),
      ]
    : [];
}
