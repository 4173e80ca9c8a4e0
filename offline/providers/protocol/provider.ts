import type { Failure } from "../declared/rules";
import type { Change } from "../values/compare";
import type { Properties } from "../values/value";

/** What the engine says of the resource in every request about one. */
export interface Subject {
  /** The URN of the resource. */
  readonly urn: string;
  /** Its type token. */
  readonly type: string;
  /** Its name in the program. */
  readonly logicalName: string;
}

/** Asks whether inputs are right, and for the values that the provider fills in. */
export interface CheckRequest extends Subject {
  /** The inputs that the program gives. */
  readonly inputs: Properties;
  /** The checked inputs of the last deployment; absent when there was none. */
  readonly priorInputs: Properties | undefined;
  /** What names are to be made from; empty when the engine leaves it to the provider. */
  readonly randomSeed: Uint8Array;
  /** How the project wants resources to be named; absent when it says nothing. */
  readonly naming:
    | { readonly mode: "disabled" }
    | { readonly mode: "proposed"; readonly proposed: string }
    | undefined;
}

/** The inputs as the engine is to use them, and why they are refused; no failure means that they are not. */
export interface CheckResult {
  readonly inputs: Properties;
  readonly failures: readonly Failure[];
}

/** Asks what has changed. */
export interface DiffRequest extends Subject {
  /** The id of the resource. */
  readonly id: string;
  /** The checked inputs of this deployment. */
  readonly inputs: Properties;
  /** The checked inputs of the last deployment. */
  readonly priorInputs: Properties;
  /** The outputs of the last deployment. */
  readonly prior: Properties;
}

/** What has changed, and how it has to be carried out. */
export interface DiffResult {
  /** The changes; none means that nothing is to be done. */
  readonly changes: readonly (Change & { readonly replaces: boolean })[];
  /** Whether a replacement has to delete the old resource before it creates the new one. */
  readonly deleteBeforeReplace: boolean;
}

/** Asks to create a resource, or in a preview what it would be. */
export interface CreateRequest extends Subject {
  readonly inputs: Properties;
  readonly preview: boolean;
}

/** Asks to change a resource in place, or in a preview what it would be. */
export interface UpdateRequest extends DiffRequest {
  readonly preview: boolean;
}

/** Asks what a resource is now. */
export interface ReadRequest extends Subject {
  readonly id: string;
  /** The inputs in the state; what the program knows of the resource when it is not in the state. */
  readonly inputs: Properties;
  /** The outputs in the state; what the program knows of the resource when it is not in the state. */
  readonly outputs: Properties;
}

/** Asks to delete a resource. */
export interface DeleteRequest extends Subject {
  readonly id: string;
  /** The outputs in the state. */
  readonly outputs: Properties;
}

/** A resource as it is, or as a preview expects it; the id is empty while it is not known. */
export interface Deployed {
  readonly id: string;
  readonly outputs: Properties;
}

/** A simulated provider, free of everything that is the protocol's. */
export interface Provider {
  /** The name of the package, such as `gcp`. */
  readonly name: string;
  /** Takes the options of the provider. It is called before anything about resources is asked. */
  configure(options: Properties): void;
  /** Compares two configurations. @default what differs, and nothing replaces the provider */
  configurationDiff?(before: Properties, after: Properties): DiffResult;
  /** Checks inputs. */
  check(request: CheckRequest): CheckResult;
  /** Compares. */
  diff(request: DiffRequest): DiffResult;
  /** Creates. */
  create(request: CreateRequest): Deployed;
  /** Reads; undefined when there is no such resource. */
  read(request: ReadRequest): Deployed & { readonly inputs: Properties };
  /** Updates in place. */
  update(request: UpdateRequest): Properties;
  /** Deletes. */
  delete(request: DeleteRequest): void;
  /** Calls a function of the provider by its token. */
  invoke(token: string, args: Properties): Properties;
}

/** What the provider refuses to do, in words for the person who runs the deployment. */
export class Refusal extends Error {}
