import type { SameHost } from "../models/endpoint/canonical-host";
import type { Statement } from "../models/told/statement";

/** Something that two statements can say of one database. */
export type Fact = "host" | "port" | "database name";

/** How two statements compare. */
export interface Comparison {
  /** What they say differently. */
  readonly differing: readonly Fact[];
  /** Whether only somebody else can tell that their hosts are one. */
  readonly isUnsure: boolean;
}

/**
 * Compares what two statements both say. A pool before a database has a host and a port of its own, and may call the
 * database by another name, so it is compared with pools only.
 */
export function compareStatements(
  one: Statement,
  other: Statement,
  compareHosts: (one: string, other: string) => SameHost,
): Comparison {
  const arePooled = [one, other].map(({ isPooled }) => isPooled);
  if (
    arePooled[0] !== arePooled[1] &&
    (one.hosts.length > 0 || other.hosts.length > 0 || bothPorts(one, other))
  ) {
    return { differing: [], isUnsure: false };
  }
  const hosts = compareLists(one.hosts, other.hosts, compareHosts);
  return {
    differing: [
      ...(hosts === "different" ? (["host"] as const) : []),
      ...(bothPorts(one, other) && one.port !== other.port ? (["port"] as const) : []),
      ...(differs(one.database, other.database) ? (["database name"] as const) : []),
    ],
    isUnsure: hosts === "unsure",
  };
}

function bothPorts(one: Statement, other: Statement): boolean {
  return one.port !== undefined && other.port !== undefined;
}

function differs(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

/** One list of hosts may leave out some of the other's, as that of the servers from which a client learns the rest. */
function compareLists(
  one: readonly string[],
  other: readonly string[],
  compare: (one: string, other: string) => SameHost,
): SameHost {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  const answers = few.map((host): SameHost => {
    const each = many.map((candidate) => compare(host, candidate));
    return each.includes("same") ? "same" : each.includes("unsure") ? "unsure" : "different";
  });
  return answers.includes("different")
    ? "different"
    : answers.includes("unsure")
      ? "unsure"
      : "same";
}
