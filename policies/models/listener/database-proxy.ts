import { readPort } from "../endpoint/host-port";

/** Where a proxy of Google's databases listens on loopback. */
export interface ProxyListener {
  readonly ports: readonly number[];
  /** Why it may listen elsewhere too; undefined when all its ports are known. */
  readonly uncertain?: string;
}

/** The ports of the engines, which the Cloud SQL proxy takes when it is told none. */
const ENGINE_PORTS: readonly number[] = [5432, 3306, 1433];

const ALLOYDB_PORT = 5432;

const CLOUD_SQL_PROXY = /^(?:gce-proxy|cloud[-_]?sql[-_]?(?:auth[-_]?)?proxy)/;

const ALLOYDB_PROXY = /^alloydb[-_]?auth[-_]?proxy/;

/** Tells whether an image, by the last component of its name, is such a proxy. */
export function isDatabaseProxy(image: string): boolean {
  return CLOUD_SQL_PROXY.test(image) || ALLOYDB_PROXY.test(image);
}

/** Among how many words of the command the program is looked for, past shells and wrappers. */
const WORDS_TO_PROGRAM = 8;

/** What a proxy is started with. */
export interface ProxyStart {
  /** The last component of the image's name. */
  readonly image: string | undefined;
  /** Command and arguments, scripts taken apart; undefined for a word that cannot be read now. */
  readonly words: readonly (string | undefined)[];
  /** Literal variables by their names. */
  readonly variables: ReadonlyMap<string, string>;
  /** Why command, arguments or variables cannot be read as a whole. */
  readonly unread?: string;
}

/**
 * Reads where the Cloud SQL Auth Proxy (v1: https://github.com/GoogleCloudPlatform/cloud-sql-proxy/tree/v1.33.0, v2:
 * https://github.com/GoogleCloudPlatform/cloud-sql-proxy) or the AlloyDB Auth Proxy
 * (https://github.com/GoogleCloudPlatform/alloydb-auth-proxy) listens.
 *
 * @returns undefined when neither is started.
 */
export function databaseProxy(start: ProxyStart): ProxyListener | undefined {
  const programs = [start.image, ...start.words.slice(0, WORDS_TO_PROGRAM).map(baseName)];
  const isStarted = (pattern: RegExp) =>
    programs.some((program) => program !== undefined && pattern.test(program));
  if (isStarted(ALLOYDB_PROXY)) {
    return readProxy(start, "ALLOYDB_PROXY", /^projects\/.+\/instances\//, [ALLOYDB_PORT]);
  }
  const isFirst =
    isStarted(/^(?:gce-proxy|cloud_sql_proxy)$/) ||
    start.words.some((word) => word !== undefined && /^--?(?:instances|dir)(?:=|$)/.test(word));
  if (isFirst && (isStarted(CLOUD_SQL_PROXY) || start.words.some(mentionsInstances))) {
    return readFirstVersion(start);
  }
  return isStarted(CLOUD_SQL_PROXY)
    ? readProxy(start, "CSQL_PROXY", /^[^-\s][^\s/]*:[^\s/]+:[^\s/]+/, ENGINE_PORTS)
    : undefined;
}

function mentionsInstances(word: string | undefined): boolean {
  return word !== undefined && /^--?instances=.*=tcp:/.test(word);
}

function baseName(word: string | undefined): string | undefined {
  return word?.slice(word.lastIndexOf("/") + 1);
}

/** `-instances=p:r:i=tcp:5432,p:r:j=tcp:0.0.0.0:3306`; an instance without `tcp` is a Unix socket. */
function readFirstVersion({ words, variables, unread }: ProxyStart): ProxyListener {
  const flags = words.filter((word) => word !== undefined).join(" ");
  const text = `${flags} ${variables.get("INSTANCES") ?? ""}`;
  const ports = [...text.matchAll(/=tcp:(?:[^,\s:]*:)?(\d{1,5})\b/g)].flatMap(
    ([, port = ""]) => readPort(port) ?? [],
  );
  const hidden = /-instances_metadata\b/.test(flags)
    ? "takes its instances from the metadata server"
    : (unread ?? unreadWord(words));
  return { ports, ...(hidden === undefined ? {} : { uncertain: hidden }) };
}

/**
 * The second version of the Cloud SQL proxy and the AlloyDB proxy: one port for each instance, counted up from `--port`
 * or from the engine's port, unless the instance has one of its own (`p:r:i?port=6000`) or a Unix socket.
 */
function readProxy(
  { words, variables, unread }: ProxyStart,
  prefix: string,
  instance: RegExp,
  usual: readonly number[],
): ProxyListener {
  const known = words.filter((word) => word !== undefined);
  const flag = (name: string, letter?: string) =>
    flagValue(known, name, letter) ??
    variables.get(`${prefix}_${name.toUpperCase().replace(/-/g, "_")}`);
  const instances = [
    ...words.filter((word) => word === undefined || instance.test(word)),
    ...[...variables]
      .filter(([key]) => key.startsWith(`${prefix}_INSTANCE_`))
      .map(([, value]) => value),
  ];
  const port = readPort(flag("port", "p") ?? "");
  const hidden = flag("config-file") === undefined ? unread : "takes its settings from a file";
  if (flag("unix-socket", "u") !== undefined) {
    return { ports: [], ...(hidden === undefined ? {} : { uncertain: hidden }) };
  }
  const starts = port === undefined ? usual : [port];
  const ports =
    instances.length === 0
      ? starts
      : instances.flatMap((each, index) => portsOf(each, starts, index));
  const unknownWord = port === undefined ? unreadWord(words) : undefined;
  const uncertain = hidden ?? unknownWord;
  return { ports, ...(uncertain === undefined ? {} : { uncertain }) };
}

function portsOf(
  instance: string | undefined,
  starts: readonly number[],
  index: number,
): readonly number[] {
  if (/[?&]unix-socket/.test(instance ?? "")) {
    return [];
  }
  const own = readPort(/[?&]port=(\d{1,5})/.exec(instance ?? "")?.[1] ?? "");
  return own === undefined ? starts.map((start) => start + index) : [own];
}

function flagValue(words: readonly string[], name: string, letter?: string): string | undefined {
  for (const [index, word] of words.entries()) {
    const [, flag, value] = /^--?([\w-]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (flag !== undefined && (flag === name || flag === letter)) {
      return value ?? words[index + 1] ?? "";
    }
  }
  return undefined;
}

function unreadWord(words: readonly (string | undefined)[]): string | undefined {
  return words.includes(undefined)
    ? "has an argument that is known only after deployment"
    : undefined;
}
