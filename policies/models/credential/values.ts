import { blankPlaceholders, PLACEHOLDER } from "../endpoint/placeholders";

/** Passwords that everybody tries first, in lower case. */
const WELL_KNOWN: ReadonlySet<string> = new Set(
  (
    "supersecret topsecret secret secret1 secret123 secretpassword mysecret mysecretpassword password password1 password12 " +
    "password123 password1234 passw0rd p@ssw0rd p@ssword pa55word pass passwd pass123 pwd changeme changeit changethis " +
    "change-me change_me change-it admin admin1 admin123 administrator root root123 toor postgres postgres123 postgresql " +
    "mysql redis mongo mongodb rabbitmq guest user user123 test test1 test123 testing letmein welcome welcome1 welcome123 " +
    "default qwerty qwerty123 abc123 abcd1234 12345 123456 1234567 12345678 123456789 1234567890 111111 000000 iloveyou " +
    "monkey dragon hunter2 foobar minioadmin minio123 sa dba demo temp temp123 development"
  ).split(" "),
);

/** What is written where nothing is to stand, or where another tool puts the value. */
const NOTHING =
  /^(?:true|false|yes|no|on|off|null|nil|none|undefined|unset|n\/a|tbd|todo|fixme|dummy|placeholder|redacted|hidden|masked|empty|replace[-_ ]?me|to[-_ ]?be[-_ ]?(?:replaced|set|defined|filled)|fill[-_ ]?me|set[-_ ]?me|insert[-_ ]?here|\[secret\]|[*x•.#?-]+|<[^>]*>|\[[^\]]*\]|%\w+%|__\w+__|@\w+@|your[-_ ].*|my[-_ ]\w+[-_ ]here|placeholder[-_ ].*|replace[-_ ].*)$/i;

/** Where a credential is to be found: the name of a secret, a path, a variable of another tool, a page. */
const REFERENCE =
  /^(?:projects\/[^/]+\/secrets\/|[a-z][a-z0-9+.-]{1,20}:\/\/|arn:|vault:|secret:|env:|file:|ref\+|\/|\.{1,2}\/|~\/|[A-Za-z]:\\|@Microsoft\.KeyVault)/i;

/** Where a file of settings says by itself that the value comes from a variable or a file (`{env.KEY}` for Caddy), or is encrypted. */
const LOOKUP =
  /^(?:\{(?:env|file)\.|\{\$\w|\$__\w+\{|%env\(|#\{|ENC\[|ENV[[.]|process\.env\b|os\.(?:environ|getenv)\b|System\.getenv\(|getenv\(|!(?:env|vault|secret)\b)/i;

/** What is derived from a password and is no use for logging in, or is public by its nature. */
const DERIVED =
  /^(?:\$(?:2[abxy]?|5|6|argon2\w*|scrypt|apr1|pbkdf2[\w-]*|y)\$|\{(?:SSHA|SHA|MD5|CRYPT|bcrypt)[^}]*\}|SCRAM-SHA-256\$|sha(?:1|256|512)[:-]|pbkdf2:|md5[0-9a-f]{32}$)|^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-\S+) |-----BEGIN (?:[A-Z0-9]+ )*(?:CERTIFICATE|PUBLIC KEY)|^pk\.eyJ/i;

const DURATION = /^\d{1,6}\s?(?:ns|us|ms|s|sec|seconds|m|min|minutes|h|hours|d|days|w)?$/;

/**
 * Tells whether a text can be a credential: it is something, it is no placeholder, and it is neither a place where a
 * credential is kept nor what is derived from one.
 */
export function canBeCredential(text: string): boolean {
  const value = text.trim();
  if (value === "" || [NOTHING, REFERENCE, LOOKUP, DERIVED].some((none) => none.test(value))) {
    return false;
  }
  return !blankPlaceholders(value).includes(PLACEHOLDER) && !/^\$\w+$/.test(value);
}

/** Tells whether a text is a password that everybody tries first, or the name of the user that it is for. */
export function isWeak(text: string, user?: string): boolean {
  const value = text.trim().toLowerCase();
  return (
    WELL_KNOWN.has(value) || (user !== undefined && user !== "" && value === user.toLowerCase())
  );
}

/** Tells whether a text is a number or a time, which under names such as `SESSION_TOKEN` is a setting. */
export function isAmount(text: string): boolean {
  return DURATION.test(text.trim());
}

/** Tells whether a text is spelt like the name of an object: words of small letters with dashes. */
export function isObjectName(text: string): boolean {
  return /^[a-z]+(?:[-.][a-z0-9]{1,12}){0,8}$/.test(text.trim());
}

/** Tells whether a text looks as if nobody made it up: long, without white space, letters and digits mixed. */
export function isRandom(text: string): boolean {
  const value = text.trim();
  if (!/^[A-Za-z0-9+/=_~!@#$%^&*().-]{16,512}$/.test(value) || !canBeCredential(value)) {
    return false;
  }
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(value)).length;
  const changes = [...value.matchAll(/\d[A-Za-z]|[A-Za-z]\d|[a-z][A-Z]/g)].length;
  return kinds >= 2 && changes >= 4 && new Set(value).size >= 8 && !isHostOrDigest(value);
}

function isHostOrDigest(value: string): boolean {
  return (
    /^(?:sha256:)?[0-9a-f]{64}$|^[0-9a-f]{40}$/.test(value) ||
    /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?$/.test(value) ||
    /@[\w.-]+\.[a-z]{2,}$/.test(value) ||
    /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(value)
  );
}
