import { Unknown } from "../../framework/value";
import type { KubernetesObject } from "./object";
import type { ReferredPart } from "./reference";
import { readService } from "./service";

/** The parts that objects have and others name: keys, ports or listeners. */
export interface Parts {
  /** As they are named: keys and names, and the numbers of ports. */
  readonly names: ReadonlySet<string>;
  /** Why there may be more, as a clause; undefined when these are all. */
  readonly unread?: string;
}

/** Keys that the controller of service account tokens fills in. */
const TOKEN_TYPE = "kubernetes.io/service-account-token";

/** The parts of one object, which several resources may declare together, as a patch adds to what is there. */
export function partsOf(objects: readonly KubernetesObject[], is: ReferredPart["is"]): Parts {
  const parts = objects.map((object) => ofObject(object, is));
  const patched = objects.every(({ isPatch }) => isPatch)
    ? "is only patched by the program"
    : undefined;
  const unread = parts.find((each) => each.unread !== undefined)?.unread ?? patched;
  return {
    names: new Set(parts.flatMap(({ names }) => [...names])),
    ...(unread === undefined ? {} : { unread }),
  };
}

function ofObject(object: KubernetesObject, is: ReferredPart["is"]): Parts {
  switch (is) {
    case "key":
      return keysOf(object);
    case "port":
      return portsOf(object);
    case "listener":
      return listenersOf(object);
  }
}

function keysOf({ kind, place }: KubernetesObject): Parts {
  const maps = ["data", kind === "Secret" ? "stringData" : "binaryData"].map((key) =>
    place.at(key),
  );
  const unknown = [...maps, place.at("type")].find(({ value }) => value instanceof Unknown);
  const unread =
    unknown !== undefined
      ? `has keys that cannot be read: ${unknown.path} ${unknown.unknownReason()}`
      : place.at("type").value === TOKEN_TYPE
        ? "is filled in by the cluster"
        : hasController(place.at("metadata", "annotations").record())
          ? "has an annotation by which a controller may fill it in"
          : undefined;
  return {
    names: new Set(maps.flatMap((map) => Object.keys(map.record() ?? {}))),
    ...(unread === undefined ? {} : { unread }),
  };
}

/** An object without data of its own that something is told to fill, such as one for certificates of the cluster. */
function hasController(annotations: object | undefined): boolean {
  return Object.keys(annotations ?? {}).some((key) => /inject|reflect|replicat/i.test(key));
}

function portsOf(object: KubernetesObject): Parts {
  const service = readService(object);
  const values = (service?.ports ?? []).flatMap(({ port, name }) => [port, name]);
  const hidden = values.find((value) => value instanceof Unknown);
  const unread = service?.portsUnknown ?? (hidden instanceof Unknown ? hidden.reason : undefined);
  return {
    names: new Set(
      values.flatMap((value) =>
        value === undefined || value instanceof Unknown ? [] : [String(value)],
      ),
    ),
    ...(unread === undefined ? {} : { unread: `has ports of which one ${unread}` }),
  };
}

function listenersOf({ place }: KubernetesObject): Parts {
  const list = place.at("spec", "listeners");
  const names = list.entries().map((each) => each.at("name"));
  const unknown = [list, ...names].find(({ value }) => value instanceof Unknown);
  return {
    names: new Set(names.flatMap(({ value }) => (typeof value === "string" ? [value] : []))),
    ...(unknown === undefined
      ? {}
      : { unread: `has listeners of which one ${unknown.unknownReason()}` }),
  };
}
