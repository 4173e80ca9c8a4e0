import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { markedPaths } from "./secret-marks";

/** What the engine tells a pack and the SDK leaves out. */
export interface EngineKnowledge {
  /** Paths of the outermost values of a resource that are marked as secret. */
  marks(urn: string): readonly string[];
  /** The secret values of the stack's configuration; undefined when the engine did not tell them. */
  secretConfiguration(): readonly string[] | undefined;
}

const marksByUrn = new Map<string, readonly string[]>();
let secrets: readonly string[] | undefined;
let isListening = false;

/**
 * Listens to what the engine asks of every pack: which values of a resource are secret, which the SDK resolves before a
 * policy sees them, and the secrets of the configuration. Nothing is kept but in memory. Call it before the pack is made;
 * a second call does nothing. See docs/decisions/literal-credentials.md.
 */
export function listenForSecrets(): void {
  if (isListening) {
    return;
  }
  isListening = true;
  const { analyze, configureStack } = AnalyzerService;
  const readResource = analyze.requestDeserialize;
  analyze.requestDeserialize = (bytes) => {
    const request = readResource(bytes);
    marksByUrn.set(request.getUrn(), markedPaths(request.getProperties()?.toJavaScript() ?? {}));
    return request;
  };
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
  marks: (urn) => marksByUrn.get(urn) ?? [],
  secretConfiguration: () => secrets,
};
