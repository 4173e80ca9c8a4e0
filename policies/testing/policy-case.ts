import { Unknown } from "../framework/value";

/**
 * Stands for a value that is known only after deployment. The harness puts the SDK's own mark in its place,
 * so the case goes through the SDK's proxy as a real preview does.
 */
export const UNKNOWN = new Unknown("is known only after deployment");

/** Stands for a secret of an exported state that could not be decrypted. */
export const UNDECRYPTED = "[secret]";

/** A secret that is known: a policy sees its value in clear. */
export class SecretValue {
  constructor(readonly value: unknown) {}
}

/** Wraps a value as a known secret. */
export function secret(value: unknown): SecretValue {
  return new SecretValue(value);
}

/** One resource of a case. */
export interface CaseResource {
  /** The type token, such as `kubernetes:apps/v1:Deployment`. */
  readonly type: string;
  /** The name in the program. Default: `it`. */
  readonly name?: string;
  /** The inputs; {@link UNKNOWN}, {@link UNDECRYPTED} and {@link secret} may stand anywhere in them. */
  readonly props: object;
  /** What a stack policy sees in their place: inputs and what the provider adds. Default: the inputs. */
  readonly outputs?: object;
  /** Names of the resources that the value of each top-level input is made from. Default: none. */
  readonly propertyDependencies?: { readonly [property: string]: readonly string[] };
}

/** A finding that the policy must make. */
export interface ExpectedFinding {
  /** Name of the resource. Default: that of the only resource; leave it out for a finding about the stack. */
  readonly resource?: string;
  readonly kind: "violation" | "undetermined";
  readonly path: string;
}

/**
 * One case of a policy: a file in `policies/<id>/cases/`, whose name starts with `pass-`, `fail-` or `unknown-` and says
 * what differs. See policies/testing/README.md.
 */
export interface PolicyCase {
  readonly resources: readonly [CaseResource, ...CaseResource[]];
  /** The policy's options. Default: none given, so its defaults. */
  readonly options?: object;
  /** Exactly what the policy finds, in any order. */
  readonly findings: readonly ExpectedFinding[];
  /** Texts that no message may contain, such as a password. */
  readonly hides?: readonly string[];
  /** Whatever the policy's `cases/setup.ts` needs to make the policy for this case, such as what a registry has. */
  readonly world?: unknown;
}
