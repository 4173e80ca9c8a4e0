import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { type DiffResult, Refusal } from "../protocol/provider";
import { type Change, compare } from "../values/compare";
import { holdsUnknown, isObject, type Properties, unmarked, type Value } from "../values/value";

/** The options that together say which cluster the provider talks to. */
const choosing = ["kubeconfig", "context", "cluster"];

/**
 * Says which changes of the provider's options mean another cluster, which replaces everything in it. An identifier of
 * the cluster decides alone where it is given before and after.
 */
export function clusterChanges(before: Properties, after: Properties): DiffResult {
  const changes = compare(before, after);
  const isOtherCluster = hasOtherCluster(before, after, changes);
  const names = (change: Change) => String(change.path[0]);
  return {
    changes: changes.map((change) => ({
      ...change,
      replaces:
        (names(change) === "clusterIdentifier" && change.kind === "update") ||
        (isOtherCluster && choosing.includes(names(change))) ||
        (names(change) === "renderYamlToDirectory" && !isIdentified(before, after)),
    })),
    deleteBeforeReplace: false,
  };
}

function hasOtherCluster(
  before: Properties,
  after: Properties,
  changes: readonly Change[],
): boolean {
  if (isIdentified(before, after) || changes.length === 0) return false;
  if (choosing.some((name) => holdsUnknown(after[name] ?? null))) return true;
  const old = activeCluster(before);
  const next = activeCluster(after);
  return old !== undefined && next !== undefined && compare({ old }, { old: next }).length > 0;
}

function isIdentified(before: Properties, after: Properties): boolean {
  const identifier = unmarked(after.clusterIdentifier ?? null);
  return identifier !== null && identifier === unmarked(before.clusterIdentifier ?? null);
}

/** The entry of the kubeconfig that its context, or the options, choose. */
function activeCluster(options: Properties): Value | undefined {
  const config = kubeconfig(options.kubeconfig);
  const chosen = unmarked(options.context ?? config["current-context"] ?? null);
  const context = named(config.contexts, chosen, "context");
  const name = unmarked(options.cluster ?? (isObject(context) ? context.cluster : null) ?? null);
  return named(config.clusters, name, "cluster");
}

function named(list: Value | undefined, name: Value, content: string): Value | undefined {
  const items = Array.isArray(list) ? list : [];
  return items.filter(isObject).find((item) => item.name === name)?.[content];
}

/** Reads a kubeconfig that is given as its text, as its content, or as a path. */
function kubeconfig(given: Value | undefined): Properties {
  const value = unmarked(given ?? null);
  if (isObject(value)) return value;
  if (typeof value !== "string" || value === "") return {};
  const path = value.startsWith("~/") ? join(homedir(), value.slice(2)) : value;
  const text = existsSync(path) ? readFileSync(path, "utf8") : value;
  const config = parsed(text);
  return isObject(config) ? config : {};
}

/** What the parser says of an error quotes the text around it, which may be a token. */
function parsed(text: string): Value {
  try {
    return parse(text) as Value;
  } catch {
    throw new Refusal(
      `The provider's "kubeconfig" is no valid YAML. Give the content of a kubeconfig, or the path of one.`,
    );
  }
}
