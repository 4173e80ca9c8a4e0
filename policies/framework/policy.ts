import type {
  EnforcementLevel,
  PolicyConfigSchema,
  PolicyResourceOptions,
  ResourceValidationPolicy,
  Severity,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { OptionShape, Options } from "./configuration";
import type { ExemptionRegister } from "./exemption-register";
import type { Finding } from "./finding";
import type { Phase } from "./phase";
import type { ResultReport } from "./result-report";
import type { Data } from "./value";

/** A resource as a policy sees it: its inputs as plain data, with everything unknown marked where it stands. */
export interface PolicyResource {
  readonly urn: string;
  /** The type token, such as `gcp:cloudrunv2/service:Service`. */
  readonly type: string;
  /** The name in the program. */
  readonly name: string;
  /** The inputs that the program gives. Secrets stand here in clear: no message may show one. */
  readonly props: { readonly [key: string]: Data };
  readonly opts: PolicyResourceOptions;
}

/**
 * A resource as a stack policy sees it: `props` are its outputs, in which the provider has filled in what the program
 * left open.
 */
export interface StackResource extends PolicyResource {
  /**
   * The inputs, as `props` of a {@link PolicyResource}. Only of types that the policy, or another of the pack that judges
   * the stack, applies to. Absent where this run did not register the resource, as for one that an update with targets leaves out.
   */
  readonly inputs?: PolicyResource["props"];
  /** The provider that the program has it made by: of one that names none, the engine's default. Absent where the engine does not say. */
  readonly provider?: { readonly urn: string; readonly props: PolicyResource["props"] };
  /** URN of the component that it belongs to. */
  readonly parent?: string;
  /** URNs of the resources that it depends on. */
  readonly dependencies: readonly string[];
  /** For each top-level input, the URNs of the resources that its value is made from; known also where the value is not. */
  readonly propertyDependencies: ReadonlyMap<string, readonly string[]>;
}

/** A finding of a stack policy, which says itself what it is about. */
export interface StackFinding {
  /** The words that start the message, such as `Cloud Run service "api"`. */
  readonly subject: string;
  readonly finding: Finding;
  /** The resource that it is about; the stack when absent. */
  readonly urn?: string;
}

/** What a policy is given beside the resource. */
export interface PolicyContext<Shape extends OptionShape> {
  /** The policy's options, with all defaults filled in. */
  readonly options: Options<Shape>;
  /** The exemptions of this run; only the policy `exemptions` has a use for it. */
  readonly exemptions: ExemptionRegister;
}

/** The answer of a policy that has nothing to say of a resource, with the reason as a full sentence. */
export class NotApplicable {
  constructor(readonly reason: string) {}
}

/** Everything that makes a policy, but its level, which the pack gives. */
export interface PolicyDefinition<Shape extends OptionShape> {
  /** Kebab-case statement of the rule; the folder's name. Never used again for another rule. */
  readonly id: string;
  /** A few words for a heading. */
  readonly displayName: string;
  /** What is refused, and why it matters: one or two full sentences. */
  readonly description: string;
  readonly severity: Severity;
  /** What to do about a violation: full sentences. */
  readonly remediation: string;
  /** The faults that it guards against, by their numbers in docs/incidents.md, such as `A1`. */
  readonly incidents: readonly string[];
  /**
   * The policy's own options as zod types, each with a description and a default (or optional). Their JSON Schema is
   * handed to the engine. The options `undetermined` and `deadlineSeconds` are there for every policy.
   */
  readonly options?: Shape;
  /**
   * Tells by the type alone whether the policy can have anything to say of a resource. Called for every resource, so it
   * must be cheap. A stack policy is given all resources, but the inputs only of those that it applies to.
   */
  readonly appliesTo?: (type: string) => boolean;
  /** Judges one resource before it is created or changed. */
  readonly resource?: (
    resource: PolicyResource,
    context: PolicyContext<Shape>,
  ) => PolicyAnswer | Promise<PolicyAnswer>;
  /**
   * The check of a resource waits for something outside the program, such as a registry. The engine asks about one resource
   * after the other, so in a preview, which creates nothing, it is not kept waiting: the checks run side by side while it
   * goes on, and what they find is shown with the answer about the stack. In an update each resource waits for its own.
   */
  readonly asksOutside?: boolean;
  /** Runs before any other policy of the pack judges a resource; the first policy of the pack may have one. */
  readonly prepare?: (context: Pick<PolicyContext<Shape>, "options" | "exemptions">) => void;
  /** Judges the stack as a whole, at the end of a preview or an update. */
  readonly stack?: (
    resources: readonly StackResource[],
    context: PolicyContext<Shape>,
  ) => readonly StackFinding[] | Promise<readonly StackFinding[]>;
}

/** The findings of a policy at one resource; an empty list is a pass. */
export type PolicyAnswer = readonly Finding[] | NotApplicable;

/** What a policy says of itself. */
export type PolicyMetadata = Pick<
  PolicyDefinition<OptionShape>,
  "id" | "displayName" | "description" | "severity" | "remediation" | "incidents"
>;

/** A policy, ready for a pack. */
export interface Policy {
  readonly metadata: PolicyMetadata;
  /** Its section of docs/policies.md. */
  readonly url: string;
  /** JSON Schema of its options. */
  readonly configSchema: PolicyConfigSchema;
  /** The policy as the SDK takes it, at the level that the pack gives it. */
  forPack(level: EnforcementLevel, runtime: PackRuntime): SdkPolicy;
}

/** What the policies of one pack share during a run. */
export interface PackRuntime {
  readonly exemptions: ExemptionRegister;
  readonly report: ResultReport;
  /** What the engine is doing, once it asks about the first resource. Default: `unknown`, in which no check is put off. */
  readonly phase?: () => Phase;
}

/** A policy as the SDK takes it; one that judges resources and the stack is both kinds at once. */
export type SdkPolicy = ResourceValidationPolicy | StackValidationPolicy;
