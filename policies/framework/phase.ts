import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";

/**
 * What the engine is doing. A preview creates nothing, so a verdict may wait for its end; an update creates each
 * resource as soon as it is judged. `unknown` where the engine does not say, as in an analysis of an exported state.
 */
export type Phase = "preview" | "update" | "unknown";

let announced: Phase = "unknown";

/**
 * Listens to what the engine announces to every pack before the first resource. The SDK drops that part of the request
 * `ConfigureStack`, and the environment has it only where a language host starts the pack. Call it before the pack is made.
 */
export function listenForPhase(): void {
  const method = AnalyzerService.configureStack;
  const deserialize = method.requestDeserialize;
  method.requestDeserialize = (bytes) => {
    const request = deserialize(bytes);
    announced = request.getDryRun() ? "preview" : "update";
    return request;
  };
}

/** The phase that the engine has announced, else that of the environment. */
export function currentPhase(environment: NodeJS.ProcessEnv): Phase {
  return announced === "unknown" ? phaseOf(environment) : announced;
}

/** Reads the phase from the variable that the engine's language host sets for a policy pack. */
export function phaseOf(environment: NodeJS.ProcessEnv): Phase {
  switch (environment.PULUMI_NODEJS_DRY_RUN ?? environment.PULUMI_DRY_RUN) {
    case "true":
      return "preview";
    case "false":
      return "update";
    default:
      return "unknown";
  }
}
