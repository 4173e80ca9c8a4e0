/** What all objects of a service have in common. */
export interface Metadata {
  /** Name of the object: the service's. */
  readonly name: string;
  /** Namespace of the object. */
  readonly namespace: string;
  /** Labels by which it is found. */
  readonly labels: Readonly<Record<string, string>>;
}
