import type {
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import * as untypedServer from "@pulumi/policy/server";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import struct from "google-protobuf/google/protobuf/struct_pb";
import type { SdkPolicy } from "../framework/policy";
import { Unknown } from "../framework/value";
import { type CaseResource, SecretValue } from "./policy-case";

/** What the engine shows of one finding. */
export interface ShownDiagnostic {
  readonly policy: string;
  readonly level: "advisory" | "mandatory";
  readonly severity: number;
  readonly urn: string;
  readonly message: string;
}

/** What the SDK answers the engine. */
export interface Answer {
  readonly diagnostics: readonly ShownDiagnostic[];
  /** Policies that said they do not apply, with their reasons. */
  readonly notApplicable: readonly { readonly policy: string; readonly reason: string }[];
}

type Handler<Request> = (
  call: { readonly request: Request },
  callback: (error: Error | undefined, response: analyzer.AnalyzeResponse | undefined) => void,
) => void;

type HandlerMaker<Request> = (
  packName: string,
  packVersion: string,
  packLevel: string,
  policies: readonly SdkPolicy[],
) => Handler<Request>;

/** The SDK's own request handlers, which its typings leave out. */
const server = untypedServer as unknown as {
  readonly makeAnalyzeRpcFun: HandlerMaker<analyzer.AnalyzeRequest>;
  readonly makeAnalyzeStackRpcFun: HandlerMaker<analyzer.AnalyzeStackRequest>;
};

/** The marks that the engine sends, from https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/rpc.ts. */
const UNKNOWN_MARK = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** The URN of a resource of a case. */
export function urnOf(resource: CaseResource): string {
  return `urn:pulumi:staging::shop::${resource.type}::${nameOf(resource)}`;
}

/** The name of a resource of a case. */
export function nameOf(resource: CaseResource): string {
  return resource.name ?? "it";
}

/** Asks the policies about one resource, as the engine does before it creates it. */
export async function analyzeResource(
  policies: readonly SdkPolicy[],
  resource: CaseResource,
): Promise<Answer> {
  // Through the wire, where policies listen to what the SDK leaves out.
  const received = AnalyzerService.analyze.requestDeserialize(
    Buffer.from(resourceRequest(resource).serializeBinary()),
  );
  return askAboutResource(policies, received);
}

/** The request by which the engine asks about one resource. */
export function resourceRequest(resource: CaseResource): analyzer.AnalyzeRequest {
  const request = new analyzer.AnalyzeRequest();
  request.setUrn(urnOf(resource));
  request.setType(resource.type);
  request.setName(nameOf(resource));
  request.setProperties(wireProperties(resource.props));
  request.setOptions(new analyzer.AnalyzerResourceOptions());
  return request;
}

/** Gives a request to the SDK; one that did not come through the wire is one that nobody has listened to. */
export function askAboutResource(
  policies: readonly SdkPolicy[],
  request: analyzer.AnalyzeRequest,
): Promise<Answer> {
  return ask(server.makeAnalyzeRpcFun("holdfast", "0.0.0", "advisory", policies), request);
}

/** Asks the policies about the stack, as the engine does at the end. */
export async function analyzeStack(
  policies: readonly SdkPolicy[],
  resources: readonly CaseResource[],
): Promise<Answer> {
  const received = AnalyzerService.analyzeStack.requestDeserialize(
    Buffer.from(stackRequest(resources).serializeBinary()),
  );
  return askAboutStack(policies, received);
}

/** The request by which the engine asks about the stack. */
export function stackRequest(resources: readonly CaseResource[]): analyzer.AnalyzeStackRequest {
  const request = new analyzer.AnalyzeStackRequest();
  request.setResourcesList(
    resources.map((resource) => {
      const message = new analyzer.AnalyzerResource();
      message.setUrn(urnOf(resource));
      message.setType(resource.type);
      message.setName(nameOf(resource));
      message.setProperties(wireProperties(resource.outputs ?? resource.props));
      message.setOptions(new analyzer.AnalyzerResourceOptions());
      addDependencies(message, resource, resources);
      return message;
    }),
  );
  return request;
}

/** As {@link askAboutResource}, of the stack. */
export function askAboutStack(
  policies: readonly SdkPolicy[],
  request: analyzer.AnalyzeStackRequest,
): Promise<Answer> {
  return ask(server.makeAnalyzeStackRpcFun("holdfast", "0.0.0", "advisory", policies), request);
}

function addDependencies(
  message: analyzer.AnalyzerResource,
  resource: CaseResource,
  resources: readonly CaseResource[],
): void {
  for (const [property, names] of Object.entries(resource.propertyDependencies ?? {})) {
    const urns = names.map((name) => {
      const found = resources.find((candidate) => nameOf(candidate) === name);
      if (found === undefined) {
        throw new Error(`The case has no resource "${name}".`);
      }
      return urnOf(found);
    });
    const dependencies = new analyzer.AnalyzerPropertyDependencies();
    dependencies.setUrnsList(urns);
    message.getPropertydependenciesMap().set(property, dependencies);
    message.setDependenciesList([...new Set([...message.getDependenciesList(), ...urns])]);
  }
}

/**
 * The policy with options, as if a configuration file gave them. The SDK keeps the configuration of a pack where only
 * its server can set it, so the function that reads it is replaced.
 */
export function withOptions(policy: SdkPolicy, options: object): SdkPolicy {
  const { validateResource } = policy as ResourceValidationPolicy;
  const { validateStack } = policy as StackValidationPolicy;
  const configured: Record<string, unknown> = { ...policy };
  const getConfig = () => ({ ...options });
  if (typeof validateResource === "function") {
    configured.validateResource = (args: ResourceValidationArgs, report: () => void) =>
      validateResource({ ...args, getConfig } as ResourceValidationArgs, report);
  }
  if (validateStack !== undefined) {
    configured.validateStack = (args: StackValidationArgs, report: () => void) =>
      validateStack({ ...args, getConfig } as StackValidationArgs, report);
  }
  return configured as unknown as SdkPolicy;
}

function ask<Request>(handler: Handler<Request>, request: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    handler({ request }, (error, response) => {
      if (response === undefined) {
        reject(error ?? new Error("The policy SDK answered nothing."));
        return;
      }
      resolve({
        diagnostics: response.getDiagnosticsList().map(shown),
        notApplicable: response
          .getNotApplicableList()
          .map((item) => ({ policy: item.getPolicyName(), reason: item.getReason() })),
      });
    });
  });
}

function shown(diagnostic: analyzer.AnalyzeDiagnostic): ShownDiagnostic {
  const level = diagnostic.getEnforcementlevel();
  return {
    policy: diagnostic.getPolicyname(),
    level: level === analyzer.EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
    severity: diagnostic.getSeverity(),
    urn: diagnostic.getUrn(),
    message: diagnostic.getMessage(),
  };
}

function wireProperties(props: object): struct.Struct {
  return struct.Struct.fromJavaScript(
    wireValue(props) as { [key: string]: struct.JavaScriptValue },
  );
}

/** A value of a case as the engine sends it. Absent properties are left out, as JSON does. */
function wireValue(value: unknown): unknown {
  if (value instanceof Unknown) {
    return UNKNOWN_MARK;
  }
  if (value instanceof SecretValue) {
    return { [SIGNATURE_KEY]: SECRET_SIGNATURE, value: wireValue(value.value) };
  }
  if (Array.isArray(value)) {
    return value.map(wireValue);
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, entry]) => entry !== undefined)
        .map(([key, entry]) => [key, wireValue(entry)]),
    );
  }
  return value;
}
