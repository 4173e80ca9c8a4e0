import { Place } from "../framework/place";
import type { CacheClient } from "../models/cache/cache-clients";
import type { ServerPassword } from "../models/cache/cache-server";
import { passwordIn } from "../models/cache/redis-container";
import { podOf } from "../models/carrier/object-reference";
import { findConnectionPasswords } from "../models/credential/connection";
import { credentialName } from "../models/credential/names";
import { nameWords } from "../models/endpoint/name-words";
import type { ToldSetting, UnreadSetting } from "../models/told/reading";
import { readStoreName } from "../models/told/store-name";
import { injectorOf, namesSecret } from "./secret-store";

/** How the password of a cache reaches a client. */
export type PasswordWay =
  /** It is given one; `passwords` are those that can be compared with the server's. */
  | { readonly is: "given"; readonly passwords: readonly GivenPassword[] }
  /** Nothing that it is told is one, or can be. */
  | { readonly is: "missing" }
  /** Something that cannot be read now may be one. */
  | { readonly is: "uncertain"; readonly path: string; readonly reason: string };

/** A password that a client is given. */
export interface GivenPassword extends ServerPassword {
  /** Property path in the client. */
  readonly path: string;
}

/** Names of credentials beside those that end in `password` and the like: `REDIS_AUTH`, `REDIS_AUTH_STRING`. */
const OF_CACHES = /(?:^| )(?:auth|auth string|auth token|requirepass|masterauth)$/;

/** A file with the credential in place of the credential: `REDIS_PASSWORD_FILE`. */
const IN_FILE = /(?: file| path)$/;

/** Finds how the password of its server reaches a client. */
export function passwordWay({ told, store, server }: CacheClient): PasswordWay {
  const containers = new Set(
    [...store.statements, ...store.unread].map(({ setting }) => setting.source.container),
  );
  const of = <Entry extends Pick<ToldSetting, "source">>(entries: readonly Entry[]) =>
    entries.filter(({ source }) => containers.has(source.container));
  const isMeant = (
    name: readonly string[],
    keys: ToldSetting["keys"],
    context: readonly string[],
  ) => isCredential(name) && isOf(store.role, name, keys, context);
  const inUrls = store.statements.flatMap(({ setting }) => inConnection(setting));
  const settings = of(told.settings).filter(({ name, keys, context }) =>
    isMeant(name, keys, context),
  );
  const unread = of(told.unread).filter(({ key, source }) =>
    isMeant(nameWords(key), [key], nameWords(source.object?.subject ?? "")),
  );
  const same = of(told.settings).filter(
    ({ text }) => typeof server.password?.text === "string" && text === server.password.text,
  );
  const urls = store.unread
    .map(({ setting }) => setting)
    .filter((setting) => isMadeFromPassword(setting, { told, store, server }));
  const given = [...settings, ...unread, ...same, ...urls];
  if (inUrls.length + given.length > 0) {
    return {
      is: "given",
      passwords: [
        ...inUrls.flatMap(({ password, setting }) =>
          password === undefined
            ? []
            : [
                {
                  path: setting.source.path,
                  text: password,
                  origin: setting.source.path,
                  madeFrom: [],
                  isElsewhere: false,
                },
              ],
        ),
        ...given
          .filter(
            ({ source, ...each }) => !IN_FILE.test(namePhrase(each)) && source.as !== "argument",
          )
          .map((setting) => ({ path: setting.source.path, ...passwordIn(setting, told) })),
      ],
    };
  }
  const named = of(told.settings).find(
    (setting) =>
      namesSecret(setting) && isOf(store.role, setting.name, setting.keys, setting.context),
  );
  if (named !== undefined) {
    return {
      is: "uncertain",
      path: named.source.path,
      reason: "names a secret that the client may read by itself",
    };
  }
  return (
    uncertainty(
      of(told.unread),
      store.unread.map(({ setting }) => setting),
      told,
    ) ?? { is: "missing" }
  );
}

/**
 * A secret that cannot be read yet holds the password if it is made from what the password is made from: of a managed cache
 * the instance itself.
 */
function isMadeFromPassword(setting: UnreadSetting, { told, server }: CacheClient): boolean {
  const own = server.workload === undefined ? [server.resource.urn] : [];
  const sources = new Set([...own, ...(server.password?.madeFrom ?? [])]);
  const { object } = setting.source;
  return (
    object !== undefined &&
    object.object.kind !== "ConfigMap" &&
    passwordIn(setting, told).madeFrom.some((urn) => sources.has(urn))
  );
}

function namePhrase(setting: object): string {
  const { name, key } = setting as Partial<ToldSetting & UnreadSetting>;
  return (name ?? nameWords(key ?? "")).join(" ");
}

function isCredential(name: readonly string[]): boolean {
  const phrase = name.join(" ").replace(IN_FILE, "");
  return credentialName(phrase.split(" ")) !== "no" || OF_CACHES.test(phrase);
}

/** A credential of the cache: by its name, by what stands around it, or by nothing but that it is one. */
function isOf(
  role: string,
  name: readonly string[],
  keys: ToldSetting["keys"],
  context: readonly string[],
): boolean {
  const { family } = readStoreName(name, keys);
  const around = readStoreName(context, []).family;
  const roles = role.split(" ").filter((word) => word !== "");
  return (
    [family, family ?? around].some((each) => each === "Redis" || each === "cache") ||
    name.some((word) => /^(?:redis|valkey|keydb)/.test(word)) ||
    (roles.length > 0 && roles.every((word) => name.includes(word))) ||
    name.join(" ") === "password"
  );
}

/** The password of a connection string; undefined within where it stands there as a reference. */
function inConnection(
  setting: ToldSetting,
): readonly { readonly setting: ToldSetting; readonly password: string | undefined }[] {
  const { text } = setting;
  const found = findConnectionPasswords(text).map(({ password }) => ({ setting, password }));
  const isReferred = /:\/\/[^/?#\s:]*:[^/?#\s@]+@|(?:^|[;,?&\s])password=[^;,&\s]/i.test(text);
  return found.length > 0 ? found : isReferred ? [{ setting, password: undefined }] : [];
}

/** What cannot be read now and may hold the password: the URL itself, all keys of a Secret, a volume with secrets. */
function uncertainty(
  unread: readonly UnreadSetting[],
  statements: readonly UnreadSetting[],
  told: CacheClient["told"],
): PasswordWay | undefined {
  const url = statements.find(({ key }) => /ur[li]|dsn|connection/i.test(key));
  const whole = unread.find(
    ({ key, source }) => key === "" && (source.as !== "file" || /secret/i.test(source.path)),
  );
  const found = url ?? whole;
  if (found !== undefined) {
    return { is: "uncertain", path: found.source.path, reason: found.reason };
  }
  const injector = injectorOf(told);
  if (injector !== undefined) {
    return {
      is: "uncertain",
      path: injector.path,
      reason: "asks for secrets that a policy cannot see",
    };
  }
  const { workload, resource } = told;
  const [first] = workload.containers;
  const pod =
    first === undefined
      ? new Place(undefined)
      : podOf(new Place(resource.inputs ?? resource.props), first);
  const store = pod
    .at("volumes")
    .entries()
    .map((volume) => volume.at("csi"))
    .find((driver) => /secret/.test(String(driver.at("driver").value)));
  return store === undefined
    ? undefined
    : { is: "uncertain", path: store.path, reason: "holds secrets that a policy cannot see" };
}
