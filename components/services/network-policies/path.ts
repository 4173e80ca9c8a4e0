/** A connection that pods of the stack may make or take. */
export interface NetworkPath {
  /** The pods that the path is of. */
  readonly pods: Pods;
  /** Whether they take the connection or make it. */
  readonly direction: "ingress" | "egress";
  /** Who is at the other end. */
  readonly peer: Peer;
  /** Port of the pods or addresses that take the connection. All paths are TCP. */
  readonly port: number;
}

/** The pods of a service or store. */
export interface Pods {
  /** Their namespace. */
  readonly namespace: string;
  /** Name of the service or store, which their labels say. */
  readonly name: string;
}

/** An end of a path that is not the pods that it is of. */
export type Peer =
  | ({ readonly is: "pods" } & Pods)
  /** All pods of a namespace of the platform, wherever it has one of these names. */
  | { readonly is: "namespaces"; readonly names: readonly string[] }
  | {
      readonly is: "addresses";
      readonly cidr: string;
      readonly except?: readonly string[];
    };
