import type { HostPort } from "./host-ports";
import { type Nodes, partsOf } from "./nodes";

interface Taken extends HostPort {
  readonly nodes: Nodes;
}

/** What tells ports apart by the address of the node, beside the labels of nodes. */
const ADDRESS = "address of the node";

/**
 * Those who take one port, by what sets most of them apart: a label of nodes, the name of the node or an address of it. So those
 * on nodes of their own need not be compared with each other.
 */
export class TakenOnNodes<Port extends Taken> {
  private readonly parts = new Map<Port, readonly string[] | undefined>();
  /** Those that were added, by a value of what sets apart. */
  private readonly byValue = new Map<string, Port[]>();
  /** Those that may be anywhere. */
  private readonly anywhere: Port[] = [];
  private readonly all: Port[] = [];

  constructor(ports: readonly Port[]) {
    const each = ports.map((port) => [port, partsWithAddress(port)] as const);
    const times = new Map<string, number>();
    for (const part of each.flatMap(([, parts]) => [...parts.keys()])) {
      times.set(part, (times.get(part) ?? 0) + 1);
    }
    const [most] = [...times].sort(([, one], [, other]) => other - one);
    for (const [port, parts] of each) {
      this.parts.set(port, most === undefined ? undefined : parts.get(most[0]));
    }
  }

  /** Those among them that may be on one node with this one, in turn. */
  *beside(port: Port): Generator<Port> {
    const values = this.parts.get(port);
    if (values === undefined) {
      yield* this.all;
      return;
    }
    yield* this.anywhere;
    for (const value of values) {
      yield* this.byValue.get(value) ?? [];
    }
  }

  add(port: Port): void {
    const values = this.parts.get(port);
    this.all.push(port);
    for (const value of values ?? []) {
      const same = this.byValue.get(value) ?? [];
      this.byValue.set(value, same);
      same.push(port);
    }
    if (values === undefined) {
      this.anywhere.push(port);
    }
  }
}

function partsWithAddress(port: Taken): ReadonlyMap<string, readonly string[]> {
  return new Map([
    ...partsOf(port.nodes),
    ...(port.address === "" ? [] : [[ADDRESS, [port.address]] as const]),
  ]);
}
