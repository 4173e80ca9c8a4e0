import { edgeName } from "../names";
import { type Path, type Problem, problemAt, quote } from "../problem";
import { cachesOfType, databasesOfType, type Rule, type Subject, servicesOf } from "./rule";

/**
 * Names of namespaces that a cluster has by itself or keeps for itself: the stack can neither create nor own them.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces
 */
const taken = /^(default|kube-.*|gke-.*|gmp-.*)$/;

function namespacesIn(subject: Subject): [Path, string | undefined][] {
  const { file, stack } = subject;
  const gke = file["holdfast:gke"];
  return [
    [["holdfast:gke", "namespace"], gke && (gke.namespace ?? stack)],
    ...servicesOf(subject).map(([name, { namespace }]): [Path, string | undefined] => [
      ["holdfast:services", name, "namespace"],
      namespace,
    ]),
    ...databasesOfType(subject, "in-cluster").map(
      ([name, { namespace }]): [Path, string | undefined] => [
        ["holdfast:postgres", name, "namespace"],
        namespace,
      ],
    ),
    ...cachesOfType(subject, "in-cluster").map(
      ([name, { namespace }]): [Path, string | undefined] => [
        ["holdfast:redis", name, "namespace"],
        namespace,
      ],
    ),
  ];
}

/** No namespace of the stack is one that the cluster has for itself, or that of the Gateway. */
export const namespaces: Rule = (subject) => {
  const gateway = subject.file["holdfast:edge"] && edgeName(subject.stack);
  return namespacesIn(subject).flatMap(([path, namespace]): Problem[] => {
    if (namespace === undefined || !(taken.test(namespace) || namespace === gateway)) {
      return [];
    }
    return [
      problemAt(path, {
        found: `${quote(namespace)}, which ${namespace === gateway ? "the Gateway of holdfast:edge" : "every cluster"} has for itself`,
        allowed: `a name of your own that does not begin with "kube-", "gke-" or "gmp-"${gateway === undefined ? "" : ` and is not ${quote(gateway)}`}`,
        action: "Choose another name.",
      }),
    ];
  });
};
