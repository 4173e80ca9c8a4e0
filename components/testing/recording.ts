import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import type { MockMonitor, MockResourceArgs } from "@pulumi/pulumi/runtime/mocks";
import { computedOutputs } from "./computed-outputs";

/** One resource that a program registered under mocks. */
export interface RecordedResource {
  /** Type token, such as `gcp:redis/instance:Instance`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Inputs as the engine gets them: secrets wrapped, see {@link isSecret}; unknowns as {@link unknown}. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Logical name of the parent; `undefined` for a child of the stack. */
  readonly parent: string | undefined;
  /** Logical names of the resources that it depends on, by option or by input. */
  readonly dependsOn: readonly string[];
  /** Whether it is protected. */
  readonly protect: boolean;
  /** The properties whose changes are ignored. */
  readonly ignoreChanges: readonly string[];
  /** The properties whose changes replace it, although its provider would change them in place. */
  readonly replaceOnChanges: readonly string[];
  /** The outputs that are secret although its provider does not say so. */
  readonly secretOutputs: readonly string[];
  /** How long its provider may take, where that is said. */
  readonly customTimeouts: { readonly create?: string; readonly update?: string };
}

/** What an input stands as whose value is not known before the update. */
export const unknown = { __pulumiUnknown: true };

/** All that a program registered under mocks. */
export class Recording<Result> {
  constructor(
    /** What the program returned. */
    readonly result: Result,
    /** Every registration, in the order of names: the order of registrations varies. */
    readonly resources: readonly RecordedResource[],
  ) {}

  /** The only resource of a type, or the one of them with this name. */
  one(type: string, name?: string): RecordedResource {
    const matches = this.all(type).filter(
      (resource) => name === undefined || resource.name === name,
    );
    const [match] = matches;
    if (match === undefined || matches.length > 1) {
      throw new Error(`Expected one ${type} ${name ?? ""}, found ${matches.length}.`);
    }
    return match;
  }

  /** The resources of a type. */
  all(type: string): RecordedResource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** How many resources of each type there are, components included. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { type } of this.resources) {
      counts[type] = (counts[type] ?? 0) + 1;
    }
    return counts;
  }
}

/** The methods of a registration request that the recorder reads; the SDK leaves them out of its typings. */
interface RegistrationRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getDependenciesList(): string[];
  getProtect(): boolean | undefined;
  getIgnorechangesList(): string[];
  getReplaceonchangesList(): string[];
  getAdditionalsecretoutputsList(): string[];
  getCustomtimeouts(): { getCreate(): string; getUpdate(): string } | undefined;
}

/** Keeps what reaches the monitor of the mocks, options included, which mocks alone do not see. */
function watchRegistrations(): readonly RegistrationRequest[] {
  const requests: RegistrationRequest[] = [];
  const monitor = pulumi.runtime.getMonitor() as unknown as MockMonitor;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request: RegistrationRequest, callback) => {
    requests.push(request);
    return register(request, callback);
  };
  return requests;
}

/** The SDK's own way to wait until everything is registered, which its typings leave out. */
const { waitForRPCs } = pulumi.runtime as unknown as { waitForRPCs(): Promise<void> };

/**
 * Runs a program under mocks and returns all that it registered. Each resource gets the outputs that its type
 * computes, except in a preview, where they are unknown. A call of a provider's function is an error.
 */
export async function record<Result>(
  program: () => Result,
  { preview = false }: { readonly preview?: boolean } = {},
): Promise<Recording<Result>> {
  const seen: MockResourceArgs[] = [];
  const mocks: pulumi.runtime.Mocks = {
    newResource(args) {
      seen.push(args);
      const computed = args.custom && !preview ? computedOutputs(args) : {};
      return {
        id: args.custom && !preview ? String(computed.id ?? `${args.name}-id`) : undefined,
        state: { ...args.inputs, ...computed },
      };
    },
    call({ token }) {
      throw new Error(`The program called ${token}, which needs a cloud.`);
    },
  };
  await pulumi.runtime.setMocks(mocks, "holdfast", "staging", preview);
  const requests = watchRegistrations();
  const result = program();
  await waitForRPCs();
  const resources = seen.map((args) => recordedResource(args, requests));
  return new Recording(
    result,
    resources.sort((one, other) => (one.name < other.name ? -1 : 1)),
  );
}

function recordedResource(
  { type, name, inputs }: MockResourceArgs,
  requests: readonly RegistrationRequest[],
): RecordedResource {
  const request = requests.find((one) => one.getType() === type && one.getName() === name);
  const timeouts = request?.getCustomtimeouts();
  return {
    type,
    name,
    inputs,
    parent: request?.getParent() ? nameIn(request.getParent()) : undefined,
    dependsOn: (request?.getDependenciesList() ?? []).map(nameIn),
    protect: request?.getProtect() ?? false,
    ignoreChanges: request?.getIgnorechangesList() ?? [],
    replaceOnChanges: request?.getReplaceonchangesList() ?? [],
    secretOutputs: request?.getAdditionalsecretoutputsList() ?? [],
    customTimeouts: {
      create: timeouts?.getCreate() || undefined,
      update: timeouts?.getUpdate() || undefined,
    },
  };
}

function nameIn(urn: string): string {
  return urn.split("::").at(-1) ?? "";
}

interface SecretValue {
  readonly value: unknown;
}

const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Whether an input went to the engine as a secret. */
export function isSecret(input: unknown): input is SecretValue {
  return (
    typeof input === "object" &&
    input !== null &&
    isDeepStrictEqual(Reflect.get(input, signature), secretSignature)
  );
}

/** The value of a secret input. */
export function revealed(input: unknown): unknown {
  if (!isSecret(input)) {
    throw new Error("The input is no secret.");
  }
  return input.value;
}

/** The value of an output; rejects when the output does. The SDK leaves the method out of its typings. */
export function promiseOf<T>(output: pulumi.Output<T>): Promise<T> {
  return (output as unknown as { promise(): Promise<T> }).promise();
}
