import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import type { KubernetesObject } from "./kubernetes-object";

/** Reads objects from a file of YAML documents; empty documents are left out. */
export function readObjects(path: string): KubernetesObject[] {
  return parseAllDocuments(readFileSync(path, "utf8"))
    .map((document) => document.toJS() as KubernetesObject | null)
    .filter((object) => object !== null);
}

/** Sound objects of one application: what Kubernetes itself has, or what only GKE serves. */
export function soundObjects(file: "workloads" | "gke"): KubernetesObject[] {
  return readObjects(join(__dirname, "objects", `${file}.yaml`));
}

/** An object with another value at a place such as `spec/ports/0/port`; `undefined` removes what is there. */
export function spoiled(object: KubernetesObject, place: string, value: unknown): KubernetesObject {
  const copy = structuredClone(object);
  const names = place.split("/");
  const last = names.pop() ?? "";
  let inner = copy as unknown as Record<string, unknown>;
  for (const name of names) {
    const next = inner[name];
    if (typeof next !== "object" || next === null) throw new Error(`${place} does not exist.`);
    inner = next as Record<string, unknown>;
  }
  if (value === undefined) delete inner[last];
  else inner[last] = value;
  return copy;
}
