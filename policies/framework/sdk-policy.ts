import type {
  EnforcementLevel,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  PolicyResource as SdkResource,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { OptionShape, Options } from "./configuration";
import { withinDeadline } from "./deadline";
import {
  NotApplicable,
  type Policy,
  type PolicyAnswer,
  type PolicyResource,
  type StackFinding,
  type StackResource,
} from "./define-policy";
import { emit } from "./diagnostic";
import type { ExemptionRegister } from "./exemption-register";
import { PolicyFailure, unexpectedFailure } from "./failure";
import type { Finding } from "./finding";
import { toProperties } from "./plain-data";
import type { PolicyResult, ResultReport } from "./result-report";
import { subjectOf } from "./subject";
import type { Data } from "./value";
import { judge } from "./verdict";

/** What the policies of one pack share during a run. */
export interface PackRuntime {
  readonly exemptions: ExemptionRegister;
  readonly report: ResultReport;
}

/** A policy as the SDK takes it; one that judges resources and the stack is both kinds at once. */
export type SdkPolicy = ResourceValidationPolicy | StackValidationPolicy;

const STACK_TYPE = "pulumi:pulumi:Stack";

/** Makes the SDK's policy from ours, at a level. */
export function toSdkPolicy<Shape extends OptionShape>(
  policy: Policy<Shape>,
  level: EnforcementLevel,
  runtime: PackRuntime,
): SdkPolicy {
  const { definition, configuration, url } = policy;
  const judgesResources = definition.resource !== undefined || definition.prepare !== undefined;
  return {
    name: definition.id,
    displayName: definition.displayName,
    description: definition.description,
    severity: definition.severity,
    remediationSteps: definition.remediation,
    url,
    tags: [...definition.incidents],
    configSchema: configuration.schema,
    enforcementLevel: level,
    ...(judgesResources ? { validateResource: resourceValidation(policy, level, runtime) } : {}),
    ...(definition.stack ? { validateStack: stackValidation(policy, level, runtime) } : {}),
  } as SdkPolicy;
}

function resourceValidation<Shape extends OptionShape>(
  policy: Policy<Shape>,
  level: EnforcementLevel,
  runtime: PackRuntime,
) {
  const { id, prepare, appliesTo, resource: check } = policy.definition;
  return async (args: ResourceValidationArgs, reportViolation: ReportViolation): Promise<void> => {
    const options = policy.configuration.read(args.getConfig());
    prepare?.({ options, exemptions: runtime.exemptions });
    if (check === undefined) {
      return;
    }
    const { urn, type, name, opts } = args;
    const add = (result: PolicyResult["result"], findings: readonly Finding[]) =>
      runtime.report.add({ urn, type, policy: id, level, result, findings: told(findings) });
    if (appliesTo !== undefined && !appliesTo(type)) {
      add("not-applicable", []);
      return args.notApplicable("The policy does not judge resources of this type.");
    }
    const resource: PolicyResource = { urn, type, name, opts, props: toProperties(args.props) };
    const subject = subjectOf(resource);
    const answer = await guarded<PolicyAnswer>(id, subject, options, (signal) =>
      check(resource, { options, signal, exemptions: runtime.exemptions }),
    );
    if (answer instanceof NotApplicable) {
      add("not-applicable", []);
      return args.notApplicable(answer.reason);
    }
    const verdict = judge(answer, {
      subject,
      urn,
      undetermined: options.undetermined,
      exemption: runtime.exemptions.find(id, urn),
    });
    add(verdict.result, answer);
    for (const diagnostic of verdict.diagnostics) {
      emit(reportViolation, diagnostic);
    }
  };
}

function stackValidation<Shape extends OptionShape>(
  policy: Policy<Shape>,
  level: EnforcementLevel,
  runtime: PackRuntime,
) {
  const { id, stack: check } = policy.definition;
  return async (args: StackValidationArgs, reportViolation: ReportViolation): Promise<void> => {
    const options = policy.configuration.read(args.getConfig());
    const answer = await guarded(id, "the stack", options, (signal) =>
      check?.(args.resources.map(stackResource), {
        options,
        signal,
        exemptions: runtime.exemptions,
      }),
    );
    const types = new Map(args.resources.map((resource) => [resource.urn, resource.type]));
    for (const [urn, findings] of byResource(answer ?? [])) {
      let result: PolicyResult["result"] = "passed";
      for (const { subject, finding } of findings) {
        const verdict = judge([finding], {
          subject,
          urn,
          undetermined: options.undetermined,
          exemption: urn === undefined ? undefined : runtime.exemptions.find(id, urn),
        });
        result = worse(result, verdict.result);
        for (const diagnostic of verdict.diagnostics) {
          emit(reportViolation, diagnostic);
        }
      }
      runtime.report.add({
        urn: urn ?? stackUrn(args.resources),
        type: urn === undefined ? STACK_TYPE : (types.get(urn) ?? STACK_TYPE),
        policy: id,
        level,
        result,
        findings: told(findings.map(({ finding }) => finding)),
      });
    }
  };
}

/** Runs a check within its deadline; whatever it throws becomes a failure that shows no value of the resource. */
async function guarded<T>(
  id: string,
  subject: string,
  options: Options<OptionShape>,
  check: (signal: AbortSignal) => T | Promise<T>,
): Promise<T> {
  const seconds = options.deadlineSeconds;
  const late = () =>
    new PolicyFailure(
      `Policy "${id}" did not finish judging ${subject} within ${seconds} s. ` +
        'Find what it waits for, or raise "deadlineSeconds" in its configuration.',
    );
  try {
    return await withinDeadline(seconds, check, late);
  } catch (error) {
    throw unexpectedFailure(id, subject, error);
  }
}

/** A resource of the stack, whose properties are converted only when a policy reads them. */
function stackResource(resource: SdkResource): StackResource {
  let props: { readonly [key: string]: Data } | undefined;
  return {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    opts: resource.opts,
    parent: resource.parent?.urn,
    dependencies: resource.dependencies.map((dependency) => dependency.urn),
    get props() {
      props ??= toProperties(resource.props);
      return props;
    },
  };
}

/** The findings of each resource; those of the stack, which are there even when there are none at all, have no URN. */
function byResource(findings: readonly StackFinding[]): Map<string | undefined, StackFinding[]> {
  const groups = new Map<string | undefined, StackFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.urn) ?? [];
    group.push(finding);
    groups.set(finding.urn, group);
  }
  return groups.size === 0 ? new Map([[undefined, []]]) : groups;
}

const SEVERITY_ORDER: readonly PolicyResult["result"][] = [
  "not-applicable",
  "passed",
  "exempted",
  "not-evaluated",
  "violated",
];

function worse(
  left: PolicyResult["result"],
  right: PolicyResult["result"],
): PolicyResult["result"] {
  return SEVERITY_ORDER.indexOf(left) > SEVERITY_ORDER.indexOf(right) ? left : right;
}

function stackUrn(resources: readonly SdkResource[]): string {
  return resources.find((resource) => resource.type === STACK_TYPE)?.urn ?? "";
}

function told(findings: readonly Finding[]): PolicyResult["findings"] {
  return findings.map(({ kind, path, message }) => ({ kind, path, message }));
}
