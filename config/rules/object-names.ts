import { nameLimits } from "../names";
import { platformOf } from "../platforms";
import { poolerName, poolerOf } from "../poolers";
import { type Path, type Problem, problemAt, quote } from "../problem";
import { createdByJob, preparationName } from "../stores";
import { cachesOfType, databasesOfType, type Rule, type Subject, servicesOf } from "./rule";

/** Something in the cluster, and the names by which its objects and pods are known there. */
interface Tenant {
  readonly path: Path;
  readonly namespace: string;
  readonly names: readonly string[];
}

function storesOf(subject: Subject): Tenant[] {
  const { "holdfast:gke": gke } = subject.file;
  const usual = gke?.namespace ?? subject.stack;
  return [
    ...databasesOfType(subject, "in-cluster").map(([name, { namespace = usual, pooling }]) => ({
      path: ["holdfast:postgres", name],
      namespace,
      names: [
        name,
        `${name}-headless`,
        preparationName(name),
        ...(pooling === true ? [poolerName(name)] : []),
      ],
    })),
    ...databasesOfType(subject, "alloydb")
      .filter(([, { databases }]) => createdByJob(databases).length > 0)
      .map(([name]) => ({
        path: ["holdfast:postgres", name],
        namespace: usual,
        names: [preparationName(name)],
      })),
    ...databasesOfType(subject, "cloud-sql")
      .filter(([, database]) => poolerOf(database) === "pgbouncer")
      .map(([name]) => ({
        path: ["holdfast:postgres", name],
        namespace: usual,
        names: [poolerName(name)],
      })),
    ...cachesOfType(subject, "in-cluster").map(([name, { namespace = usual }]) => ({
      path: ["holdfast:redis", name],
      namespace,
      names: [name, `${name}-headless`],
    })),
  ];
}

function servicesIn(subject: Subject): Tenant[] {
  const usual = subject.file["holdfast:gke"]?.namespace ?? subject.stack;
  return servicesOf(subject)
    .filter(([, service]) => platformOf(subject.file, service) === "gke")
    .map(([name, { namespace = usual }]) => ({
      path: ["holdfast:services", name],
      namespace,
      names: [name],
    }));
}

function lengthProblems(stores: readonly Tenant[]): Problem[] {
  const { kind, longest } = nameLimits.store;
  return stores.flatMap(({ path }) => {
    const name = String(path.at(-1));
    return name.length <= longest
      ? []
      : [
          problemAt(path, {
            found: `the ${kind} ${quote(name)}, ${name.length} characters long`,
            allowed: `up to ${longest} characters`,
            action: "Rename it.",
          }),
        ];
  });
}

/**
 * Databases and caches in the cluster, the jobs that prepare databases, and services share no name in a namespace:
 * a Service would lead to the pods of both.
 */
export const objectNames: Rule = (subject) => {
  const stores = storesOf(subject);
  const first = new Map<string, Tenant>();
  const repeated = [...servicesIn(subject), ...stores].flatMap((tenant) =>
    tenant.names.flatMap((name): Problem[] => {
      const key = `${tenant.namespace}/${name}`;
      const other = first.get(key) ?? tenant;
      first.set(key, other);
      return other === tenant
        ? []
        : [
            problemAt(tenant.path, {
              found: `the name ${quote(name)} in the namespace ${quote(tenant.namespace)}, which ${other.path.join(".").replace("holdfast:", "")} has already`,
              allowed: "a different name for each in one namespace",
              action: "Rename it, or set another namespace.",
            }),
          ];
    }),
  );
  return [...lengthProblems(stores), ...repeated];
};
