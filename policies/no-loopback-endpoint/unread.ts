import { type Finding, undetermined } from "../framework/finding";
import { isKnown } from "../framework/value";
import type { UnreadText } from "../models/carrier/workload-text";
import type { KnownObject, KnownWorkload } from "./ledger";
import * as message from "./message";

/** A value that cannot be read now: the list or map that it stands in, and its name there. */
interface Unread {
  readonly path: string;
  readonly reason: string;
  readonly name?: string;
}

/**
 * What cannot be read of a workload: whole containers or what holds them, and of the others variables and commands, with
 * one finding for each list and reason.
 */
export function unreadOfWorkload({ workload, texts }: KnownWorkload): readonly Finding[] {
  return [
    ...findings(workload.unknowns),
    ...workload.containers.flatMap((container) =>
      findings((texts.get(container)?.unread ?? []).map(ofVariable)),
    ),
  ];
}

function ofVariable({ path, reason, variable }: UnreadText): Unread {
  return variable === undefined
    ? { path, reason }
    : { path: path.replace(/\[\d+\]\.value$/, ""), reason, name: variable };
}

/** What cannot be read of an object's texts: one finding for each map and reason. */
export function unreadOfObject({ object }: KnownObject): readonly Finding[] {
  return findings(
    object.texts.flatMap(({ path, key, text }) => {
      if (isKnown(text)) {
        return [];
      }
      const map = /^[^.[]+/.exec(path)?.[0] ?? path;
      return [{ path: map, reason: text.reason, ...(map === path ? {} : { name: key }) }];
    }),
  );
}

function findings(unread: readonly Unread[]): readonly Finding[] {
  const groups = new Map<string, Unread & { readonly names: string[] }>();
  for (const each of unread) {
    const key = JSON.stringify([each.path, each.reason]);
    const group = groups.get(key) ?? { ...each, names: [] };
    groups.set(key, group);
    if (each.name !== undefined) {
      group.names.push(each.name);
    }
  }
  return [...groups.values()].map(({ path, reason, names }) =>
    undetermined(path, message.unread(names, reason)),
  );
}
