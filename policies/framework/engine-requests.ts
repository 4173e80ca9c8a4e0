import type { PolicyResourceOptions } from "@pulumi/policy";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { AnalyzeRequest, AnalyzerResourceOptions } from "@pulumi/pulumi/proto/analyzer_pb";
import type { PolicyResource, StackResource } from "./policy";
import { SentProperties } from "./sent-properties";
import { WireReader } from "./wire";

/**
 * What the engine asks is read here once for all policies of the pack, before the SDK gets to see it. The SDK makes the
 * properties of each resource, and at the end of the whole stack, anew for each policy, which costs most of the time of a
 * plan; it is given requests without them. See docs/decisions/speed.md.
 */

/** A resource that the engine has asked about before it creates it. */
interface Asked {
  readonly sent: SentProperties;
  resource?: PolicyResource;
}

const asked = new Map<string, Asked>();
let run: object | undefined;
let stack: readonly StackResource[] | undefined;
/** The types whose inputs the policies of the run want at the end, and the answers so far. */
const wanted: ((type: string) => boolean)[] = [];
const isWanted = new Map<string, boolean>();
const beforeAnswers: (() => void)[] = [];
let isListening = false;
let hasHeard = false;

/**
 * Starts to read the requests of a run, and forgets those of another before it. Must be called before the pack is served.
 *
 * @param ofRun What the policies of one run share.
 */
export function listenToEngine(ofRun: object): void {
  if (run !== ofRun) {
    run = ofRun;
    asked.clear();
    stack = undefined;
    wanted.length = 0;
    isWanted.clear();
  }
  if (isListening) {
    return;
  }
  isListening = true;
  const { analyze, analyzeStack } = AnalyzerService;
  analyze.requestDeserialize = readAnalyze;
  // Before it asks about a resource, the engine sends it to be remedied, which no policy of ours does. Where a pack has no
  // such method, as old ones have none, it goes on.
  delete (AnalyzerService as Partial<typeof AnalyzerService>).remediate;
  const readAnalyzeStack = analyzeStack.requestDeserialize;
  analyzeStack.requestDeserialize = (bytes) => {
    hasHeard = true;
    stack = readStack(bytes);
    return readAnalyzeStack(Buffer.alloc(0));
  };
  for (const method of [analyze, analyzeStack]) {
    const write = method.responseSerialize;
    method.responseSerialize = (response) => {
      for (const act of beforeAnswers) act();
      return write(response);
    };
  }
}

/** Has the inputs of some types at hand when the policies of the run judge the stack. */
export function keepInputs(appliesTo: (type: string) => boolean): void {
  wanted.push(appliesTo);
}

function inputsOf(urn: string, type: string): StackResource["inputs"] {
  const known = isWanted.get(type) ?? wanted.some((appliesTo) => appliesTo(type));
  isWanted.set(type, known);
  return known ? asked.get(urn)?.sent.props : undefined;
}

/** Tells whether requests are read here: not before {@link listenToEngine}, nor where the SDK has another copy of the protocol. */
export function isListeningToEngine(): boolean {
  return hasHeard;
}

/** Has something done before each answer to the engine, which may end the pack once it has the last one. */
export function beforeEachAnswer(act: () => void): void {
  beforeAnswers.push(act);
}

/** Properties of a resource that the engine has asked about; undefined where nobody listens. */
export function sentProperties(urn: string): SentProperties | undefined {
  return asked.get(urn)?.sent;
}

/** The same object for each policy that is asked about one resource. */
export function sharedResource(
  urn: string,
  make: (sent: SentProperties | undefined) => PolicyResource,
): PolicyResource {
  const entry = asked.get(urn);
  if (entry === undefined) {
    return make(undefined);
  }
  entry.resource ??= make(entry.sent);
  return entry.resource;
}

/** The resources that the engine asks about at the end, the same for all policies; undefined where nobody listens. */
export function sentStack(): readonly StackResource[] | undefined {
  return stack;
}

/** `AnalyzeRequest`, of which the SDK gets everything but the properties of the resource and of its provider. */
function readAnalyze(bytes: Buffer): AnalyzeRequest {
  hasHeard = true;
  const reader = new WireReader(bytes);
  const kept: Buffer[] = [];
  let properties: Buffer = Buffer.alloc(0);
  for (let start = reader.position; reader.next(); start = reader.position) {
    if (reader.field === 2) {
      properties = reader.message().rest;
      continue;
    }
    reader.skip();
    if (reader.field !== 6) {
      kept.push(bytes.subarray(start, reader.position));
    }
  }
  const request = AnalyzeRequest.deserializeBinary(Buffer.concat(kept));
  asked.set(request.getUrn(), { sent: new SentProperties(properties) });
  request.getProperties = () => NO_PROPERTIES;
  return request;
}

const NO_PROPERTIES = { toJavaScript: () => ({}) } as NonNullable<
  ReturnType<AnalyzeRequest["getProperties"]>
>;

type Provider = NonNullable<StackResource["provider"]>;

/** `AnalyzeStackRequest`: one `AnalyzerResource` after the other. */
function readStack(bytes: Buffer): readonly StackResource[] {
  const reader = new WireReader(bytes);
  const messages: SentResource[] = [];
  while (reader.next()) {
    if (reader.field === 1) {
      messages.push(readResource(reader.message()));
    } else {
      reader.skip();
    }
  }
  const urns = new Set(messages.map(({ urn }) => urn));
  const providers = new Map<string, Provider>();
  return messages.map((message) => stackResource(message, urns, providers));
}

interface SentResource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly parent: string;
  readonly properties: Buffer;
  readonly options: Buffer;
  readonly provider: Buffer | undefined;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: ReadonlyMap<string, readonly string[]>;
}

function readResource(reader: WireReader): SentResource {
  const texts = ["", "", "", "", "", "", "", ""];
  let properties: Buffer = Buffer.alloc(0);
  let options: Buffer = Buffer.alloc(0);
  let provider: Buffer | undefined;
  const dependencies: string[] = [];
  const propertyDependencies = new Map<string, readonly string[]>();
  while (reader.next()) {
    switch (reader.field) {
      case 1:
      case 3:
      case 4:
      case 7:
        texts[reader.field] = reader.text();
        break;
      case 2:
        properties = reader.message().rest;
        break;
      case 5:
        options = reader.message().rest;
        break;
      case 6:
        provider = reader.message().rest;
        break;
      case 8:
        dependencies.push(reader.text());
        break;
      case 9:
        propertyDependencies.set(...readDependencies(reader.message()));
        break;
      default:
        reader.skip();
    }
  }
  const [, type = "", , urn = "", name = "", , , parent = ""] = texts;
  return {
    type,
    urn,
    name,
    parent,
    properties,
    options,
    provider,
    dependencies,
    propertyDependencies,
  };
}

/** An entry of the map from properties to `AnalyzerPropertyDependencies`. */
function readDependencies(reader: WireReader): [string, readonly string[]] {
  let property = "";
  const urns: string[] = [];
  while (reader.next()) {
    if (reader.field === 1) {
      property = reader.text();
      continue;
    }
    const list = reader.message();
    while (list.next()) {
      urns.push(list.text());
    }
  }
  return [property, urns];
}

/** A resource whose properties and options are read when a policy asks for them. */
function stackResource(
  message: SentResource,
  urns: ReadonlySet<string>,
  providers: Map<string, Provider>,
): StackResource {
  const { type, urn, name, parent, properties, options, provider } = message;
  const isThere = (other: string) => urns.has(other);
  const sent = new SentProperties(properties);
  let opts: PolicyResourceOptions | undefined;
  return {
    urn,
    type,
    name,
    parent: isThere(parent) ? parent : undefined,
    ...(provider === undefined ? {} : { provider: readProvider(provider, providers) }),
    dependencies: message.dependencies.filter(isThere),
    propertyDependencies: new Map(
      [...message.propertyDependencies].map(([property, from]) => [property, from.filter(isThere)]),
    ),
    get opts() {
      opts ??= readOptions(options);
      return opts;
    },
    get props() {
      return sent.props;
    },
    get inputs() {
      return inputsOf(urn, type);
    },
  };
}

/** `AnalyzerProviderResource`; resources that one provider makes share it. */
function readProvider(bytes: Buffer, known: Map<string, Provider>): Provider {
  const reader = new WireReader(bytes);
  let urn = "";
  let properties: Buffer = Buffer.alloc(0);
  while (reader.next()) {
    switch (reader.field) {
      case 2:
        properties = reader.message().rest;
        break;
      case 3:
        urn = reader.text();
        break;
      default:
        reader.skip();
    }
  }
  const provider = known.get(urn) ?? { urn, props: new SentProperties(properties).props };
  known.set(urn, provider);
  return provider;
}

/** As the SDK makes them. */
function readOptions(bytes: Buffer): PolicyResourceOptions {
  const options = AnalyzerResourceOptions.deserializeBinary(bytes);
  const timeouts = options.getCustomtimeouts();
  return {
    protect: options.getProtect(),
    ignoreChanges: options.getIgnorechangesList(),
    aliases: options.getAliasesList(),
    customTimeouts: {
      createSeconds: timeouts?.getCreate() ?? 0,
      updateSeconds: timeouts?.getUpdate() ?? 0,
      deleteSeconds: timeouts?.getDelete() ?? 0,
    },
    additionalSecretOutputs: options.getAdditionalsecretoutputsList(),
    ...(options.getDeletebeforereplacedefined()
      ? { deleteBeforeReplace: options.getDeletebeforereplace() }
      : {}),
    ...(options.getParent() === "" ? {} : { parent: options.getParent() }),
  };
}
