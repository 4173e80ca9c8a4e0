import {
  type ServerUnaryCall,
  type sendUnaryData,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import pluginMessages from "@pulumi/pulumi/proto/plugin_pb";
import messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { fromWire, toWire } from "../values/wire";
import { configurationChanges, configurationOptions } from "./configuration";
import { diffResponse } from "./diff-response";
import { type CheckRequest, type CheckResult, type Provider, Refusal } from "./provider";

/** Serves a provider by the engine's protocol. Nothing of gRPC is known further inside, nothing of clouds in here. */
export function serviceOf(provider: Provider, version: string): UntypedServiceImplementation {
  return {
    handshake: unary<messages.ProviderHandshakeRequest, messages.ProviderHandshakeResponse>(() =>
      new messages.ProviderHandshakeResponse()
        .setAcceptSecrets(true)
        .setAcceptResources(false)
        .setAcceptOutputs(false)
        .setSupportsAutonamingConfiguration(true),
    ),
    getPluginInfo: unary<Empty, pluginMessages.PluginInfo>(() =>
      new pluginMessages.PluginInfo().setVersion(version),
    ),
    getSchema: unary<messages.GetSchemaRequest, messages.GetSchemaResponse>(() =>
      new messages.GetSchemaResponse().setSchema(JSON.stringify({ name: provider.name, version })),
    ),
    getMapping: unary<messages.GetMappingRequest, messages.GetMappingResponse>(
      () => new messages.GetMappingResponse(),
    ),
    getMappings: unary<messages.GetMappingsRequest, messages.GetMappingsResponse>(
      () => new messages.GetMappingsResponse(),
    ),
    attach: unary<pluginMessages.PluginAttach, Empty>(() => new Empty()),
    cancel: unary<Empty, Empty>(() => new Empty()),

    checkConfig: unary((request: messages.CheckRequest) =>
      checkResponse({ inputs: fromWire(request.getNews()), failures: [] }),
    ),
    diffConfig: unary((request: messages.DiffRequest) => {
      const compareOptions = provider.configurationDiff ?? configurationChanges;
      const before = configurationOptions(fromWire(request.getOldInputs()));
      return diffResponse(
        compareOptions(before, configurationOptions(fromWire(request.getNews()))),
      );
    }),
    configure: unary((request: messages.ConfigureRequest) => {
      provider.configure(configurationOptions(fromWire(request.getArgs())));
      return new messages.ConfigureResponse()
        .setAcceptsecrets(true)
        .setSupportspreview(true)
        .setAcceptresources(false)
        .setAcceptoutputs(false)
        .setSupportsAutonamingConfiguration(true);
    }),

    check: unary((request: messages.CheckRequest) =>
      checkResponse(
        provider.check({
          ...subjectOf(request),
          inputs: fromWire(request.getNews()),
          priorInputs: request.hasOlds() ? fromWire(request.getOlds()) : undefined,
          randomSeed: request.getRandomseed_asU8(),
          naming: namingOf(request),
        }),
      ),
    ),
    diff: unary((request: messages.DiffRequest) =>
      diffResponse(provider.diff({ ...subjectOf(request), ...comparisonOf(request) })),
    ),
    create: unary((request: messages.CreateRequest) => {
      const { id, outputs } = provider.create({
        ...subjectOf(request),
        inputs: fromWire(request.getProperties()),
        preview: request.getPreview(),
      });
      return new messages.CreateResponse().setId(id).setProperties(toWire(outputs));
    }),
    read: unary((request: messages.ReadRequest) => {
      const { id, outputs, inputs } = provider.read({
        ...subjectOf(request),
        id: request.getId(),
        inputs: fromWire(request.getInputs()),
        outputs: fromWire(request.getProperties()),
      });
      return new messages.ReadResponse()
        .setId(id)
        .setProperties(toWire(outputs))
        .setInputs(toWire(inputs));
    }),
    update: unary((request: messages.UpdateRequest) => {
      const outputs = provider.update({
        ...subjectOf(request),
        ...comparisonOf(request),
        preview: request.getPreview(),
      });
      return new messages.UpdateResponse().setProperties(toWire(outputs));
    }),
    delete: unary((request: messages.DeleteRequest) => {
      provider.delete({
        ...subjectOf(request),
        id: request.getId(),
        outputs: fromWire(request.getProperties()),
      });
      return new Empty();
    }),
    invoke: unary((request: messages.InvokeRequest) =>
      new messages.InvokeResponse().setReturn(
        toWire(provider.invoke(request.getTok(), fromWire(request.getArgs()))),
      ),
    ),

    construct: unary((request: messages.ConstructRequest): messages.ConstructResponse => {
      throw new Refusal(
        `The simulated ${provider.name} provider has no components, so it cannot make "${request.getType()}". ` +
          `Use the resources that the component is made of, or run with the real provider.`,
      );
    }),
    call: unary((request: messages.CallRequest): messages.CallResponse => {
      throw new Refusal(
        `The simulated ${provider.name} provider has no methods, so it cannot call "${request.getTok()}". ` +
          `Run with the real provider.`,
      );
    }),
  };
}

/** Makes a handler of a plain function; what it throws becomes the status of the call. */
function unary<Request, Response>(handle: (request: Request) => Response) {
  return (call: ServerUnaryCall<Request, Response>, reply: sendUnaryData<Response>): void => {
    try {
      reply(null, handle(call.request));
    } catch (error) {
      const expected = error instanceof Refusal;
      const text = error instanceof Error ? error.message : String(error);
      reply({
        code: expected ? status.FAILED_PRECONDITION : status.INTERNAL,
        details: expected ? text : `The simulated provider failed: ${text}`,
      });
    }
  };
}

/** What the requests about resources have in common. */
interface AboutResource {
  getUrn(): string;
  getType(): string;
  getName(): string;
}

/** An engine from before these fields existed says the type and the name in the URN only. */
function subjectOf(request: AboutResource) {
  const urn = request.getUrn();
  const [, , types = "", ...name] = urn.split("::");
  return {
    urn,
    type: request.getType() || types.slice(types.lastIndexOf("$") + 1),
    logicalName: request.getName() || name.join("::"),
  };
}

function comparisonOf(request: messages.DiffRequest | messages.UpdateRequest) {
  return {
    id: request.getId(),
    inputs: fromWire(request.getNews()),
    priorInputs: fromWire(request.getOldInputs()),
    prior: fromWire(request.getOlds()),
  };
}

function namingOf(request: messages.CheckRequest): CheckRequest["naming"] {
  const naming = request.getAutonaming();
  if (naming === undefined) return undefined;
  return naming.getMode() === messages.CheckRequest.AutonamingOptions.Mode.DISABLE
    ? { mode: "disabled" }
    : { mode: "proposed", proposed: naming.getProposedName() };
}

function checkResponse(result: CheckResult): messages.CheckResponse {
  const failures = result.failures.map((reason) => new messages.CheckFailure().setReason(reason));
  return new messages.CheckResponse().setInputs(toWire(result.inputs)).setFailuresList(failures);
}
