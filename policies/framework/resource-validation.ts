import type { ReportViolation, ResourceValidationArgs } from "@pulumi/policy";
import type { OptionShape } from "./configuration";
import { sentProperties, sharedResource } from "./engine-requests";
import { guarded, type Setting } from "./guard";
import { toProperties } from "./plain-data";
import { NotApplicable, type PolicyAnswer, type PolicyResource } from "./policy";
import { showAnswer } from "./show-answer";
import { subjectOf } from "./subject";

/** Makes the function by which the SDK asks a policy about each resource. */
export function resourceValidation<Shape extends OptionShape>(setting: Setting<Shape>) {
  const { definition, configuration, runtime, inputs, deferred } = setting;
  const { id, prepare, appliesTo, resource: check, asksOutside, stack } = definition;
  const ofTypes = new Map<string, boolean>();
  return async (args: ResourceValidationArgs, reportViolation: ReportViolation): Promise<void> => {
    const options = configuration.read(args.getConfig());
    prepare?.({ options, exemptions: runtime.exemptions });
    const { urn, type, name, opts } = args;
    const isOfType = ofTypes.get(type) ?? appliesTo?.(type) ?? true;
    ofTypes.set(type, isOfType);
    if (stack !== undefined && appliesTo !== undefined && isOfType && !sentProperties(urn)) {
      inputs.set(urn, args.props);
    }
    if (check === undefined) {
      return;
    }
    if (!isOfType) {
      const judged = { urn, type, subject: "" };
      showAnswer(setting, options, judged, NOT_OF_TYPE, reportViolation);
      return notApplicable(args, NOT_OF_TYPE.reason);
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
    const judged = { urn, type, subject: subjectOf(resource) };
    const run = () => check(resource, { options, exemptions: runtime.exemptions });
    if (asksOutside && runtime.phase?.() === "preview") {
      deferred.start(judged, run);
      return;
    }
    const answer = await guarded<PolicyAnswer>(id, judged.subject, options, run);
    showAnswer(setting, options, judged, answer, reportViolation);
    if (answer instanceof NotApplicable) {
      notApplicable(args, answer.reason);
    }
  };
}

const NOT_OF_TYPE = new NotApplicable("The policy does not judge resources of this type.");

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
