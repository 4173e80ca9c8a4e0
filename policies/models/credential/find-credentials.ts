import { decodeGuessed } from "../carrier/base64";
import { type Leaf, shownPlace } from "../carrier/leaf";
import { formatOf, isFile, readFile } from "../carrier/text";
import { nameWords } from "../endpoint/name-words";
import { findConnectionPasswords, findDirectivePasswords } from "./connection";
import { credentialName, isForEverybody, isIdentifier } from "./names";
import { findShaped } from "./shapes";
import { canBeCredential, isAmount, isObjectName, isRandom, isWeak } from "./values";

/** A credential that stands in a text. */
export interface FoundCredential {
  /** What it is and where, such as `a password in a connection URL`. */
  readonly what: string;
  /** The credential itself. Never show it. */
  readonly credential: string;
  /**
   * How sure it is without knowing where it comes from: `weak` is no credential that anybody generated, `shaped` is one
   * beyond doubt, `opaque` may have been generated.
   */
  readonly certainty: "weak" | "shaped" | "opaque";
  /** Where in the text, as a message may show it; undefined when the text is the credential. */
  readonly at?: string;
}

/** What is known of a text beside its name. */
export interface CredentialCarrying {
  /** The words of the name, the outermost first. */
  readonly name: readonly string[];
  /** Whether the text stands where secrets stand, so that a random value is a credential under any name. */
  readonly isSecretStore?: boolean;
  /** The user that a password is for. */
  readonly user?: string;
}

/** A file in a value of a file in an encoded value: enough for what people do, an end for what they should not. */
const MAX_NESTING = 4;

/**
 * Finds the credentials in a text, and in the files that it may be, each within each other and in base64.
 *
 * @param key The name of the variable, key or file, as written.
 */
export function findCredentials(
  written: string,
  key: string,
  carrying: CredentialCarrying = { name: nameWords(key) },
  nesting = 0,
): readonly FoundCredential[] {
  const text = written.replace(/^\ufeff/, "");
  if (nesting > MAX_NESTING || text.trim() === "") {
    return [];
  }
  const shaped = findShaped(text)
    .filter(({ mayBePublic }) => !mayBePublic || !isForEverybody(carrying.name))
    .map(({ what, credential }): FoundCredential => ({ what, credential, certainty: "shaped" }));
  const format = formatOf(key);
  if (!isFile(text, format)) {
    return shaped.length > 0 ? shaped : findInValue(text.trim(), carrying, nesting);
  }
  const directives = findDirectivePasswords(text).map(({ where, user, password }) =>
    passwordOf(`a password in ${where}`, password, user),
  );
  const leaves = (readFile(text, format, false) ?? []).filter((leaf) => leaf.text !== text);
  const inside = leaves.flatMap((leaf) =>
    findInLeaf(leaf, carrying, format !== undefined, nesting),
  );
  const whole = [...shaped, ...directives];
  if (leaves.length === 0 && whole.length === 0) {
    return findInValue(text.trim(), carrying, nesting);
  }
  // What goes over several lines, such as a private key, is in no leaf.
  return inside.some(({ certainty }) => certainty === "shaped")
    ? [...inside, ...directives]
    : [...inside, ...whole];
}

function findInLeaf(
  leaf: Leaf,
  outer: CredentialCarrying,
  isNamedFile: boolean,
  nesting: number,
): readonly FoundCredential[] {
  const place = shownPlace(leaf, isNamedFile);
  // The credentials of a registry are `user:password` in base64 under `auth`.
  const registry = leaf.name.at(-1) === "auth" && leaf.keys.includes("auths");
  const found = registry
    ? ofRegistry(leaf.text)
    : findCredentials(leaf.text, "", { ...outer, name: leaf.name }, nesting + 1);
  return found.map(({ at, ...each }) => {
    const places = [place, at].filter((part) => part !== undefined);
    return places.length === 0 ? each : { ...each, at: places.join(" at ") };
  });
}

function ofRegistry(text: string): readonly FoundCredential[] {
  const [, user = "", password = ""] =
    /^([^:]{1,200}):(.{1,2000})$/s.exec(Buffer.from(text, "base64").toString("utf8")) ?? [];
  return password === "" ? [] : [passwordOf("the password of a registry", password, user)];
}

function findInValue(
  text: string,
  carrying: CredentialCarrying,
  nesting: number,
): readonly FoundCredential[] {
  const connections = findConnectionPasswords(text).map(({ where, user, password }) =>
    passwordOf(`a password in ${where}`, password, user),
  );
  if (connections.length > 0) {
    return connections;
  }
  const decoded = decodeGuessed(text);
  const inside = decoded === undefined ? [] : findCredentials(decoded, "", carrying, nesting + 1);
  if (inside.length > 0) {
    return inside;
  }
  const header = /\b(?:Bearer|Basic)\s+([A-Za-z0-9._~+/=-]{12,})/.exec(text)?.[1];
  if (header !== undefined && canBeCredential(header)) {
    return [{ what: "a credential in a header", credential: header, certainty: "opaque" }];
  }
  return underName(text, carrying);
}

/** A value that is a credential because of the name under which it stands. */
function underName(text: string, carrying: CredentialCarrying): readonly FoundCredential[] {
  const named = credentialName(carrying.name);
  const last = carrying.name.at(-1) ?? "";
  const isPassword = /pass|^pwd?$/.test(last);
  if (!canBeCredential(text) || (!isPassword && isAmount(text)) || /\s\S+\s/.test(text)) {
    return [];
  }
  if (isForEverybody(carrying.name) && /^AIza/.test(text)) {
    return [];
  }
  const [, user = "", password = ""] = /^([\w.@-]{1,64}):([^\s:/]{4,128})$/.exec(text) ?? [];
  if (/basic auth$/.test(carrying.name.join(" ")) && canBeCredential(password)) {
    return [passwordOf("a password of basic authentication", password, user)];
  }
  const isRandomThere =
    carrying.isSecretStore === true && isRandom(text) && !isIdentifier(carrying.name);
  if (named === "credential" || (named === "maybe" && !isObjectName(text)) || isRandomThere) {
    const what = isPassword ? "a password" : "a credential";
    return [passwordOf(what, text, carrying.user ?? "")];
  }
  return [];
}

function passwordOf(what: string, credential: string, user: string): FoundCredential {
  return { what, credential, certainty: isWeak(credential, user) ? "weak" : "opaque" };
}
