import { memoized } from "../../framework/memoized";
import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import type { Value } from "../../framework/value";
import { referencesOf } from "../carrier/object-reference";
import { readObjects } from "../kubernetes/object";
import type { ObjectIndex } from "../kubernetes/object-index";
import { readWorkloads } from "../workload/read-workloads";
import type { Workload } from "../workload/workload";
import { readCommand } from "./command";
import { readEnvironment } from "./environment";
import { readFiles } from "./files";
import type { Told } from "./reading";
import { type Reader, SharedObjects } from "./shared-objects";

/** A workload with everything that its containers are told. */
export interface ToldWorkload extends Told {
  readonly workload: Workload;
  readonly resource: StackResource;
  /** As `KubernetesObject.namespace` has it; undefined on Cloud Run. */
  readonly namespace: Value<string> | undefined;
}

/** Reads what the containers of all workloads of a stack are told by variables, files and arguments, and by the objects behind them. */
export function toldWorkloads(
  stack: readonly StackResource[],
  index: ObjectIndex,
): readonly ToldWorkload[] {
  return ofIndex(index)(stack);
}

const ofIndex = memoized((index: ObjectIndex) =>
  memoized((stack: readonly StackResource[]) => readStack(stack, index)),
);

function readStack(stack: readonly StackResource[], index: ObjectIndex): readonly ToldWorkload[] {
  const objects = new SharedObjects(stack, index);
  return stack.flatMap((resource) => {
    const props = resource.inputs ?? resource.props;
    const workloads = readWorkloads({ ...resource, props });
    const named = workloads.length === 0 ? [] : readObjects(resource, index.relations);
    return workloads.map((workload, at) => {
      const namespace = named[at]?.namespace;
      const reader = { resource, namespace };
      return { workload, resource, namespace, ...readWorkload(workload, reader, objects) };
    });
  });
}

function readWorkload(workload: Workload, reader: Reader, objects: SharedObjects): Told {
  const root = new Place(reader.resource.inputs ?? reader.resource.props);
  const references = referencesOf(workload, root);
  const parts = workload.containers.flatMap((container) => {
    const reading = { container, workload, reader, objects, root, references };
    const environment = readEnvironment(reading);
    return [environment.told, readFiles(reading), readCommand(reading, environment.literals)];
  });
  return {
    settings: parts.flatMap(({ settings }) => settings),
    unread: parts.flatMap(({ unread }) => unread),
    hidden: parts.flatMap(({ hidden }) => hidden),
    files: parts.flatMap(({ files }) => files),
  };
}
