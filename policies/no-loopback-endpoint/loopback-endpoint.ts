import { isKnown } from "../framework/value";
import type { ObjectReference } from "../models/carrier/object-reference";
import type { CarriedText } from "../models/carrier/shared-object";
import { type FoundEndpoint, findInText } from "../models/carrier/text";
import type { Endpoint } from "../models/endpoint/endpoint";
import { readLoopback } from "../models/endpoint/loopback";
import { nameWords } from "../models/endpoint/name-words";
import { readNaming } from "../models/endpoint/naming";
import type { KnownObject, Reading } from "./ledger";

/** An endpoint on loopback that a text says to connect to. */
export interface LoopbackEndpoint {
  /** Property path of the text with the place in it, such as `data["app.yaml"] at db.url`. */
  readonly path: string;
  /** The recognised spelling of loopback and the port: never another part of the value. */
  readonly shown: string;
  /** The ports that may be meant; none when nothing tells. */
  readonly ports: readonly number[];
}

/** The endpoints on loopback among the ones that a text holds, each once. */
export function loopbackAmong(
  found: readonly FoundEndpoint[],
  path: string,
): readonly LoopbackEndpoint[] {
  const endpoints = found.flatMap(({ endpoint, at }) => {
    const shown = endpoint.use === "connect" ? shownEndpoint(endpoint) : undefined;
    return shown === undefined
      ? []
      : [{ path: at === undefined ? path : `${path} at ${at}`, shown, ports: endpoint.ports }];
  });
  return [...new Map(endpoints.map((each) => [`${each.path} ${each.shown}`, each])).values()];
}

/** What was found in each text: every reader asks for it again. */
const foundInText = new WeakMap<CarriedText, readonly LoopbackEndpoint[]>();

/** The endpoints on loopback in one text of an object, taken for itself. */
export function loopbackInText(text: CarriedText, known: KnownObject): readonly LoopbackEndpoint[] {
  const found = foundInText.get(text) ?? findLoopback(text, known);
  foundInText.set(text, found);
  return found;
}

function findLoopback(text: CarriedText, { object }: KnownObject): readonly LoopbackEndpoint[] {
  if (!isKnown(text.text)) {
    return [];
  }
  const found = findInText(text.text, text.key, {
    name: nameWords(text.key),
    context: typeof object.name === "string" ? nameWords(object.name) : [],
    siblings: new Map(
      object.texts.map(
        ({ key, text: beside }) =>
          [nameWords(key).join(" "), isKnown(beside) ? beside : undefined] as const,
      ),
    ),
  });
  return loopbackAmong(found, text.path);
}

/**
 * The endpoints on loopback in a text, as a workload reads it: the variable that it becomes tells more than its key.
 * `hosts` that becomes `ALLOWED_HOSTS` is no endpoint, `value` that becomes `PGHOST` is one.
 */
export function loopbackInReading(reading: Reading): readonly LoopbackEndpoint[] {
  const { text, reference, object } = reading;
  const byKey = loopbackInText(text, object);
  const variable = variableOf(reference, text);
  if (variable === undefined || !isKnown(text.text)) {
    return byKey;
  }
  const name = nameWords(variable);
  const { use } = readNaming(name);
  if (use === "listen" || use === "mention") {
    return [];
  }
  const carrying = { name, siblings: siblingsOf(reading) };
  const byVariable = loopbackAmong(findInText(text.text, variable, carrying), text.path);
  return [...byKey, ...byVariable.filter(({ path }) => !byKey.some((each) => each.path === path))];
}

/** The variable that a text becomes; undefined when it becomes a file. */
function variableOf({ variable, prefix }: ObjectReference, { key }: CarriedText) {
  return variable ?? (prefix === undefined ? undefined : `${prefix}${key}`);
}

/** The variables of the container that reads, with the ones that it takes from the same object. */
function siblingsOf({ reader, reference, object: { object } }: Reading) {
  const own = reference.container && reader.texts.get(reference.container)?.siblings;
  const siblings = new Map(own);
  for (const other of reader.references) {
    const isBeside =
      other.container === reference.container &&
      other.kind === reference.kind &&
      other.name === reference.name;
    for (const text of isBeside ? object.texts : []) {
      const variable = variableOf(other, text);
      if (variable !== undefined && (other.key === undefined || other.key === text.key)) {
        siblings.set(nameWords(variable).join(" "), isKnown(text.text) ? text.text : undefined);
      }
    }
  }
  return siblings;
}

function shownEndpoint({ host, ports }: Endpoint): string | undefined {
  const shown = readLoopback(host)?.shown;
  const [port] = ports.length === 1 ? ports : [];
  if (shown === undefined || port === undefined) {
    return shown;
  }
  return shown.includes(":") ? `[${shown}]:${port}` : `${shown}:${port}`;
}
