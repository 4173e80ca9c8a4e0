import { Place } from "../../framework/place";
import { isKnown, Unknown, type Value } from "../../framework/value";
import { placeAt } from "../carrier/object-reference";
import { imageName } from "../carrier/workload-text";
import { knownListener } from "../listener/known-listeners";
import type { Source, ToldSetting, UnreadSetting } from "../told/reading";
import type { ToldWorkload } from "../told/told-settings";
import type { Container } from "../workload/workload";
import type { CacheServer, ServerPassword } from "./cache-server";
import { type RedisSettings, readRedisSettings } from "./redis-settings";

const SERVER_PROGRAM = /(?:^|[\s/])(?:redis|valkey|keydb)-server\b|(?:^|[\s/])dragonfly\b/;
const OTHER_PROGRAM =
  /(?:^|[\s/])(?:redis|valkey|keydb)-(?:cli|benchmark|check-\w+|sentinel)\b|--sentinel\b/;

/** Variables whose text the image hands to the server as its arguments. */
const ARGUMENTS = /^(?:REDIS_ARGS|REDIS_EXTRA_FLAGS|VALKEY_EXTRA_FLAGS|KEYDB_EXTRA_FLAGS)$/;

/** Variables by which images set the password of the server. */
const PASSWORD_VARIABLE =
  /^(?:REDIS|VALKEY|KEYDB|DFLY)_(?:MASTER_)?(?:PASSWORD|REQUIREPASS)(?:_FILE)?$/i;

/** Images that read no password from a variable: https://hub.docker.com/_/redis. */
const OFFICIAL =
  /^(?:(?:docker\.io|index\.docker\.io|registry-1\.docker\.io|mirror\.gcr\.io)\/)?(?:library\/)?(?:redis|valkey\/valkey|redis\/redis-stack(?:-server)?)(?:[:@]|$)/;

/** Images that read it from one, and do not start without a password unless they are told so. */
const BITNAMI = /(?:^|\/)bitnami\w*\//;

/** The caches that the containers of a workload run. */
export function cacheServersOf(told: ToldWorkload): readonly CacheServer[] {
  return told.workload.containers.flatMap((container) =>
    runsServer(container) ? [readContainer(container, told)] : [],
  );
}

function runsServer(container: Container): boolean {
  const words = wordsOf(container).join(" ");
  if (container.role === "init" || container.role === "ephemeral") {
    return false;
  }
  if (SERVER_PROGRAM.test(words)) {
    return !/--sentinel\b/.test(words);
  }
  const image = imageName(container);
  const isNamed = image !== undefined && (knownListener(image)?.ports.includes(6379) ?? false);
  return isNamed && !OTHER_PROGRAM.test(words);
}

/** Stands for a word that cannot be read now. */
const UNREAD = "\ufffd";

function wordsOf({ command, args }: Container): readonly string[] {
  return [command, args].flatMap((list) =>
    list === undefined || !isKnown(list) ? [] : list.map((word) => (isKnown(word) ? word : UNREAD)),
  );
}

/** Something that says how the server is set, with where it stands. */
interface Said extends RedisSettings {
  readonly source: Source;
}

function readContainer(container: Container, told: ToldWorkload): CacheServer {
  const own = <Entry extends { readonly source: Source }>(entries: readonly Entry[]) =>
    entries.filter(({ source }) => source.container === container);
  const image = typeof container.image === "string" ? container.image : "";
  const words = wordsOf(container).join(" ");
  const settings = own(told.settings);
  const files = own(told.files).filter(
    ({ name }) => !OFFICIAL.test(image) || words.includes(name) || /\.acl$/.test(name),
  );
  const said: readonly Said[] = [
    { ...readRedisSettings(words), source: sourceOfWords(container, told) },
    ...settings
      .filter(({ keys, source }) => source.as === "variable" && ARGUMENTS.test(keys.join(".")))
      .map(({ text, source }) => ({ ...readRedisSettings(text), source })),
    ...files.map(({ text, source }) => ({ ...readRedisSettings(text), source })),
  ];
  const variable = passwordVariable(image, settings, own(told.unread));
  const hidden = unreadSettings(container, image, own(told.unread), told);
  const decided = decide(said, variable, settings, image) ?? decisionOf(hidden);
  const tls = said.map((each) => each.tls).findLast((each) => each !== undefined);
  const isTlsByVariable = settings.some(
    ({ keys, text }) =>
      /^(?:REDIS|VALKEY)_TLS_ENABLED$/.test(keys.join(".")) && /^(?:yes|true)$/i.test(text),
  );
  const password =
    passwordOf(said, variable, told, container) ??
    (hidden !== undefined && "source" in hidden && hidden.source.as === "file"
      ? passwordIn(hidden, told)
      : undefined);
  return {
    resource: told.resource,
    subject: `${told.workload.kind} "${told.workload.name}"`,
    workload: told.workload,
    container,
    path: decided?.path ?? container.path,
    demands: decided?.demands ?? "nothing",
    ...(password === undefined ? {} : { password }),
    tls: isTlsByVariable ? "only" : (tls ?? "no"),
    isLocal: said.some(({ isLocal }) => isLocal),
  };
}

interface Decision {
  readonly path: string;
  readonly demands: CacheServer["demands"];
}

function decisionOf(hidden: UnreadSetting | Decision | undefined): Decision | undefined {
  return hidden !== undefined && "source" in hidden
    ? { path: hidden.source.path, demands: new Unknown(hidden.reason) }
    : hidden;
}

function decide(
  said: readonly Said[],
  variable: ToldSetting | UnreadSetting | undefined,
  settings: readonly ToldSetting[],
  image: string,
): Decision | undefined {
  const everybody = said.find(({ users }) => users === "everybody");
  if (everybody !== undefined) {
    return { path: everybody.source.path, demands: "nothing" };
  }
  const listed = said.find(({ users, password }) => users === "listed" || (password ?? "") !== "");
  if (listed !== undefined) {
    return { path: listed.source.path, demands: "password" };
  }
  const elsewhere = said.find(({ hasUserFile }) => hasUserFile);
  if (elsewhere !== undefined) {
    const reason = "takes its users from a file that cannot be read here";
    return { path: elsewhere.source.path, demands: new Unknown(reason) };
  }
  const empty = settings.find(({ keys }) => keys.join(".") === "ALLOW_EMPTY_PASSWORD");
  if (variable !== undefined && !OFFICIAL.test(image)) {
    const { path } = variable.source;
    return BITNAMI.test(image)
      ? { path, demands: "password" }
      : {
          path,
          demands: new Unknown("is a password of which only the image tells whether it is taken"),
        };
  }
  return empty === undefined ? undefined : { path: empty.source.path, demands: "nothing" };
}

/** Words that cannot be read may set a password, and so may a file that the words name. */
function unreadSettings(
  container: Container,
  image: string,
  unread: readonly UnreadSetting[],
  told: ToldWorkload,
): UnreadSetting | Decision | undefined {
  const words = wordsOf(container).join(" ");
  const root = new Place(told.resource.inputs ?? told.resource.props);
  const mounts = placeAt(root, container.path).at("volumeMounts").entries();
  const isNamed = ({ source, key }: UnreadSetting) => {
    const volume = placeAt(root, /^.*?volumes\[\d+\]/.exec(source.path)?.[0] ?? "");
    const mount = mounts.find((each) => each.at("name").value === volume.at("name").value);
    const path = mount?.at("mountPath").value;
    return key === ""
      ? BITNAMI.test(image) || (typeof path === "string" && words.includes(path))
      : words.includes(key);
  };
  return (
    unread.find(({ source }) => source.as === "argument") ??
    unread.find((setting) => setting.source.as === "file" && isNamed(setting)) ??
    (container.image !== undefined && !isKnown(container.image)
      ? { path: `${container.path}.image`, demands: container.image }
      : undefined)
  );
}

function passwordVariable(
  image: string,
  settings: readonly ToldSetting[],
  unread: readonly UnreadSetting[],
): ToldSetting | UnreadSetting | undefined {
  return OFFICIAL.test(image)
    ? undefined
    : (settings.find(({ keys }) => PASSWORD_VARIABLE.test(keys.join("."))) ??
        unread.find(({ key }) => PASSWORD_VARIABLE.test(key)));
}

/** The password itself, followed through the variable that the words name. */
function passwordOf(
  said: readonly Said[],
  variable: ToldSetting | UnreadSetting | undefined,
  told: ToldWorkload,
  container: Container,
): ServerPassword | undefined {
  const written = said.find(({ password }) => (password ?? "") !== "");
  if (written?.password === undefined) {
    return variable === undefined || isFile(variable) ? undefined : passwordIn(variable, told);
  }
  const [, name] = /^\$(?:\((\w+)\)|\{?(\w+)\}?)$/.exec(written.password)?.filter(Boolean) ?? [];
  if (name === undefined) {
    return /[$`{\ufffd]/.test(written.password)
      ? undefined
      : {
          text: written.password,
          origin: originOf(written.source),
          madeFrom: [],
          isElsewhere: false,
        };
  }
  const referred =
    told.settings.find(
      ({ source, keys }) => source.container === container && keys.join(".") === name,
    ) ?? told.unread.find(({ source, key }) => source.container === container && key === name);
  return referred === undefined ? undefined : passwordIn(referred, told);
}

function isFile(variable: ToldSetting | UnreadSetting): boolean {
  return /_FILE$/i.test("key" in variable ? variable.key : variable.keys.join("."));
}

/** A password that a setting gives, whether or not it can be read now. */
export function passwordIn(
  setting: ToldSetting | UnreadSetting,
  { resource }: Pick<ToldWorkload, "resource">,
): ServerPassword {
  const { source } = setting;
  const text: Value<string> = "text" in setting ? setting.text : new Unknown(setting.reason);
  const [property = ""] = (source.objectPath ?? source.path).split(/[.[]/);
  const holder = source.object?.resource ?? resource;
  return {
    text,
    origin: originOf(source),
    // What a workload is made from is more than one value of it.
    madeFrom: source.object === undefined ? [] : (holder.propertyDependencies.get(property) ?? []),
    isElsewhere: "isElsewhere" in setting && setting.isElsewhere,
  };
}

function originOf({ object, objectPath, named, path }: Source): string {
  return object === undefined ? (named ?? path) : `${object.resource.urn} ${objectPath}`;
}

function sourceOfWords(container: Container, { workload }: ToldWorkload): Source {
  const hasArguments = Array.isArray(container.args) && container.args.length > 0;
  const command = workload.platform === "cloud-run" ? "commands" : "command";
  const hasCommand = Array.isArray(container.command) && container.command.length > 0;
  const end = hasArguments ? ".args" : hasCommand ? `.${command}` : "";
  return { container, path: `${container.path}${end}`, as: "argument" };
}
