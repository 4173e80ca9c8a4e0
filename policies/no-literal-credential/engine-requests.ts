import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { sentProperties } from "../framework/engine-requests";

/** What the engine tells a pack and the SDK leaves out. */
export interface EngineKnowledge {
  /** Paths of the outermost values of a resource that are marked as secret. */
  marks(urn: string): readonly string[];
  /** The secret values of the stack's configuration; undefined when the engine did not tell them. */
  secretConfiguration(): readonly string[] | undefined;
}

let secrets: readonly string[] | undefined;
let isListening = false;

/**
 * Listens to what the engine tells every pack of the configuration: its secrets. Nothing is kept but in memory. Call it
 * before the pack is made; a second call does nothing. See docs/decisions/literal-credentials.md.
 */
export function listenForSecrets(): void {
  if (isListening) {
    return;
  }
  isListening = true;
  const { configureStack } = AnalyzerService;
  const readStack = configureStack.requestDeserialize;
  configureStack.requestDeserialize = (bytes) => {
    const request = readStack(bytes);
    const values = new Map(request.getConfigMap().toArray());
    secrets = request.getConfigSecretKeysList().flatMap((key) => values.get(key) ?? []);
    return request;
  };
}

/** What the engine has told so far. */
export const engineKnowledge: EngineKnowledge = {
  marks: (urn) => sentProperties(urn)?.secrets ?? [],
  secretConfiguration: () => secrets,
};
