import { randomUUID } from "node:crypto";
import type { Deployed } from "../protocol/provider";
import { compare } from "../values/compare";
import { digitsOf } from "../values/reading";
import { isObject, type Properties, unknown, unmarked, type Value } from "../values/value";
import { finalNamespace } from "./check";
import type { ObjectKind } from "./kind";
import { metadataOf, nameOf, withMetadata } from "./object";
import { statusOf } from "./status";

/** An object to be stored. */
export interface Storing {
  readonly kind: ObjectKind;
  /** The URN of the resource, the seed of addresses. */
  readonly urn: string;
  /** The checked inputs. */
  readonly inputs: Properties;
  /** The object as it was; absent when it is being created. */
  readonly prior: Properties | undefined;
  /** Whether this is a preview. */
  readonly preview: boolean;
}

/**
 * The object as an API server stores it. In a preview the status and the address of a service are not known. The rest
 * of the metadata is absent then rather than unknown, as it is with the real provider when its cluster cannot be
 * reached: a program must be able to read the name of an object that is still to be created.
 */
export function store(storing: Storing): Deployed {
  const { kind, inputs, preview } = storing;
  const namespace = finalNamespace(kind, inputs);
  const placed = namespace === "" ? inputs : withMetadata(inputs, { namespace });
  const served = withServiceAddress(storing, placed);
  if (preview) return { id: "", outputs: { ...served, status: storing.prior?.status ?? unknown } };
  const object = withMetadata(served, serverMetadata(storing));
  const status = statusOf(kind, object, storing.urn);
  return {
    id: [namespace, nameOf(object)].filter((part) => part !== "").join("/"),
    outputs: status === undefined ? object : { ...object, status },
  };
}

/** Whether the object has been stored, and not only described by a program that wants to look it up. */
export function isStored(outputs: Properties): boolean {
  return metadataOf(outputs).uid !== undefined;
}

function serverMetadata({ inputs, prior }: Storing): Properties {
  const before = prior === undefined ? {} : metadataOf(prior);
  const specChanged =
    prior !== undefined && compare(asObject(prior.spec), asObject(inputs.spec)).length > 0;
  return {
    creationTimestamp: before.creationTimestamp ?? new Date().toISOString(),
    generation: Number(before.generation ?? 0) + (prior === undefined || specChanged ? 1 : 0),
    resourceVersion: String(Number(before.resourceVersion ?? 1000) + 1),
    uid: before.uid ?? randomUUID(),
  };
}

/** A service gets an address of the cluster, unless it says one, is headless, or is a name elsewhere. */
function withServiceAddress(
  { kind, urn, prior, preview }: Storing,
  object: Properties,
): Properties {
  if (kind.kind !== "Service" || kind.group !== "" || kind.isPatch) return object;
  const spec = unmarked(object.spec ?? null);
  if (!isObject(spec) || spec.type === "ExternalName" || spec.clusterIP !== undefined)
    return object;
  const clusterIP: Value =
    asObject(prior?.spec).clusterIP ?? (preview ? unknown : clusterAddress(urn));
  return { ...object, spec: { ...spec, clusterIP, clusterIPs: [clusterIP] } };
}

function clusterAddress(urn: string): string {
  const number = Number(digitsOf(`cluster address ${urn}`, 9));
  return `10.96.${number % 256}.${1 + (Math.floor(number / 256) % 254)}`;
}

function asObject(value: Value | undefined): Properties {
  const inner = unmarked(value ?? null);
  return isObject(inner) ? inner : {};
}
