import type { Place } from "../../framework/place";
import { isKnown, textOf, Unknown, type Value } from "../../framework/value";
import { isAddedLabel, type Pods } from "./pods";

/** The pods of a program by where they run and by their labels, so that a selector asks only those that it may select. */
export class PodIndex {
  private readonly byNamespace = new Map<string, Pods[]>();
  private readonly byLabel = new Map<string, Pods[]>();
  /** Those of a namespace of which some label is unknown. */
  private readonly unread = new Map<string, Pods[]>();
  /** Those whose namespace is unknown. */
  private readonly somewhere: Pods[] = [];

  constructor(private readonly pods: readonly Pods[]) {
    for (const each of pods) {
      this.add(each);
    }
  }

  /**
   * The pods in a namespace that may have the labels which a selector wants, in the order of the program.
   *
   * @param wanted The map of labels that must all be there; an empty or unknown one leaves all in.
   */
  candidates(namespace: Value<string>, wanted: Place): readonly Pods[] {
    if (!isKnown(namespace)) {
      return [];
    }
    const [label] = Object.entries(wanted.record() ?? {}).filter(
      ([key, value]) => typeof value === "string" && !isAddedLabel(key),
    );
    return label === undefined
      ? (this.byNamespace.get(namespace) ?? [])
      : [
          ...(this.byLabel.get(labelKey(namespace, label[0], textOf(label[1]))) ?? []),
          ...(this.unread.get(namespace) ?? []),
        ];
  }

  /** The pods that may run in a namespace as well, as theirs, or it, is unknown. */
  perhapsIn(namespace: Value<string>): readonly Pods[] {
    return isKnown(namespace) ? this.somewhere : this.pods;
  }

  private add(pods: Pods): void {
    const { namespace } = pods.object;
    if (namespace === undefined || !isKnown(namespace)) {
      this.somewhere.push(pods);
      return;
    }
    push(this.byNamespace, namespace, pods);
    const labels = pods.metadata.at("labels");
    const entries = Object.entries(labels.record() ?? {});
    if (labels.value instanceof Unknown || entries.some(([, value]) => value instanceof Unknown)) {
      push(this.unread, namespace, pods);
      return;
    }
    for (const [key, value] of entries) {
      push(this.byLabel, labelKey(namespace, key, textOf(value)), pods);
    }
  }
}

function labelKey(namespace: string, key: string, value: string): string {
  return JSON.stringify([namespace, key, value]);
}

function push(map: Map<string, Pods[]>, key: string, pods: Pods): void {
  const list = map.get(key);
  if (list === undefined) {
    map.set(key, [pods]);
  } else {
    list.push(pods);
  }
}
