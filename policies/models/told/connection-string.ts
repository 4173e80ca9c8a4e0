import { percentDecoded } from "../endpoint/host-port";
import { blankPlaceholders, PLACEHOLDER } from "../endpoint/placeholders";

/** What a connection string says beside its hosts. */
export interface ConnectionString {
  /** The scheme with what stands before it, such as `jdbc:postgresql` or `rediss`; empty for a string without one. */
  readonly scheme: string;
  /** The database that it names, if it does. */
  readonly database?: string;
  /** Whether it goes through a pool of connections, as its parameters say. */
  readonly isPooled: boolean;
}

/**
 * An authority, a path and parameters, in none of which an `@` stands that belongs to the credentials: behind one that
 * is not encoded nothing tells where the password ends.
 */
const URL =
  /^((?:[a-z][\w+.-]{0,40}:){1,4})\/\/(?:[^@/?#\s]*@)?[^@/?#;\s]*(?:\/([^@/?#;\s]*))?(?:[?#;]([^@\s]*))?$/i;

const GO = /@?(?:tcp[46]?)?\([^()\s]{1,300}\)\/([\w$.-]{1,63})(?:\?|$)/;

const NAMED =
  /(?:^|[\s;?&,{])(?:dbname|database(?:name)?|initial catalog)\s*=\s*['"]?([\w$.-]{1,63})/i;

/** Reads a connection string; undefined for a URL whose credentials are not encoded as they should be. */
export function readConnectionString(text: string): ConnectionString | undefined {
  const blanked = blankPlaceholders(text.trim());
  if (!blanked.includes("://")) {
    const database = GO.exec(blanked)?.[1] ?? NAMED.exec(blanked)?.[1];
    return { scheme: "", isPooled: false, ...(isName(database) ? { database } : {}) };
  }
  const [whole, schemes = "", path = "", parameters = ""] = URL.exec(blanked) ?? [];
  if (whole === undefined) {
    return undefined;
  }
  const database = path === "" ? NAMED.exec(`;${parameters}`)?.[1] : percentDecoded(path);
  return {
    scheme: schemes.slice(0, -1).toLowerCase(),
    isPooled: /\bpgbouncer=true\b|\bpool_mode=/i.test(parameters),
    ...(isName(database) ? { database } : {}),
  };
}

function isName(text: string | undefined): text is string {
  return text !== undefined && !text.includes(PLACEHOLDER) && /^[\w$.-]{1,63}$/.test(text);
}
