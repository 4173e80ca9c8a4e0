import { blankPlaceholders, PLACEHOLDER } from "../endpoint/placeholders";
import { canBeCredential } from "./values";

/** A password that stands in a connection string. */
export interface ConnectionPassword {
  /** What it stands in, such as `a connection URL`. */
  readonly where: string;
  readonly user: string;
  readonly password: string;
}

/** `scheme://user:password@host`; a password that should have been encoded goes on to the last `@`. */
const URL_PASSWORD =
  /(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,39}:\/\/([^\s:@/?#"'<>]{0,200}):([^\s"'<>]{1,400}?)@(?=([^\s@/?#"'<>,:]*))(?![^\s/?#"'<>]*@)/g;

/** `user:password@tcp(host:3306)/database`, as drivers of Go write it. */
const GO_PASSWORD =
  /(?:^|[\s"'=])([^\s:@/"'=]{1,200}):([^\s@"']{1,400})@(?:tcp|tcp6|unix|cloudsql|cloudsqlpostgres)\(/g;

const PASSWORD_KEY =
  "password|passwd|pwd|pass|accountkey|sharedaccesskey|account_key|shared_access_key";

/** `password=...` in a connection string: of libpq, ADO.NET, JDBC, Redis. */
const KEY_PASSWORD = new RegExp(
  `(?:^|[\\s;?&,])(?:${PASSWORD_KEY})\\s*=\\s*(?:'((?:[^'\\\\]|\\\\.){1,400})'|"([^"]{1,400})"|([^\\s;&,"']{1,400}))`,
  "gi",
);

/** What shows that such a text is a connection string: an address or a database beside the password. */
const CONNECTION =
  /:\/\/|^\s*jdbc:|(?:^|[\s;?&,])(?:host|hostaddr|server|data ?source|addr|address|dbname|database|initial ?catalog|user(?:name)?|user ?id|uid|port|endpoint|accountname|ssl|abortconnect)\s*=|^[\w.-]+:\d+,/i;

/** Hosts of documentation: https://www.rfc-editor.org/rfc/rfc2606. */
const DOCUMENTATION = /^(?:[\w-]+\.)*(?:example\.(?:com|org|net)|example|invalid)$/i;

/** `requirepass ...` of Redis, and `user ... >password` of its access control lists. */
const DIRECTIVE_PASSWORD =
  /^[ \t]*(?:requirepass|masterauth)[ \t]+["']?([^\s"']{1,400})|^[ \t]*user[ \t]\S{1,200}[ \t][^\n]{0,400}?>(\S{1,400})/gm;

/** `curl --user name:password`. */
const USER_FLAG =
  /\bcurl\b[^\n|;]{0,400}?\s(?:-u|--user)[\s=]{1,4}["']?([^\s:"']{1,200}):([^\s"']{1,400})/g;

/** Finds the passwords in the settings of a server, line by line. */
export function findDirectivePasswords(text: string): readonly ConnectionPassword[] {
  return [...blankPlaceholders(text).matchAll(DIRECTIVE_PASSWORD)]
    .map(([, required, listed]) => ({
      where: "the settings of a server",
      user: "",
      password: required ?? listed ?? "",
    }))
    .filter(({ password }) => !password.includes(PLACEHOLDER) && canBePassword(password));
}

/** Finds the passwords in the connection strings of a text. An empty one and a placeholder are none. */
export function findConnectionPasswords(text: string): readonly ConnectionPassword[] {
  const blanked = blankPlaceholders(text);
  return [
    ...inUrls(blanked),
    ...inGoStrings(blanked),
    ...inKeys(blanked),
    ...inUserFlags(blanked),
  ].filter(({ password }) => !password.includes(PLACEHOLDER) && canBePassword(password));
}

function inUrls(text: string): readonly ConnectionPassword[] {
  return [...text.matchAll(URL_PASSWORD)].flatMap(([, user = "", password = "", host = ""]) =>
    // A port with a path, in which an `@` stands, is no password.
    /^\d{1,5}(?:[/?#]|$)/.test(password) && /[/?#]/.test(password)
      ? []
      : DOCUMENTATION.test(host)
        ? []
        : [{ where: "a connection URL", user: decoded(user), password: decoded(password) }],
  );
}

function inGoStrings(text: string): readonly ConnectionPassword[] {
  return [...text.matchAll(GO_PASSWORD)].map(([, user = "", password = ""]) => ({
    where: "a connection string",
    user,
    password,
  }));
}

function inUserFlags(text: string): readonly ConnectionPassword[] {
  return [...text.matchAll(USER_FLAG)]
    .filter(([, , password = ""]) => !password.startsWith("$"))
    .map(([, user = "", password = ""]) => ({ where: "a command", user, password }));
}

function inKeys(text: string): readonly ConnectionPassword[] {
  if (!CONNECTION.test(text)) {
    return [];
  }
  const [, user = ""] =
    /(?:^|[\s;?&,])(?:user(?:name)?|user ?id|uid)\s*=\s*([^\s;&,"']{1,200})/i.exec(text) ?? [];
  return [...text.matchAll(KEY_PASSWORD)].map(([, single, double, plain]) => ({
    where: "a connection string",
    user: decoded(user),
    password: decoded(single ?? double ?? plain ?? ""),
  }));
}

/** Slashes and names of schemes are right in a password, so only what is no text at all is left out. */
function canBePassword(password: string): boolean {
  return canBeCredential(password) || /^[/~.]|^[a-z]+:\/\//i.test(password);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
