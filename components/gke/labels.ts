/**
 * Labels by which the objects of one stack in a cluster are known. Services, network policies, disruption budgets
 * and people find the pods of a service or store by its name.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */

const nameLabel = "app.kubernetes.io/name";

/** The labels of everything that belongs to the service or store `name` of the stack `application`. */
export function labelsOf(name: string, application: string): Record<string, string> {
  return { ...selectorOf(name), "app.kubernetes.io/part-of": application };
}

/** The labels that select the pods of the service or store `name`, and no others of its namespace. */
export function selectorOf(name: string): Record<string, string> {
  return { [nameLabel]: name };
}
