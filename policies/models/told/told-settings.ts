import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isKnown, type Value } from "../../framework/value";
import { type ObjectReference, placeAt, referencesOf } from "../carrier/object-reference";
import type { CarriedText } from "../carrier/shared-object";
import { nameWords } from "../endpoint/name-words";
import { isScript, shellCommands } from "../endpoint/shell";
import type { Container, Workload } from "../workload/workload";
import { type Setting, settingsIn, settingsInWords } from "./setting";
import type { DeclaredObject, SharedObjects } from "./shared-objects";

/** Where a workload is told something. */
export interface Source {
  readonly container: Container;
  /** Property path in the workload: of the text itself, or of the reference to what holds it. */
  readonly path: string;
  /** What holds the text, where the workload itself does not. */
  readonly object?: DeclaredObject;
  /** Property path of the text in {@link object}. */
  readonly objectPath?: string;
  readonly as: "variable" | "file" | "argument";
}

/** One setting that a container is told, as the program in it sees it. */
export interface ToldSetting extends Setting {
  readonly source: Source;
}

/** Something that a container is told and that cannot be read now. */
export interface UnreadSetting {
  readonly source: Source;
  /** What names it: the variable or the key; empty when not even that can be read. */
  readonly key: string;
  /** Why, as a clause that ends a sentence. */
  readonly reason: string;
  /** Whether what holds it is made elsewhere, so that no run of this program tells. */
  readonly isElsewhere: boolean;
}

/** Everything that the containers of a workload are told. */
export interface Told {
  readonly settings: readonly ToldSetting[];
  readonly unread: readonly UnreadSetting[];
  /** Variables that a later entry of the same list hides, so that the program never sees them. */
  readonly hidden: readonly ToldSetting[];
}

/** Reads what the containers of a workload are told by variables, files and arguments, and by the objects behind them. */
export function toldSettings(
  workload: Workload,
  resource: StackResource,
  objects: SharedObjects,
): Told {
  const root = new Place(resource.inputs ?? resource.props);
  const references = referencesOf(workload, root);
  const parts = workload.containers.flatMap((container) => {
    const reading = { container, workload, resource, objects, root, references };
    const environment = readEnvironment(reading);
    return [environment.told, readFiles(reading), readCommand(reading, environment.literals)];
  });
  return {
    settings: parts.flatMap(({ settings }) => settings),
    unread: parts.flatMap(({ unread }) => unread),
    hidden: parts.flatMap(({ hidden }) => hidden),
  };
}

interface Reading {
  readonly container: Container;
  readonly workload: Workload;
  readonly resource: StackResource;
  readonly objects: SharedObjects;
  readonly root: Place;
  readonly references: readonly ObjectReference[];
}

/** A variable with where it comes from. */
interface Variable {
  readonly name: string;
  readonly source: Source;
  readonly text: Value<string>;
}

interface Environment {
  readonly told: Told;
  readonly literals: ReadonlyMap<string, string>;
}

/** What takes a text from an object: the texts with their keys, or why there are none. */
function textsBehind(
  reference: ObjectReference,
  { workload, resource, objects }: Reading,
): { readonly found: DeclaredObject; readonly texts: readonly CarriedText[] } | UnreadReference {
  const resolved = objects.resolve(reference, workload, resource);
  switch (resolved.is) {
    case "declared": {
      const { found } = resolved;
      const texts = found.object.texts.filter(
        ({ key }) => reference.key === undefined || key === reference.key || key === "",
      );
      return { found, texts };
    }
    case "elsewhere":
      return { reason: "is made elsewhere", isElsewhere: true };
    case "unknown":
      return { reason: resolved.reason, isElsewhere: false };
  }
}

type UnreadReference = Pick<UnreadSetting, "reason" | "isElsewhere">;

/**
 * The variables as the program sees them: a later source of `envFrom` hides an earlier one, and `env` hides both
 * (https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/#container-v1-core).
 */
function readEnvironment(reading: Reading): Environment {
  const { container, references } = reading;
  const variables = new Map<string, Variable>();
  const listed = new Map<string, Variable>();
  const hidden: Variable[] = [];
  const unread: UnreadSetting[] = [];
  const own = references.filter((reference) => reference.container === container);
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
      variables.set(name, { name, source: from, text });
    }
  }
  for (const variable of container.environment) {
    const name = isKnown(variable.name) ? variable.name : "";
    const entry = variable.path.replace(/\.value$/, "");
    const reference = own.find(({ path, prefix }) => path === entry && prefix === undefined);
    const read = readVariable(variable, reference, reading);
    variables.delete(name);
    if (read === undefined) {
      continue;
    }
    if ("reason" in read) {
      unread.push({ ...read, key: name });
      continue;
    }
    const before = listed.get(name);
    if (before !== undefined && name !== "") {
      hidden.push(before);
    }
    listed.set(name, { name, ...read });
    variables.set(name, { name, ...read });
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
    return { source: from, ...behind };
  }
  const [text] = behind.texts;
  return (
    text && {
      source: { ...from, object: behind.found, objectPath: text.path },
      text: text.text,
    }
  );
}

function environmentOf(
  variables: readonly Variable[],
  hidden: readonly Variable[],
  unread: readonly UnreadSetting[],
): Environment {
  const literals = new Map<string, string>();
  for (const { name, text } of variables) {
    if (isKnown(text)) {
      literals.set(name, expanded(text, literals));
    }
  }
  const siblings = new Map(
    variables.map(({ name }) => [nameWords(name).join(" "), literals.get(name)] as const),
  );
  const settingsOf = ({ name, source, text }: Variable, seen: string | undefined): ToldSetting[] =>
    isKnown(text)
      ? settingsIn(seen ?? text, name, { keys: [name], siblings }).map((setting) => ({
          ...setting,
          source,
        }))
      : [];
  return {
    literals,
    told: {
      settings: variables.flatMap((variable) => settingsOf(variable, literals.get(variable.name))),
      hidden: hidden.flatMap((variable) => settingsOf(variable, undefined)),
      unread: [
        ...unread,
        ...variables.flatMap(({ name, source, text }) =>
          isKnown(text) ? [] : [{ source, key: name, reason: text.reason, isElsewhere: false }],
        ),
      ],
    },
  };
}

/**
 * Puts the values of variables in place of `$(NAME)`, as the platforms do; `$$(NAME)` stays a text:
 * https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables.
 */
function expanded(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$\$|\$\(([A-Za-z_][\w.-]*)\)/g,
    (whole, name: string | undefined) => (name === undefined ? "$" : variables.get(name)) ?? whole,
  );
}

/** The files that volumes put into a container. */
function readFiles(reading: Reading): Told {
  const { container, root, references } = reading;
  const mounts = placeAt(root, container.path).at("volumeMounts").entries();
  const settings: ToldSetting[] = [];
  const unread: UnreadSetting[] = [];
  for (const reference of references.filter(({ container: of }) => of === undefined)) {
    const volume = placeAt(root, /^.*?volumes\[\d+\]/.exec(reference.path)?.[0] ?? "");
    const name = volume.at("name").value;
    const mounted = mounts.filter((mount) => mount.at("name").value === name);
    if (mounted.length === 0) {
      continue;
    }
    const source: Source = { container, path: reference.path, as: "file" };
    const behind = textsBehind(reference, reading);
    if ("reason" in behind) {
      unread.push({ source, key: "", ...behind });
      continue;
    }
    const names = fileNames(placeAt(root, reference.path), mounted);
    for (const { key, text, path } of behind.texts) {
      const file = behind.found.object.kind === "Secret Manager secret" ? key : names(key);
      if (file === undefined) {
        continue;
      }
      const from: Source = { ...source, object: behind.found, objectPath: path };
      if (!isKnown(text)) {
        unread.push({ source: from, key: file, reason: text.reason, isElsewhere: false });
        continue;
      }
      const siblings = new Map(
        behind.texts.map((each) => [
          nameWords(each.key).join(" "),
          isKnown(each.text) ? each.text : undefined,
        ]),
      );
      const { name: objectName } = behind.found.object;
      const context = typeof objectName === "string" ? nameWords(objectName) : [];
      settings.push(
        ...settingsIn(text, file, { keys: [file], siblings, context }).map((setting) => ({
          ...setting,
          source: from,
        })),
      );
    }
  }
  return { settings, unread, hidden: [] };
}

/** The name of the file that a key becomes; undefined for one that is left out. */
function fileNames(volume: Place, mounts: readonly Place[]): (key: string) => string | undefined {
  const items = volume.at("items").entries();
  const paths = new Map(items.map((item) => [item.at("key").value, item.at("path").value]));
  const whole = mounts.some((mount) => typeof mount.at("subPath").value !== "string");
  const parts = new Set(mounts.map((mount) => mount.at("subPath").value));
  return (key) => {
    const path = items.length === 0 ? key : paths.get(key);
    return typeof path === "string" && (whole || parts.has(path)) ? path : undefined;
  };
}

/** The arguments of a container, and the scripts among them. */
function readCommand(
  { container, workload }: Reading,
  literals: ReadonlyMap<string, string>,
): Told {
  const command = workload.platform === "cloud-run" ? "commands" : "command";
  const lists = [
    { list: container.command, path: `${container.path}.${command}` },
    { list: container.args, path: `${container.path}.args` },
  ];
  const words = lists.flatMap(({ list, path }) =>
    list !== undefined && isKnown(list)
      ? list.map((text, index) => ({ text, path: `${path}[${index}]` }))
      : [],
  );
  const texts = words.map(({ text }) => (isKnown(text) ? expanded(text, literals) : undefined));
  const sourceAt = (path: string): Source => ({ container, path, as: "argument" });
  const settings = texts.flatMap((text, index): readonly ToldSetting[] => {
    const source = sourceAt(words[index]?.path ?? "");
    return text !== undefined && isScript(texts, index)
      ? shellCommands(withShellVariables(text, literals)).flatMap((each) =>
          settingsInWords(each).map((setting) => ({ ...setting, source })),
        )
      : [];
  });
  const plain = texts.map((text, index) => (isScript(texts, index) ? undefined : text));
  return {
    settings: [
      ...settingsInWords(plain).map((setting) => ({
        ...setting,
        source: sourceAt(words[setting.word]?.path ?? ""),
      })),
      ...settings,
    ],
    unread: [
      ...lists.flatMap(({ list, path }) =>
        list === undefined || isKnown(list)
          ? []
          : [{ source: sourceAt(path), key: "", reason: list.reason, isElsewhere: false }],
      ),
      ...words.flatMap(({ text, path }) =>
        isKnown(text)
          ? []
          : [{ source: sourceAt(path), key: "", reason: text.reason, isElsewhere: false }],
      ),
    ],
    hidden: [],
  };
}

/** `$NAME` and `${NAME}` in a script. */
function withShellVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$(?:\{(\w+)\}|([A-Za-z_]\w*))/g,
    (whole, braced?: string, plain?: string) => variables.get(braced ?? plain ?? "") ?? whole,
  );
}
