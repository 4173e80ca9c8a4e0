import { undetermined, violation } from "../framework/finding";
import type { StackFinding, StackResource } from "../framework/policy";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { adviseOnCycles, drawnCycle, reasonFor } from "../models/order/cycle-advice";
import { OPTIONAL_ANNOTATION } from "../models/order/optional-annotation";
import { orderByNeed } from "../models/order/order";
import { type Node, readNeeds } from "./needs";

/** What the check is told beside the program. */
export interface DependencyOptions {
  /** Pairs `from -> to` of workloads of which the first starts without the second. */
  readonly optional: readonly string[];
}

/** Judges whether workloads of a stack wait for each other. */
export function checkStack(
  stack: readonly StackResource[],
  { optional }: DependencyOptions,
): readonly StackFinding[] {
  const nodes = readNeeds(stack, new ObjectIndex(stack), optional);
  const sure = cyclesOf(nodes, ({ unsure }) => unsure === undefined);
  return sure.length > 0 ? sure : cyclesOf(nodes, () => true);
}

function cyclesOf(
  nodes: readonly Node[],
  counts: (need: { readonly unsure?: string }) => boolean,
): readonly StackFinding[] {
  const keys = new Map(nodes.map((node, at) => [node, String(at)]));
  const nodeAt = (key: string) => nodes[Number(key)];
  const labelOf = (key: string) => nodeAt(key)?.label ?? key;
  const needs = new Map(
    nodes.map((node, at) => [
      String(at),
      [...node.needs].flatMap(([to, need]) => (counts(need) ? (keys.get(to) ?? []) : [])),
    ]),
  );
  const { cycles } = orderByNeed(needs);
  return adviseOnCycles(needs, cycles).flatMap((advice): StackFinding[] => {
    const [from, to] = advice.need.map(nodeAt);
    const need = to && from?.needs.get(to);
    if (from === undefined || to === undefined || need === undefined) {
      return [];
    }
    const unsure = advice.cycle
      .slice(1)
      .flatMap((key, at) => {
        const next = nodeAt(key);
        return (next && nodeAt(advice.cycle[at] ?? "")?.needs.get(next)?.unsure) ?? [];
      })
      .at(0);
    const drawn = drawnCycle(advice.cycle, labelOf);
    const told = `tells "${from.label}" to connect to "${to.label}"${need.by}`;
    const finding =
      unsure === undefined
        ? violation(
            need.path,
            `${told}, in the cycle ${drawn}: each waits for the next, so that after a failure of all none is ready. Let "${from.label}" start without "${to.label}" (${reasonFor(advice, cycles.length, (key) => `"${labelOf(key)}"`)}), and say so by its annotation "${OPTIONAL_ANNOTATION}: ${to.label}".`,
          )
        : undetermined(
            need.path,
            `${told}, and whether that makes the cycle ${drawn} cannot be told: ${unsure}. Check by hand that one of them starts without the other.`,
          );
    const { workload, resource } = from.told;
    return [{ subject: `${workload.kind} "${workload.name}"`, urn: resource.urn, finding }];
  });
}
