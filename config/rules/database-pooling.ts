import { platformNames, platformOf } from "../platforms";
import { type Pooled, poolerOf } from "../poolers";
import { type Problem, problemAt, quote, quoteAll } from "../problem";
import { authenticationOf } from "../stores";
import { databasesOf, type Rule, type Subject, servicesOf } from "./rule";

/** The database in which PgBouncer itself is asked: https://www.pgbouncer.org/usage.html#admin-console. */
const consoleName = "pgbouncer";

/** The services on Cloud Run that use each database. */
function usersOnCloudRun(subject: Subject): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const [name, service] of servicesOf(subject)) {
    if (platformOf(subject.file, service) !== "cloud-run") {
      continue;
    }
    for (const target of Object.keys(service.uses ?? {})) {
      const own = users.get(target) ?? [];
      users.set(target, own);
      own.push(name);
    }
  }
  return users;
}

/** Services on Cloud Run know no name of the cluster, so that PgBouncer is not for them. */
function placeProblems(
  subject: Subject,
  key: string,
  { type = "cloud-sql" }: Pooled,
  outside: readonly string[],
): Problem[] {
  const hasCluster = subject.file["holdfast:gke"] !== undefined;
  if (type !== "cloud-sql" || (hasCluster && outside.length === 0)) {
    return [];
  }
  const who =
    outside.length === 0
      ? "in a stack without a GKE cluster"
      : `used by ${quoteAll(outside, "and")} on ${platformNames["cloud-run"]}`;
  return [
    problemAt(["holdfast:postgres", key, "pooling"], {
      found: `true, with edition "ENTERPRISE", ${who}`,
      allowed:
        'the managed pooler, which only edition "ENTERPRISE_PLUS" has, or PgBouncer for services that all run on GKE',
      action:
        'Set edition "ENTERPRISE_PLUS" with a tier such as "db-perf-optimized-N-4", or set platform "gke" for these services, or remove pooling and let each service keep its own pool.',
    }),
  ];
}

/** PgBouncer logs in with the passwords that it is given: a token of a service account, it does not know. */
function loginProblems(key: string, database: Parameters<typeof authenticationOf>[0]): Problem[] {
  return authenticationOf(database) !== "iam"
    ? []
    : [
        problemAt(["holdfast:postgres", key, "authentication"], {
          found: '"iam", with PgBouncer before the database',
          allowed: '"password": PgBouncer takes no tokens of service accounts',
          action:
            'Set authentication "password" and declare users, or edition "ENTERPRISE_PLUS", whose managed pooler takes tokens, or remove pooling.',
        }),
      ];
}

function nameProblems(key: string, databases: object = {}): Problem[] {
  return Object.hasOwn(databases, consoleName)
    ? [
        problemAt(["holdfast:postgres", key, "databases", consoleName], {
          found: `the database ${quote(consoleName)}, which is the console of the pooler before it`,
          allowed: "a name of your own",
          action: "Choose another name.",
        }),
      ]
    : [];
}

/** A pooler is there that all services of the database reach and log in to, and sizes of pools are of poolers. */
export const databasePooling: Rule = (subject) => {
  const outside = usersOnCloudRun(subject);
  return databasesOf(subject).flatMap(([key, database]) => {
    if (database.pooling !== true) {
      return database.poolSize === undefined || database.pooling === undefined
        ? []
        : [
            problemAt(["holdfast:postgres", key, "poolSize"], {
              found: `${database.poolSize}, of a database without pooling`,
              allowed: "poolSize with pooling: true",
              action: "Set pooling: true, or remove it.",
            }),
          ];
    }
    return [
      ...nameProblems(key, database.databases),
      ...(poolerOf(database) === "pgbouncer"
        ? [
            ...placeProblems(subject, key, database, outside.get(key) ?? []),
            ...loginProblems(key, database),
          ]
        : []),
    ];
  });
};
