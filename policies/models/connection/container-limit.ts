import { isKnown } from "../../framework/value";
import { imageName } from "../carrier/workload-text";
import { knownListener } from "../listener/known-listeners";
import type { ToldWorkload } from "../told/told-settings";
import type { Container } from "../workload/workload";
import { superuserReserved } from "./connection-limit";
import type { ServerLimit, UnreadLimit } from "./server-limit";

/** What `max_connections` is by default: https://www.postgresql.org/docs/current/runtime-config-connection.html. */
const DEFAULT = 100;

const SERVER = /(?:^|[\s/])(?:postgres|postmaster)(?:\s|$)/;
const CLIENT = /(?:^|[\s/])(?:psql|pg_\w+|pgbench|createdb|vacuumdb|reindexdb)(?:\s|$)/;

const MAXIMUM = /(?:^|[\s"'])(?:-c\s*|--)?max[-_]connections\s*=?\s*'?(\d{1,6})\b/gm;

/** A PostgreSQL server that a container runs. */
export interface PostgresContainer {
  readonly container: Container;
  readonly limit: ServerLimit | UnreadLimit;
}

/** The PostgreSQL servers that the containers of a workload run, with the connections that each accepts. */
export function postgresContainersOf(told: ToldWorkload): readonly PostgresContainer[] {
  return told.workload.containers
    .filter((container) => container.role !== "init" && runsServer(container))
    .map((container) => ({ container, limit: limitOf(container, told) }));
}

function runsServer(container: Container): boolean {
  const words = wordsOf(container).join(" ");
  const image = imageName(container) ?? "";
  const isNamed =
    /^(?:bitnami-)?(?:postgres|postgresql|timescaledb|postgis|pgvector|alloydbomni)/.test(image);
  return (
    SERVER.test(words) ||
    (isNamed && (knownListener(image)?.ports.includes(5432) ?? false) && !CLIENT.test(words))
  );
}

function wordsOf({ command, args }: Container): readonly string[] {
  return [command, args].flatMap((list) =>
    list === undefined || !isKnown(list) ? [] : list.filter((word) => typeof word === "string"),
  );
}

/** The words of the command win over the file. */
function limitOf(container: Container, told: ToldWorkload): ServerLimit | UnreadLimit {
  const own = <Entry extends { readonly source: { readonly container: Container } }>(
    entries: readonly Entry[],
  ) => entries.filter(({ source }) => source.container === container);
  const written = [
    { text: wordsOf(container).join(" "), path: `${container.path}.args` },
    ...own(told.settings)
      .filter(({ keys }) =>
        /^(?:TS_TUNE_MAX_CONNS|POSTGRESQL_MAX_CONNECTIONS)$/.test(keys.join(".")),
      )
      .map(({ text, source }) => ({ text: `max_connections=${text}`, path: source.path })),
    ...own(told.files)
      .filter(({ name }) => /\.conf$/.test(name))
      .map(({ text, source }) => ({ text: text.replace(/#.*$/gm, ""), path: source.path })),
  ];
  for (const { text, path } of written) {
    const found = [...text.matchAll(MAXIMUM)].at(-1)?.[1];
    if (found !== undefined) {
      return {
        path,
        maximum: Number(found),
        reserved: superuserReserved,
        source: "of max_connections",
      };
    }
  }
  const [unread] = own(told.unread).filter(({ source }) => source.as !== "variable");
  return unread === undefined
    ? {
        path: container.path,
        maximum: DEFAULT,
        reserved: superuserReserved,
        source: "by default of PostgreSQL",
      }
    : { path: unread.source.path, reason: unread.reason };
}
