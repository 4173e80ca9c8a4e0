/**
 * What the engine is doing. A preview creates nothing, so a verdict may wait for its end; an update creates each
 * resource as soon as it is judged. `unknown` where the engine does not say, as in an analysis of an exported state.
 */
export type Phase = "preview" | "update" | "unknown";

/** Reads the phase from the variable that the engine's language host sets for a policy pack. */
export function phaseOf(environment: NodeJS.ProcessEnv): Phase {
  switch (environment.PULUMI_NODEJS_DRY_RUN) {
    case "true":
      return "preview";
    case "false":
      return "update";
    default:
      return "unknown";
  }
}
