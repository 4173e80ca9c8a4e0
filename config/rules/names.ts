import {
  connectorName,
  connectorNameLength,
  instanceName,
  type NameLimit,
  nameLimits,
} from "../names";
import { servicesOn } from "../platforms";
import { type Path, type Problem, problemAt, quote } from "../problem";
import { entryName } from "../schema/value";
import { cachesOfType, databasesOfType, type Rule, type Subject } from "./rule";

const nameForm = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;

interface Name {
  readonly path: Path;
  readonly name: string;
  /** Length as the API counts it. */
  readonly length: number;
  readonly limit: NameLimit;
  /** How the length came about, where it is not that of the name itself. */
  readonly counting?: string;
  readonly action: string;
}

function connectorNames({ file, stack }: Subject): Name[] {
  const connector = file["holdfast:network"]?.connector;
  if (connector === undefined) {
    return [];
  }
  const name = connector.name ?? connectorName(stack);
  return [
    {
      path: ["holdfast:network", "connector", "name"],
      name,
      length: connectorNameLength(name),
      limit: nameLimits.connector,
      counting: ", where each hyphen counts twice",
      action: "Set a shorter name.",
    },
  ];
}

function clusterNames({ file, stack }: Subject): Name[] {
  const gke = file["holdfast:gke"];
  if (gke === undefined) {
    return [];
  }
  const name = gke.name ?? stack;
  return [
    {
      path: ["holdfast:gke", "name"],
      name,
      length: name.length,
      limit: nameLimits.cluster,
      action: "Set a shorter name.",
    },
    ...Object.keys(gke.nodePools ?? {}).map((pool) => ({
      path: ["holdfast:gke", "nodePools", pool],
      name: pool,
      length: pool.length,
      limit: nameLimits.nodePool,
      action: "Rename the node pool.",
    })),
  ];
}

function databaseNames(subject: Subject): Name[] {
  const project = subject.file["gcp:project"];
  return databasesOfType(subject, "cloud-sql").map(([key, database]) => {
    const name = database.name ?? instanceName(subject.stack, key);
    return {
      path: ["holdfast:postgres", key, "name"],
      name,
      length: project === undefined ? name.length : `${project}:${name}`.length,
      limit: nameLimits.sqlInstanceWithProject,
      counting: project === undefined ? "" : `, counting ${quote(`${project}:`)}`,
      action: "Set a shorter name.",
    };
  });
}

function alloyDbNames(subject: Subject): Name[] {
  return databasesOfType(subject, "alloydb").map(([key, database]) => {
    const name = database.name ?? instanceName(subject.stack, key);
    return {
      path: ["holdfast:postgres", key, "name"],
      name,
      length: name.length,
      limit: nameLimits.alloyDb,
      action: "Set a shorter name.",
    };
  });
}

function cacheNames(subject: Subject): Name[] {
  return cachesOfType(subject, "memorystore").map(([key, cache]) => {
    const name = cache.name ?? instanceName(subject.stack, key);
    return {
      path: ["holdfast:redis", key, "name"],
      name,
      length: name.length,
      limit: nameLimits.redis,
      action: "Set a shorter name.",
    };
  });
}

function serviceNames(subject: Subject): Name[] {
  // A name that no service may have is refused as such. On GKE that is all: an object's name has 63 characters.
  const services = servicesOn("cloud-run", subject.file).filter(
    ([name]) => entryName.safeParse(name).success,
  );
  return services.map(([name]) => ({
    path: ["holdfast:services", name],
    name,
    length: name.length,
    limit: nameLimits.service,
    action: "Rename the service.",
  }));
}

function lengthProblems({ path, name, length, limit, counting = "", action }: Name): Problem[] {
  if (length >= limit.shortest && length <= limit.longest) {
    return [];
  }
  return [
    problemAt(path, {
      found: `the ${limit.kind} ${quote(name)}, ${length} characters long${counting}`,
      allowed: `${limit.shortest} to ${limit.longest} characters`,
      action,
    }),
  ];
}

function formProblems({ path, name, limit }: Name): Problem[] {
  if (nameForm.test(name)) {
    return [];
  }
  return [
    problemAt(path, {
      found: `the ${limit.kind} ${quote(name)}`,
      allowed:
        "lower-case letters, digits and hyphens, with a letter at the start and no hyphen at the end",
      action: "Set a name of this form.",
    }),
  ];
}

function repeatedProblems(names: readonly Name[]): Problem[] {
  const firsts = new Map<string, Name>();
  return names.flatMap((own) => {
    const { path, name, limit } = own;
    const first = firsts.get(name) ?? own;
    firsts.set(name, first);
    if (first === own) {
      return [];
    }
    return [
      problemAt(path, {
        found: `the ${limit.kind} ${quote(name)}, the name of ${first.path.slice(1, -1).join(".")} already`,
        allowed: "a different name for each",
        action: "Set another name.",
      }),
    ];
  });
}

/** Names of what stands in the network begin with the stack's, and have 63 characters in all. */
const longestStack = 30;

function stackProblems(stack: string): Problem[] {
  if (stack.length <= longestStack && nameForm.test(stack)) {
    return [];
  }
  return [
    problemAt(["stack"], {
      found: `the stack name ${quote(stack)}`,
      allowed: `up to ${longestStack} lower-case letters, digits and hyphens, with a letter at the start and no hyphen at the end, since names in Google Cloud begin with it`,
      action: "Give the stack such a name: pulumi stack rename.",
    }),
  ];
}

/** Every name in Google Cloud that follows from the stack file is one that its API takes. */
export const names: Rule = (subject) => {
  const databases = databaseNames(subject);
  const alloyDbs = alloyDbNames(subject);
  const caches = cacheNames(subject);
  const cluster = clusterNames(subject);
  const named = [...connectorNames(subject), ...cluster, ...databases, ...alloyDbs, ...caches];
  return [
    ...stackProblems(subject.stack),
    ...[...named, ...serviceNames(subject)].flatMap(lengthProblems),
    ...named.flatMap(formProblems),
    ...repeatedProblems(databases),
    ...repeatedProblems(alloyDbs),
    ...repeatedProblems(caches),
  ];
};
