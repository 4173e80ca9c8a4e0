/** What the words or the file of a Redis server say of its clients. */
export interface RedisSettings {
  /**
   * The password that they must give, as written, be it as a reference to a variable; empty where it is set to nothing.
   * Undefined where none is set.
   */
  readonly password?: string;
  /** Whether users are listed, so that clients must be one of them; or whether the one without a name is let in. */
  readonly users?: "listed" | "everybody";
  /** Whether users are listed in a file of their own. */
  readonly hasUserFile: boolean;
  /** Whether it speaks TLS, and whether it speaks nothing else. */
  readonly tls?: "also" | "only";
  /** Whether it can be reached from its own pod alone. */
  readonly isLocal: boolean;
}

const PASSWORD = /(?:^|[\s"'])(?:--)?requirepass[= \t]+(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"';&|]+))/gm;

/** `user default off`, `user default on nopass ~* +@all`, `user app on >secret`. */
const USER = /(?:^|[\s"'])(?:--)?user[= \t]+([^\s"']+)((?:[ \t]+[^\s;&|]+)*)/gm;

const PORT = /(?:^|[\s"'])(?:--)?port[= \t]+["']?(\d{1,5})\b/gm;
const TLS_PORT = /(?:^|[\s"'])(?:--)?tls[-_]port[= \t]+["']?(\d{1,5})\b/gm;
const BIND = /(?:^|[\s"'])(?:--)?bind[= \t]+([^\n]+?)(?=\s+--|$)/gm;

/**
 * Reads the directives of Redis and what is made from it, in a file, in the words of a command or in a script:
 * https://redis.io/docs/latest/operate/oss_and_stack/management/config.
 */
export function readRedisSettings(written: string): RedisSettings {
  const text = written.replace(/^[ \t]*#.*$/gm, "");
  const password = last(text, PASSWORD)
    ?.slice(1)
    .find((part) => part !== undefined);
  const users = [...text.matchAll(USER)].map(([, name = "", rules = ""]) => ({ name, rules }));
  const unnamed = users.findLast(({ name }) => name === "default")?.rules;
  const tlsPort = Number(last(text, TLS_PORT)?.[1] ?? 0);
  const hosts =
    last(text, BIND)?.[1]
      ?.split(/[\s"']+/)
      .filter((host) => host !== "") ?? [];
  return {
    ...(password === undefined ? {} : { password }),
    ...(unnamed === undefined
      ? {}
      : { users: /\bnopass\b/.test(unnamed) && !/\boff\b/.test(unnamed) ? "everybody" : "listed" }),
    hasUserFile: /(?:^|[\s"'])(?:--)?aclfile[= \t]/m.test(text),
    ...(tlsPort === 0
      ? {}
      : { tls: Number(last(text, PORT)?.[1] ?? Number.NaN) === 0 ? "only" : "also" }),
    isLocal:
      hosts.length > 0 && hosts.every((host) => /^-?(?:127\.0\.0\.1|::1|localhost)$/.test(host)),
  };
}

/** A later directive replaces an earlier one. */
function last(text: string, pattern: RegExp): RegExpExecArray | undefined {
  return [...text.matchAll(pattern)].at(-1);
}
