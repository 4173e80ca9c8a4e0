import type {
  ReportViolation,
  PolicyResource as SdkResource,
  StackValidationArgs,
} from "@pulumi/policy";
import type { OptionShape, Options } from "./configuration";
import { emit } from "./diagnostic";
import { sentStack } from "./engine-requests";
import { PolicyFailure } from "./failure";
import { guarded, type Setting } from "./guard";
import { memoized } from "./memoized";
import { toProperties } from "./plain-data";
import type { StackFinding, StackResource } from "./policy";
import type { PolicyResult } from "./result-report";
import { reported, showAnswer, showFailure } from "./show-answer";
import { judge, worse } from "./verdict";

const STACK_TYPE = "pulumi:pulumi:Stack";

/** Makes the function by which the SDK asks a policy about the stack as a whole. */
export function stackValidation<Shape extends OptionShape>(setting: Setting<Shape>) {
  return async (args: StackValidationArgs, reportViolation: ReportViolation): Promise<void> => {
    const options = setting.configuration.read(args.getConfig());
    await showDeferred(setting, options, reportViolation);
    await judgeStack(setting, options, args, reportViolation);
  };
}

/** Shows the answers of the checks that were put off, each with the deadline that it would have had alone. */
async function showDeferred<Shape extends OptionShape>(
  setting: Setting<Shape>,
  options: Options<Shape>,
  reportViolation: ReportViolation,
): Promise<void> {
  const { definition, deferred } = setting;
  for (const { judged, answer } of deferred.take()) {
    const given = await guarded(definition.id, judged.subject, options, () => answer).catch(
      failureOf,
    );
    if (given instanceof PolicyFailure) {
      showFailure(setting, judged, given, reportViolation);
    } else {
      showAnswer(setting, options, judged, given, reportViolation);
    }
  }
}

function failureOf(error: unknown): PolicyFailure {
  if (error instanceof PolicyFailure) return error;
  throw error;
}

async function judgeStack<Shape extends OptionShape>(
  { definition: { id, stack: check }, level, runtime, inputs }: Setting<Shape>,
  options: Options<Shape>,
  args: StackValidationArgs,
  reportViolation: ReportViolation,
): Promise<void> {
  if (check === undefined) return;
  const resources =
    sentStack() ??
    args.resources.map((resource) => stackResource(resource, inputs.get(resource.urn)));
  const answer = await guarded(id, "the stack", options, () =>
    check(resources, { options, exemptions: runtime.exemptions }),
  );
  for (const [urn, findings] of byResource(answer)) {
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
      ...whatIsJudged(urn, resources),
      policy: id,
      level,
      result,
      findings: reported(findings.map(({ finding }) => finding)),
    });
  }
}

/** A resource of the stack, whose properties are converted only when a policy reads them. */
function stackResource(resource: SdkResource, given: object | undefined): StackResource {
  let props: StackResource["props"] | undefined;
  let inputs: StackResource["inputs"];
  return {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    opts: resource.opts,
    parent: resource.parent?.urn,
    ...(resource.provider === undefined
      ? {}
      : {
          provider: {
            urn: resource.provider.urn,
            props: toProperties(resource.provider.props),
          },
        }),
    dependencies: resource.dependencies.map(({ urn }) => urn),
    propertyDependencies: new Map(
      Object.entries(resource.propertyDependencies).map(([property, dependencies]) => [
        property,
        dependencies.map(({ urn }) => urn),
      ]),
    ),
    get props() {
      props ??= toProperties(resource.props);
      return props;
    },
    get inputs() {
      inputs ??= given === undefined ? undefined : toProperties(given);
      return inputs;
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

function whatIsJudged(
  urn: string | undefined,
  resources: readonly StackResource[],
): Pick<PolicyResult, "urn" | "type"> {
  const judged =
    urn === undefined
      ? resources.find(({ type }) => type === STACK_TYPE)
      : resourcesByUrn(resources).get(urn);
  return { urn: judged?.urn ?? urn ?? "", type: judged?.type ?? STACK_TYPE };
}

const resourcesByUrn = memoized(
  (resources: readonly StackResource[]) =>
    new Map(resources.map((resource) => [resource.urn, resource] as const)),
);
