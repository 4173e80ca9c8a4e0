const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Words that name a credential by themselves, where the name ends in them. */
const CREDENTIAL = words(
  "password passwords passwd passphrase passcode pwd pass pw token tokens secret secrets apikey",
);

/** The same, glued to what stands before it, as in `PGPASSWORD` and `dbpassword`. */
const GLUED =
  /(?:password|passwd|passphrase|apikey|apitoken|accesstoken|authtoken|secretkey|privatekey|clientsecret)$|^(?:pgpass|requirepass|masterauth)$/;

/** What a name may end in besides, which tells which one it is. */
const QUALIFIER = words(
  "value plain plaintext text string raw base b64 current previous old new default primary secondary prod production staging dev read write ro rw",
);

/** Phrases that end in `key` and name a credential. */
const KEY =
  /(?:^| )(?:api|secret|access|private|encryption|signing|auth|authentication|master|service|account|app|application|hmac|shared|jwt|aes|license|admin|client|webhook|integration|subscription|fernet)(?: secret)? key(?: base)?$/;

/** Phrases that name something else, although a word in them speaks of credentials. */
const NO_CREDENTIAL =
  /(?:^| )(?:public|publishable) (?:api )?(?:key|token)$|(?:^| )client token$|(?:^| )(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached|first|second|single|multi|render|by|dry|allow|is|has|no|use|enable|enabled|require|required|show|hide|reset|forgot|max|min|num|number|bos|eos|pad|unk|mask|sep|cls|stop|start|end|special|next|page|continuation|sync|cursor|csrf|xsrf|anti forgery) (?:pass|password|passwords|token|tokens|secret|secrets)$/;

/** Under these the name of a secret stands as often as a secret. */
const NAME_OF_SECRET =
  /(?:^| )(?:tls|image pull|pull|existing|k8s|kubernetes|cert|certificate|ca|mount|volume|registry|docker|gcp|google|ingress|namespace|db|database|credentials?|auth|password|passwd|token|key) secrets?$|^secrets?$/;

/** What the name that carries a text tells: it is for a credential, perhaps for the name of one, or for neither. */
export type CredentialName = "credential" | "maybe" | "no";

/**
 * Reads the words of a name: `DB_PASSWORD`, `clientSecret` and `API_KEY` are for credentials; `SECRET_NAME`, `TOKEN_URL`,
 * `PASSWORD_FILE`, `KEY_ID`, `PUBLIC_KEY` and `PASSWORD_MIN_LENGTH` are not.
 *
 * @param name The words, the outermost first; see `nameWords`.
 */
export function credentialName(name: readonly string[]): CredentialName {
  const end = name.findLastIndex((word) => !QUALIFIER.has(word));
  const kept = name.slice(0, end + 1);
  const phrase = kept.slice(-4).join(" ");
  if (NO_CREDENTIAL.test(phrase)) {
    return "no";
  }
  if (NAME_OF_SECRET.test(phrase)) {
    return "maybe";
  }
  const last = kept.at(-1) ?? "";
  return CREDENTIAL.has(last) || GLUED.test(last) || KEY.test(phrase) ? "credential" : "no";
}

const IDENTIFIER =
  /(?:^| )(?:id|ids|sid|uid|uuid|guid|kid|arn|hash|digest|checksum|fingerprint|thumbprint|commit|sha|version|revision|etag)$|(?:^| )(?:public|publishable|site)(?: \w+)? (?:key|token)$/;

/** Tells whether a name says that what stands under it tells one thing from others, and lets nobody in. */
export function isIdentifier(name: readonly string[]): boolean {
  return IDENTIFIER.test(name.slice(-4).join(" "));
}

/** Tells whether a name says that what stands under it is for everybody, such as a key that browsers get. */
export function isForEverybody(name: readonly string[]): boolean {
  return name.some((word) => PUBLIC.has(word));
}

const PUBLIC = words(
  "public publishable firebase browser web client frontend maps anon vite nuxt expo",
);
