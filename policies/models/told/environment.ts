import { unreadPlaces } from "../../framework/place";
import { isKnown, type Value } from "../../framework/value";
import { type ObjectReference, placeAt } from "../carrier/object-reference";
import { nameWords } from "../endpoint/name-words";
import type { Container } from "../workload/workload";
import { expanded } from "./expansion";
import {
  type Reading,
  type Source,
  type Told,
  type ToldSetting,
  textsBehind,
  type UnreadSetting,
} from "./reading";
import { settingsIn } from "./setting";

/** A variable with where it comes from. */
interface Variable {
  readonly name: string;
  readonly source: Source;
  readonly text: Value<string>;
}

/** The variables of a container. */
export interface Environment {
  readonly told: Told;
  /** The values by their names as written, for references in other texts. */
  readonly literals: ReadonlyMap<string, string>;
}

/**
 * The variables as the program sees them: a later source of `envFrom` hides an earlier one, and `env` hides both
 * (https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/#container-v1-core).
 */
export function readEnvironment(reading: Reading): Environment {
  const { container, references } = reading;
  const variables = new Map<string, Variable>();
  const hidden: Variable[] = [];
  const unread: UnreadSetting[] = [];
  const own = references.filter((reference) => reference.container === container);
  const replace = (variable: Omit<Variable, "text">, text?: Value<string>) => {
    // What has no name that can be read replaces nothing.
    const key = variable.name === "" ? `\n${variable.source.path}` : variable.name;
    const before = variables.get(key);
    hidden.push(...(before === undefined ? [] : [before]));
    variables.delete(key);
    if (text !== undefined) {
      variables.set(key, { ...variable, text });
    }
  };
  for (const reference of own.filter(({ prefix }) => prefix !== undefined)) {
    const source: Source = { container, path: reference.path, as: "variable" };
    const behind = textsBehind(reference, reading);
    if ("reason" in behind) {
      unread.push({ source, key: "", ...behind });
      continue;
    }
    for (const { key, text, path } of behind.texts) {
      const name = key === "" ? "" : `${reference.prefix}${key}`;
      const from = { ...source, object: behind.found, objectPath: path };
      replace({ name, source: from }, text);
    }
  }
  const whole = placeAt(reading.root, container.path).at("envFrom");
  for (const { path, reason } of unreadPlaces([whole, ...whole.entries()])) {
    unread.push({
      source: { container, path, as: "variable" },
      key: "",
      reason,
      isElsewhere: false,
    });
  }
  for (const variable of container.environment) {
    const name = isKnown(variable.name) ? variable.name : "";
    const entry = variable.path.replace(/\.value$/, "");
    const reference = own.find(({ path, prefix }) => path === entry && prefix === undefined);
    const read = readVariable(variable, reference, reading);
    const source: Source = { container, path: variable.path, as: "variable" };
    const text = read === undefined || "reason" in read ? undefined : read.text;
    replace({ name, source, ...read }, text);
    if (read !== undefined && "reason" in read) {
      unread.push({ ...read, key: name });
    }
  }
  if (container.environmentUnknown !== undefined) {
    const list = reading.workload.platform === "cloud-run" ? "envs" : "env";
    const source: Source = { container, path: `${container.path}.${list}`, as: "variable" };
    unread.push({ source, key: "", reason: container.environmentUnknown, isElsewhere: false });
  }
  return environmentOf([...variables.values()], hidden, unread);
}

function readVariable(
  { path, value, reference: taken }: Container["environment"][number],
  reference: ObjectReference | undefined,
  reading: Reading,
): Omit<Variable, "name"> | Omit<UnreadSetting, "key"> | undefined {
  const source: Source = { container: reading.container, path, as: "variable" };
  if (value !== undefined && (taken === undefined || value !== "")) {
    return { source, text: value };
  }
  if (reference === undefined) {
    return taken?.unread === undefined
      ? undefined
      : { source, reason: taken.unread.reason, isElsewhere: false };
  }
  const behind = textsBehind(reference, reading);
  const from = { ...source, path: reference.path };
  if ("reason" in behind) {
    return { source: { ...from, ...nameOf(reference, reading) }, ...behind };
  }
  const [text] = behind.texts;
  return (
    text && {
      source: { ...from, object: behind.found, objectPath: text.path },
      text: text.text,
    }
  );
}

function nameOf(
  { kind, name, key }: ObjectReference,
  { reader: { namespace } }: Reading,
): Pick<Source, "named"> {
  return typeof name === "string" && typeof namespace !== "object"
    ? { named: [kind, namespace, name, key].join("/") }
    : {};
}

function environmentOf(
  variables: readonly Variable[],
  hidden: readonly Variable[],
  unread: readonly UnreadSetting[],
): Environment {
  const literals = new Map<string, string>();
  const seen = new Map<Variable, string>();
  for (const variable of variables) {
    const { name, text } = variable;
    if (isKnown(text)) {
      seen.set(variable, expanded(text, literals));
      literals.set(name, seen.get(variable) ?? text);
    }
  }
  const siblings = new Map(
    variables.map(({ name }) => [nameWords(name).join(" "), literals.get(name)] as const),
  );
  const settingsOf = ({ name, source, text }: Variable, given = text): ToldSetting[] =>
    isKnown(given)
      ? settingsIn(given, name, { keys: [name], siblings }).map((setting) => ({
          ...setting,
          source,
        }))
      : [];
  return {
    literals,
    told: {
      settings: variables.flatMap((variable) => settingsOf(variable, seen.get(variable))),
      files: [],
      hidden: hidden.flatMap((variable) => settingsOf(variable)),
      unread: [
        ...unread,
        ...variables.flatMap(({ name, source, text }) =>
          isKnown(text) ? [] : [{ source, key: name, reason: text.reason, isElsewhere: false }],
        ),
      ],
    },
  };
}
