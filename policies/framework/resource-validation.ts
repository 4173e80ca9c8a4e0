import type { ReportViolation, ResourceValidationArgs } from "@pulumi/policy";
import type { OptionShape } from "./configuration";
import { emit } from "./diagnostic";
import { sentProperties, sharedResource } from "./engine-requests";
import type { Finding } from "./finding";
import { guarded, reported, type Setting } from "./guard";
import { toProperties } from "./plain-data";
import { NotApplicable, type PolicyAnswer, type PolicyResource } from "./policy";
import type { PolicyResult } from "./result-report";
import { subjectOf } from "./subject";
import { judge } from "./verdict";

/** Makes the function by which the SDK asks a policy about each resource. */
export function resourceValidation<Shape extends OptionShape>(setting: Setting<Shape>) {
  const { definition, configuration, level, runtime, inputs } = setting;
  const { id, prepare, appliesTo, resource: check, stack } = definition;
  return async (args: ResourceValidationArgs, reportViolation: ReportViolation): Promise<void> => {
    const options = configuration.read(args.getConfig());
    prepare?.({ options, exemptions: runtime.exemptions });
    const { urn, type, name, opts } = args;
    const isOfType = appliesTo === undefined || appliesTo(type);
    if (stack !== undefined && appliesTo !== undefined && isOfType && !sentProperties(urn)) {
      inputs.set(urn, args.props);
    }
    if (check === undefined) {
      return;
    }
    const report = (result: PolicyResult["result"], findings: readonly Finding[]) =>
      runtime.report.add({ urn, type, policy: id, level, result, findings: reported(findings) });
    if (!isOfType) {
      report("not-applicable", []);
      return notApplicable(args, "The policy does not judge resources of this type.");
    }
    const resource = sharedResource(
      urn,
      (sent): PolicyResource => ({
        urn,
        type,
        name,
        opts,
        props: sent === undefined ? toProperties(args.props) : sent.props,
      }),
    );
    const subject = subjectOf(resource);
    const answer = await guarded<PolicyAnswer>(id, subject, options, (signal) =>
      check(resource, { options, signal, exemptions: runtime.exemptions }),
    );
    if (answer instanceof NotApplicable) {
      report("not-applicable", []);
      return notApplicable(args, answer.reason);
    }
    const verdict = judge(answer, {
      subject,
      urn,
      undetermined: options.undetermined,
      exemption: runtime.exemptions.find(id, urn),
    });
    report(verdict.result, answer);
    for (const diagnostic of verdict.diagnostics) {
      emit(reportViolation, diagnostic);
    }
  };
}

/** The SDK takes this answer as an error, the stack of which nobody reads. It takes longer to make than the answer. */
function notApplicable(args: ResourceValidationArgs, reason: string): void {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    args.notApplicable(reason);
  } finally {
    Error.stackTraceLimit = limit;
  }
}
