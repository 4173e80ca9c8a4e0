/**
 * Image references as container platforms read them: the grammar, limits and normalisation of
 * https://github.com/distribution/reference.
 */

/** The host that a reference without one means. */
export const DEFAULT_HOST = "docker.io";

/** The tag that a reference without tag and digest means. */
export const DEFAULT_TAG = "latest";

/** Most characters in a repository, without its host. */
const MAX_REPOSITORY_LENGTH = 255;

/** Digits of each algorithm in hexadecimal, as https://github.com/opencontainers/go-digest has them. */
const DIGEST_LENGTHS: ReadonlyMap<string, number> = new Map([
  ["sha256", 64],
  ["sha384", 96],
  ["sha512", 128],
]);

const DOMAIN_NAME_COMPONENT = /^(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])$/;
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*):([0-9a-fA-F]{32,})$/;

/** An image reference in its normalised parts. */
export interface ImageReference {
  /** Registry host with its port, such as `docker.io`, `localhost:5000` or `[::1]:5000`. */
  readonly host: string;
  /** Repository within the host, such as `library/nginx`; 1 to 255 characters. */
  readonly repository: string;
  /** The tag as written; absent when none was written. */
  readonly tag?: string;
  /** The digest as written, such as `sha256:` and 64 hexadecimal digits; it wins over the tag. */
  readonly digest?: string;
}

/** What a text is that is not an image reference. */
export class InvalidReference {
  /** @param reason What is wrong and what is allowed, as a clause without a full stop. Shows no credentials. */
  constructor(readonly reason: string) {}
}

/**
 * Reads an image reference and normalises it: the host is `docker.io` unless the first component has a dot, a colon or
 * an upper-case letter or is `localhost`; `index.docker.io` is `docker.io`; a name of one component on `docker.io` is in
 * `library/`. Tag and digest stay as written: see {@link manifestName} for what they mean to a registry.
 */
export function parseReference(text: string): ImageReference | InvalidReference {
  const reason = wholeTextReason(text);
  if (reason !== undefined) return new InvalidReference(reason);

  const [named, digest] = cutAt(text, text.indexOf("@"));
  const { host, rest } = splitHost(named);
  const [name, tag] = cutAt(rest, rest.indexOf(":"));
  const repository = host === DEFAULT_HOST && !name.includes("/") ? `library/${name}` : name;

  const partReason =
    hostReason(host) ??
    repositoryReason(name, repository) ??
    (tag === undefined ? undefined : tagReason(tag)) ??
    (digest === undefined ? undefined : digestReason(digest));
  if (partReason !== undefined) return new InvalidReference(partReason);
  return {
    host,
    repository,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** Tells whether a text can be a tag. */
export function isTag(text: string): boolean {
  return TAG.test(text);
}

/** The reference in full, such as `docker.io/library/nginx:1.27`. Parsing it gives the same reference. */
export function formatReference(reference: ImageReference): string {
  const tag = reference.tag === undefined ? "" : `:${reference.tag}`;
  const digest = reference.digest === undefined ? "" : `@${reference.digest}`;
  return `${formatRepository(reference)}${tag}${digest}`;
}

/** The repository with its host, such as `docker.io/library/nginx`. */
export function formatRepository(reference: ImageReference): string {
  return `${reference.host}/${reference.repository}`;
}

/** What a platform asks the registry for: the digest, else the tag, else `latest`. */
export function manifestName(reference: ImageReference): string {
  return reference.digest ?? reference.tag ?? DEFAULT_TAG;
}

/**
 * A text that should be an image reference, fit to be shown: without credentials (`user:password@`, the query of a
 * URL), without control characters and in at most 300 characters.
 */
export function showReference(text: string): string {
  const { head, digest } = splitDigest(text);
  const withoutQuery = head.replace(/[?#].*$/s, "?(hidden)");
  const at = withoutQuery.lastIndexOf("@");
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(withoutQuery)?.[0] ?? "";
  const bare = at < 0 ? withoutQuery : `${scheme}(hidden)${withoutQuery.slice(at)}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal.
  const shown = `${bare}${digest}`.replace(/[\u0000-\u001f\u007f-\u009f]/g, " ");
  return shown.length > 300 ? `${shown.slice(0, 299)}…` : shown;
}

/** The text with what looks like a digest at its end apart, so that any other `@` marks credentials. */
function splitDigest(text: string): { head: string; digest: string } {
  const digest = /@(?:sha\d+|md5|blake\w+):?[0-9a-z]*$/i.exec(text)?.[0] ?? "";
  return { head: text.slice(0, text.length - digest.length), digest };
}

/** What is wrong with the text as a whole. It comes first, so that no later reason quotes a credential. */
function wholeTextReason(text: string): string | undefined {
  if (text === "") return "it is empty";
  if (/\s/.test(text)) return "it has white space, which no part of a reference may have";
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    return 'it starts like a URL; a reference starts with the host, without "https://" or another scheme';
  }
  if (/\$[({]|\{\{|<[^>]*>/.test(text)) return "it has a placeholder that nothing has filled in";
  if (splitDigest(text).head.includes("@")) {
    return 'it has an "@" that no digest follows; only a digest such as "@sha256:" and 64 hexadecimal digits may follow, and credentials have no place in a reference';
  }
  if (/[?#]/.test(text)) return 'it has a "?" or "#", which no part of a reference may have';
  if (/^[a-f0-9]{64}$/.test(text)) {
    return 'it is 64 hexadecimal digits, which is an image identifier; a digest is written "name@sha256:" and the digits';
  }
  return undefined;
}

/** What stands before and after one character; nothing after where the character is not there. */
function cutAt(text: string, index: number): [string, string | undefined] {
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}

function splitHost(named: string): { host: string; rest: string } {
  const slash = named.indexOf("/");
  const first = named.slice(0, slash);
  if (slash < 0 || !looksLikeHost(first)) return { host: DEFAULT_HOST, rest: named };
  return {
    host: first === "index.docker.io" ? DEFAULT_HOST : first,
    rest: named.slice(slash + 1),
  };
}

function looksLikeHost(component: string): boolean {
  return component === "localhost" || /[.:]/.test(component) || /[A-Z]/.test(component);
}

function hostReason(host: string): string | undefined {
  const match = /^(\[[a-fA-F0-9:]+\]|[^[\]:]+)(?::([0-9]+))?$/.exec(host);
  const name = match?.[1];
  if (name === undefined) return `its host ${quote(host)} is not a host name with an optional port`;
  if (name.startsWith("[")) return undefined;
  if (name.split(".").every((component) => DOMAIN_NAME_COMPONENT.test(component))) return undefined;
  return `its host ${quote(host)} is not a host name; letters, digits, inner hyphens and dots are allowed`;
}

function repositoryReason(written: string, repository: string): string | undefined {
  if (written === "") return "its repository is empty";
  if (/[A-Z]/.test(written)) {
    return `its repository ${quote(written)} has upper-case letters; only lower-case ones are allowed`;
  }
  const bad = written.split("/").find((component) => !PATH_COMPONENT.test(component));
  if (bad === "") return `its repository ${quote(written)} has an empty component`;
  if (bad !== undefined) {
    return `the component ${quote(bad)} of its repository is not allowed; lower-case letters and digits are, with ".", "_", "__" or hyphens between them`;
  }
  if (repository.length > MAX_REPOSITORY_LENGTH) {
    return `its repository has ${repository.length} characters; ${MAX_REPOSITORY_LENGTH} are allowed`;
  }
  return undefined;
}

function tagReason(tag: string): string | undefined {
  if (tag === "") return 'its tag is empty; remove the ":" or write a tag after it';
  if (isTag(tag)) return undefined;
  if (/^\w[\w.-]*$/.test(tag)) return `its tag has ${tag.length} characters; 128 are allowed`;
  return `its tag ${quote(tag)} is not allowed; letters, digits, "_", "." and "-" are, and the first may not be "." or "-"`;
}

function digestReason(digest: string): string | undefined {
  const [, algorithm, digits] = DIGEST.exec(digest) ?? [];
  if (algorithm === undefined || digits === undefined) {
    return `its digest ${quote(digest)} is not an algorithm and hexadecimal digits, such as "sha256:" and 64 of them`;
  }
  const length = DIGEST_LENGTHS.get(algorithm);
  if (length === undefined) {
    return `its digest has the algorithm ${quote(algorithm)}; "${[...DIGEST_LENGTHS.keys()].join('", "')}" are allowed`;
  }
  if (digits.length !== length) {
    return `its digest has ${digits.length} digits; ${algorithm} has ${length}`;
  }
  return /[A-F]/.test(digits)
    ? "its digest has upper-case digits; only lower-case ones are allowed"
    : undefined;
}

/** Quotes a part of a reference, in at most 80 characters. */
function quote(part: string): string {
  return `"${part.length > 80 ? `${part.slice(0, 79)}…` : part}"`;
}
