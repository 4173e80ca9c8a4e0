/** One way to authenticate that a server offers in `WWW-Authenticate`. */
export interface Challenge {
  /** In lower case, such as `bearer` or `basic`. */
  readonly scheme: string;
  /** Names in lower case; the first value of a name that occurs twice. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** What a registry says about where to get a token (https://distribution.github.io/distribution/spec/auth/token/). */
export interface BearerChallenge {
  /** Address of the token server, with a query of its own where the registry gave one. */
  readonly realm: URL;
  readonly service?: string;
  /** Space-separated scopes, such as `repository:library/nginx:pull`. */
  readonly scope?: string;
}

const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const PARAMETER_VALUE = /\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))/y;

/**
 * Reads the value of `WWW-Authenticate`, several headers joined by commas (RFC 9110, section 11.6.1). A comma stands
 * between challenges and between parameters alike, so a name is a parameter exactly when a `=` follows it.
 * What cannot be read is passed over: a server's mistake must not hide a challenge that can be met.
 */
export function parseChallenges(header: string): Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let position = 0;
  while (position < header.length) {
    const name = matchAt(TOKEN, header, position);
    if (name === undefined) {
      position += 1;
      continue;
    }
    position += name[0].length;
    const value = matchAt(PARAMETER_VALUE, header, position);
    if (value === undefined) {
      challenges.push({ scheme: name[0].toLowerCase(), parameters: new Map() });
      continue;
    }
    position += value[0].length;
    const parameters = challenges.at(-1)?.parameters;
    const key = name[0].toLowerCase();
    if (parameters !== undefined && !parameters.has(key)) {
      parameters.set(key, value[1]?.replace(/\\(.)/gs, "$1") ?? value[2] ?? "");
    }
  }
  return challenges;
}

/** The Bearer challenge, if one of them is one and names a token server by an absolute HTTP address. */
export function bearerChallenge(challenges: readonly Challenge[]): BearerChallenge | undefined {
  for (const { scheme, parameters } of challenges) {
    const realm = scheme === "bearer" ? httpUrl(parameters.get("realm")) : undefined;
    if (realm !== undefined) {
      return { realm, service: parameters.get("service"), scope: parameters.get("scope") };
    }
  }
  return undefined;
}

/** Tells whether the server takes user name and password directly. */
export function offersBasic(challenges: readonly Challenge[]): boolean {
  return challenges.some(({ scheme }) => scheme === "basic");
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text) ?? undefined;
}

function httpUrl(text: string | undefined): URL | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === "https:" || url.protocol === "http:" ? url : undefined;
}
