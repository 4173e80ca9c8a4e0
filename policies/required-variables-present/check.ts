import { type Finding, undetermined, violation } from "../framework/finding";
import { Place } from "../framework/place";
import type { StackFinding, StackResource } from "../framework/policy";
import type { Value } from "../framework/value";
import { type NamedImage, readable } from "../models/image/container-image";
import { readObjects } from "../models/kubernetes/object";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { SharedObjects } from "../models/told/shared-objects";
import { readWorkloads } from "../models/workload/read-workloads";
import { unreadContainers } from "../models/workload/unread-containers";
import type { Container } from "../models/workload/workload";
import type { PolicyRegistry } from "../registry/shared-registry";
import { checkDatabaseClients } from "./database-clients";
import { demandedVariables, referencedVariables } from "./expansions";
import * as message from "./message";
import { setByPlatform, setByRuntime } from "./platform-variables";
import { type Provided, type ProvidedVariables, providedVariables, type Reading } from "./provided";
import { type ConfiguredRequirement, type Requirement, requirementsOf } from "./requirement";

/** What the check is told beside the program. */
export interface Surroundings {
  readonly required: readonly ConfiguredRequirement[];
  readonly registry: PolicyRegistry;
  /** Reads the image of a container for the platform on which it runs. */
  readonly readImage: (container: Container, resource: StackResource) => Promise<Value<NamedImage>>;
}

/** Judges whether the containers of a stack get the variables without which their programs do not start. */
export async function checkStack(
  stack: readonly StackResource[],
  surroundings: Surroundings,
): Promise<readonly StackFinding[]> {
  const index = ObjectIndex.of(stack);
  const objects = new SharedObjects(stack, index);
  const findings = stack.flatMap((resource) => {
    // A patch says a part of what is there.
    if (/Patch$/.test(resource.type)) {
      return [];
    }
    const props = resource.inputs ?? resource.props;
    const workloads = readWorkloads({ ...resource, props });
    const named = workloads.length === 0 ? [] : readObjects(resource, index.relations);
    return workloads.map(async (workload, at) => {
      const reading = { workload, resource, namespace: named[at]?.namespace, objects };
      const found = await checkWorkload(reading, index, surroundings);
      const subject = `${workload.kind} "${workload.name}"`;
      return found.map((finding) => ({ subject, urn: resource.urn, finding }));
    });
  });
  return [...(await Promise.all(findings)).flat(), ...checkDatabaseClients(stack, index)];
}

async function checkWorkload(
  reading: Reading,
  index: ObjectIndex,
  surroundings: Surroundings,
): Promise<readonly Finding[]> {
  const { workload, resource } = reading;
  const root = new Place(resource.inputs ?? resource.props);
  const provided = providedVariables(reading);
  const { requirements, findings } = requirementsOf(workload, root, surroundings.required);
  const demands = workload.containers.flatMap((container) =>
    demandedVariables(container).map(({ name, path, mayBeEmpty }) => ({
      variables: [name],
      containers: [container] as const,
      by: message.script(name),
      path,
      mayBeEmpty,
    })),
  );
  const judged = [...requirements, ...demands].map((requirement) =>
    checkRequirement(requirement, provided, { reading, index, surroundings }),
  );
  return [
    ...findings,
    ...(requirements.length === 0
      ? []
      : unreadContainers(workload, "nothing tells what the containers there are given")),
    ...(await Promise.all(judged)).flat(),
    ...provided.flatMap((each) => checkReferences(each, reading, index)),
  ];
}

interface World {
  readonly reading: Reading;
  readonly index: ObjectIndex;
  readonly surroundings: Surroundings;
}

async function checkRequirement(
  requirement: Requirement & { readonly path?: string; readonly mayBeEmpty?: boolean },
  all: readonly ProvidedVariables[],
  world: World,
): Promise<readonly Finding[]> {
  const provided = all.filter(({ container }) => requirement.containers.includes(container));
  const findings = await Promise.all(
    requirement.variables.map((name) => checkVariable(name, requirement, provided, world)),
  );
  return findings.flat();
}

async function checkVariable(
  name: string,
  requirement: Requirement & { readonly path?: string; readonly mayBeEmpty?: boolean },
  provided: readonly ProvidedVariables[],
  { reading, index, surroundings }: World,
): Promise<readonly Finding[]> {
  const { by, mayBeEmpty = false } = requirement;
  const given = provided.flatMap(({ variables }) => variables.get(name) ?? []);
  const isThere = given.some(({ is }) => is === "set" || (mayBeEmpty && is === "empty"));
  const platform = provided.map(({ container }) => setByPlatform(name, container, reading, index));
  if (isThere || setByRuntime(name) || platform.includes("yes")) {
    return [];
  }
  const unsure = uncertainty(given, provided);
  if (unsure !== undefined) {
    return [undetermined(unsure.path, message.uncertain(name, by, unsure.reason))];
  }
  const without = provided.filter(({ variables }) => !variables.has(name));
  const inImage = await ofImages(name, without, requirement, { reading, index, surroundings });
  if (inImage !== undefined) {
    return inImage;
  }
  const list = listOf(requirement, reading);
  if (platform.includes("perhaps")) {
    const reason = "may be set for a Service that this program does not declare";
    return [undetermined(list, message.uncertain(name, by, reason))];
  }
  const empty = given.find((each) => each.is === "empty");
  return [
    empty === undefined
      ? violation(list, message.missing(name, by, provided))
      : violation(empty.path, message.empty(name, by)),
  ];
}

function uncertainty(
  given: readonly Provided[],
  provided: readonly ProvidedVariables[],
): { readonly path: string; readonly reason: string } | undefined {
  const unknown = given.find((each) => each.is === "unknown");
  // A later entry of the list wins, so what is there and empty is empty whatever an object holds.
  return unknown ?? (given.length > 0 ? undefined : provided.flatMap(({ unread }) => unread)[0]);
}

/** What the images of containers say of a variable: nothing is wrong, nothing can be told, or undefined where they lack it. */
async function ofImages(
  name: string,
  provided: readonly ProvidedVariables[],
  { by }: Requirement,
  { reading: { resource }, surroundings }: World,
): Promise<readonly Finding[] | undefined> {
  const { registry, readImage } = surroundings;
  const read = await Promise.all(
    provided.map(async ({ container }) => ({
      container,
      image: container.image === undefined ? undefined : await readImage(container, resource),
    })),
  );
  const unread: Finding[] = [];
  for (const { container, image } of read) {
    if (image === undefined) {
      continue;
    }
    const path = `${container.path}.image`;
    const contents = readable(
      path,
      image,
      `whether it sets "${name}", which ${by} requires,`,
      registry,
    );
    if (!("contents" in contents)) {
      unread.push(contents);
    } else if (
      contents.contents.kind === "image" &&
      (contents.contents.configuration.environment.get(name) ?? "").trim() !== ""
    ) {
      return [];
    }
  }
  return unread.length === 0 ? undefined : unread.slice(0, 1);
}

function listOf(
  { containers: [first], path }: Requirement & { readonly path?: string },
  { workload }: Reading,
): string {
  return path ?? `${first.path}.${workload.platform === "cloud-run" ? "envs" : "env"}`;
}

function checkReferences(
  provided: ProvidedVariables,
  reading: Reading,
  index: ObjectIndex,
): readonly Finding[] {
  const { container, variables, firstAt, unread } = provided;
  return referencedVariables(container, reading.workload).flatMap(({ name, path, at }) => {
    const first = firstAt.get(name);
    const isBefore = first !== undefined && (at === undefined || first < at);
    const state = variables.get(name);
    if (isBefore) {
      return state?.is === "unknown" && state.isOptional === true
        ? [undetermined(path, message.uncertainReference(name, `"${name}" ${state.reason}`))]
        : [];
    }
    const platform = setByPlatform(name, container, reading, index);
    if (platform === "yes") {
      return [];
    }
    const [source] = unread;
    if (source !== undefined) {
      const reason = `${source.path} ${source.reason}`;
      return [undetermined(path, message.uncertainReference(name, reason))];
    }
    if (platform === "perhaps") {
      const reason = "it may be set for a Service that this program does not declare";
      return [undetermined(path, message.uncertainReference(name, reason))];
    }
    return [violation(path, message.unresolved(name, provided, first !== undefined))];
  });
}
