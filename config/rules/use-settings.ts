import type { Draft } from "../interpret";
import { nearest } from "../nearest";
import { type Path, type Problem, problemAt, quote, quoteAll } from "../problem";
import type { StackFile } from "../schema/stack-file";
import { authenticationOf, demandsPassword, speaksTls, tellsCertificates } from "../stores";
import { type TargetKind, targetKinds, targetsOf } from "../targets";
import { factsOf } from "../variables";
import { cachesOf, databasesOf, entriesOf, type Rule, servicesOf } from "./rule";

type Use = NonNullable<Draft<StackFile["holdfast:services"][string]["uses"]>[string]>;

const storeSettings = [
  "database",
  "user",
  "pool",
  "overflow",
  "urlForm",
  "databaseNumber",
] as const;
const settingsOf: Readonly<Record<TargetKind, ReadonlySet<string>>> = {
  postgres: new Set(["database", "user", "pool", "overflow", "urlForm"]),
  redis: new Set(["pool", "databaseNumber"]),
  service: new Set(),
};

function settingsOfOthers(path: Path, kind: TargetKind, use: Use): Problem[] {
  const { noun } = targetKinds[kind];
  const misplaced = storeSettings.filter(
    (setting) => use[setting] !== undefined && !settingsOf[kind].has(setting),
  );
  const facts: readonly string[] = factsOf[kind];
  const untold = entriesOf(use.variables)
    .map(([fact]) => fact)
    .filter((fact) => !facts.includes(fact));
  return [
    ...misplaced.map((setting) =>
      problemAt([...path, setting], {
        found: `a setting ${settingsOf.postgres.has(setting) ? "for databases" : "for caches"}, of a ${noun}`,
        allowed: quoteAll(["optional", ...settingsOf[kind], "variables"]),
        action: "Remove it.",
      }),
    ),
    ...untold.map((fact) =>
      problemAt([...path, "variables", fact], {
        found: `a variable for ${quote(fact)}, of a ${noun}`,
        allowed: quoteAll(facts, "or"),
        action: "Remove it.",
      }),
    ),
  ];
}

function poolProblems(path: Path, use: Use): Problem[] {
  if (use.pool !== undefined) {
    return [];
  }
  return [
    problemAt([...path, "pool"], {
      found: "nothing",
      allowed: "the number of connections that one instance of the service keeps",
      action: "Add it, as the program sets it.",
    }),
  ];
}

/** The databases or users of an instance, as far as they could be read. */
interface Choice {
  readonly names: readonly string[];
  readonly has: ReadonlySet<string>;
}

function choiceOf(map: object | undefined): Choice | undefined {
  const names = map && Object.keys(map);
  return names && { names, has: new Set(names) };
}

/** A name that must be one of those that the instance has; absent is fine where there is only one. */
function choiceProblems(
  path: Path,
  noun: string,
  target: string,
  chosen: string | undefined,
  { names, has }: Choice,
): Problem[] {
  if (chosen === undefined ? names.length === 1 : has.has(chosen)) {
    return [];
  }
  if (names.length === 0) {
    return [
      problemAt(path, {
        found: chosen === undefined ? "nothing" : quote(chosen),
        allowed: `a ${noun} of ${quote(target)}, which has none`,
        action: `Declare the ${noun} at postgres.${target}.${noun}s.`,
      }),
    ];
  }
  const meant = chosen === undefined ? undefined : nearest(chosen, names);
  return [
    problemAt(path, {
      found:
        chosen === undefined ? "nothing" : `${quote(chosen)}, which ${quote(target)} does not have`,
      allowed: quoteAll(names, "or"),
      action: meant === undefined ? "Name one of these." : `Write ${quote(meant)}.`,
    }),
  ];
}

function iamProblems(path: Path, use: Use): Problem[] {
  const refused: [Path, boolean][] = [
    [[...path, "user"], use.user !== undefined],
    [[...path, "variables", "password"], use.variables?.password !== undefined],
  ];
  return refused
    .filter(([, present]) => present)
    .map(([at]) =>
      problemAt(at, {
        found: 'a setting for passwords, of a database with authentication "iam"',
        allowed: "none: the service logs in as its own service account",
        action: "Remove it.",
      }),
    );
}

function certificateProblems(path: Path, use: Use): Problem[] {
  if (use.variables?.certificateAuthority === undefined) {
    return [];
  }
  return [
    problemAt([...path, "variables", "certificateAuthority"], {
      found: "a variable for certificates, of a database of which none are known",
      allowed: "certificateAuthority of Cloud SQL, and of a database in the cluster with tls",
      action: "Remove it.",
    }),
  ];
}

/** What a use of an instance can choose from, read once for all of its uses. */
interface Instance {
  readonly databases: Choice | undefined;
  readonly users: Choice | undefined;
  readonly authentication: ReturnType<typeof authenticationOf>;
  readonly tellsCertificates: boolean;
}

function databaseProblems(path: Path, target: string, use: Use, instance: Instance): Problem[] {
  const { databases, users, authentication } = instance;
  const problems = [
    ...poolProblems(path, use),
    ...(instance.tellsCertificates ? [] : certificateProblems(path, use)),
  ];
  if (databases !== undefined) {
    problems.push(
      ...choiceProblems([...path, "database"], "database", target, use.database, databases),
    );
  }
  if (authentication === "iam") {
    problems.push(...iamProblems(path, use));
  } else if (authentication === "password" && users !== undefined) {
    problems.push(...choiceProblems([...path, "user"], "user", target, use.user, users));
  }
  return problems;
}

function cacheProblems(path: Path, use: Use, cache: Draft<StackFile["holdfast:redis"][string]>) {
  const refused: [string, boolean][] = [
    ["password", !demandsPassword(cache)],
    ["certificateAuthority", !speaksTls(cache)],
  ];
  return refused
    .filter(([fact, absent]) => absent && entriesOf(use.variables).some(([name]) => name === fact))
    .map(([fact]) =>
      problemAt([...path, "variables", fact], {
        found: `a variable for ${quote(fact)}, which the cache does not have`,
        allowed: "password with authEnabled, certificateAuthority with TLS",
        action: "Remove it, or turn that on for the cache.",
      }),
    );
}

/** The settings of a use fit the kind of what is used, and name what is there. */
export const useSettings: Rule = (subject) => {
  const { file } = subject;
  const targets = targetsOf(file);
  const caches = new Map(cachesOf(subject));
  const instances = new Map(
    databasesOf(subject).map(([key, database]) => [
      key,
      {
        databases: choiceOf(database.databases),
        users: choiceOf(database.users),
        authentication: authenticationOf(database),
        tellsCertificates: tellsCertificates(database),
      },
    ]),
  );
  return servicesOf(subject).flatMap(([service, { uses }]) =>
    entriesOf(uses).flatMap(([target, use]) => {
      const [kind, ...others] = targets.get(target) ?? [];
      if (kind === undefined || others.length > 0 || target === service) {
        return [];
      }
      const path = ["holdfast:services", service, "uses", target];
      const instance = instances.get(target);
      const cache = caches.get(target);
      return [
        ...settingsOfOthers(path, kind, use),
        ...(instance === undefined ? [] : databaseProblems(path, target, use, instance)),
        ...(cache === undefined ? [] : cacheProblems(path, use, cache)),
      ];
    }),
  );
};
