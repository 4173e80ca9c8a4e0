import { isKnown, Unknown, type Value } from "../../framework/value";
import { imageName } from "../carrier/workload-text";
import { nameWords } from "../endpoint/name-words";
import type { ToldWorkload } from "../told/told-settings";
import { variablesOf } from "../told/variables";
import type { Container } from "../workload/workload";
import type { MostInstances } from "./most-instances";
import type { Pool, UnreadPool } from "./pool-setting";
import type { ServerLimit, UnreadLimit } from "./server-limit";

/** What PgBouncer does where its configuration says nothing: https://www.pgbouncer.org/config.html. */
const DEFAULTS = { max_client_conn: 100, default_pool_size: 20 } as const;

/** Settings that keep a pool smaller than it could be; 0 is none. */
const CAPS = ["max_db_connections", "max_user_connections"] as const;

/** The same and sizes of pools, of single databases and users in a file. */
const SINGLE =
  /\b(?:pool_size|max_db_connections|max_user_connections)\s*=\s*'?(\d{1,7})(?=[\s']|$)/gm;

type Setting = keyof typeof DEFAULTS | (typeof CAPS)[number];

/** A PgBouncer that a container runs. */
export interface PgBouncerContainer {
  readonly container: Container;
  /** Clients that one pod takes. */
  readonly clients: Reading;
  /** Connections of one pool; there is one for each pair of database and user, of whose number nothing tells. */
  readonly pool: Pool | UnreadPool;
  /** Hosts of the servers behind it that a file names. */
  readonly hosts: readonly string[];
}

/** A number with its place. */
interface Reading {
  readonly path: string;
  readonly value: Value<number>;
}

/**
 * The PgBouncer of a workload that does nothing else; undefined for any other workload, and where it runs beside a
 * program, which may or may not connect to it.
 */
export function pgBouncerOf(told: ToldWorkload): PgBouncerContainer | undefined {
  const containers = told.workload.containers.filter(({ role }) => role !== "init");
  const [container, ...others] = containers.filter(isPgBouncer);
  if (
    container === undefined ||
    others.length > 0 ||
    containers.some((each) => each !== container && !isExporter(each))
  ) {
    return undefined;
  }
  const read = readerOf(container, told);
  const pool = read("default_pool_size");
  const files = filesOf(container, told);
  const caps = [
    ...CAPS.map((setting) => read(setting).value),
    ...files.flatMap(({ text }) =>
      [...uncommented(text).matchAll(SINGLE)].map(([, size]) => Number(size)),
    ),
  ].filter((value) => typeof value === "number" && value > 0) as number[];
  return {
    container,
    clients: read("max_client_conn"),
    pool: isKnown(pool.value)
      ? { path: pool.path, pool: Math.min(pool.value, ...caps), overflow: 0 }
      : { path: pool.path, reason: pool.value.reason },
    hosts: files.flatMap(({ text }) =>
      [...uncommented(text).matchAll(/\bhost\s*=\s*'?([^\s,;'"]+)/gm)].map(([, host = ""]) => host),
    ),
  };
}

function isPgBouncer(container: Container): boolean {
  return /^(?:bitnami-)?pgbouncer\b/.test(imageName(container) ?? "") && !isExporter(container);
}

function isExporter(container: Container): boolean {
  return /exporter|metrics/.test(imageName(container) ?? "");
}

function uncommented(text: string): string {
  return text.replace(/^\s*[;#].*$/gm, "");
}

function filesOf(container: Container, { files }: ToldWorkload) {
  return files.filter(({ source, name }) => source.container === container && /\.ini$/.test(name));
}

/** Reads settings of variables, as images take them, and of files, which win: images do not write over them. */
function readerOf(container: Container, told: ToldWorkload): (setting: Setting) => Reading {
  const variables = variablesOf(container, told);
  const files = filesOf(container, told);
  const [unread] = told.unread.filter(
    ({ source }) => source.container === container && source.as === "file",
  );
  return (setting) => {
    for (const { text, source } of files) {
      const line = new RegExp(`^\\s*${setting}\\s*=\\s*(\\d{1,7})\\s*$`, "m").exec(text);
      if (line !== null) {
        return { path: source.path, value: Number(line[1]) };
      }
    }
    if (unread !== undefined) {
      return { path: unread.source.path, value: new Unknown(unread.reason) };
    }
    const [whole] = files.filter(({ text }) => /^\s*\[pgbouncer\]/m.test(text));
    if (whole !== undefined) {
      return { path: whole.source.path, value: defaultOf(setting) };
    }
    const phrase = setting.replaceAll("_", " ");
    const variable = variables.find(
      ({ name }) =>
        isKnown(name) &&
        nameWords(name)
          .join(" ")
          .replace(/^(?:pgbouncer|pg bouncer|pgb) /, "") === phrase,
    );
    if (variable?.value !== undefined && variable.reference === undefined) {
      const { value, path } = variable;
      if (!isKnown(value)) {
        return { path, value };
      }
      if (/^\s*\d{1,7}\s*$/.test(value)) {
        return { path, value: Number(value) };
      }
    }
    return { path: container.path, value: notTold(setting) };
  };
}

function defaultOf(setting: Setting): number {
  return setting in DEFAULTS ? DEFAULTS[setting as keyof typeof DEFAULTS] : 0;
}

function notTold(setting: Setting): Value<number> {
  return setting in DEFAULTS
    ? new Unknown(`sets ${setting} neither by a variable nor by a file, as its image may do`)
    : 0;
}

/** The clients that all pods of a PgBouncer take together. */
export function clientLimitOf(
  { clients }: PgBouncerContainer,
  scale: MostInstances | undefined,
): ServerLimit | UnreadLimit {
  const { path, value } = clients;
  if (!isKnown(value)) {
    return { path, reason: value.reason };
  }
  if (scale === undefined || !isKnown(scale.instances)) {
    return { path, reason: "is the limit of each of a number of pods that is not known" };
  }
  const pods = scale.instances;
  return {
    path,
    maximum: value * pods,
    reserved: 0,
    source: `of max_client_conn, ${value} in each of ${pods} ${pods === 1 ? "pod" : "pods"}`,
    raise: (maximum) => `max_client_conn ${Math.ceil(maximum / Math.max(1, pods))}`,
  };
}
