import { Place } from "../../framework/place";
import type { Data } from "../../framework/value";
import type { Generation } from "./cloud-run-limits";

/** What sizes one container of Cloud Run. */
export interface ContainerSize {
  readonly container: Place;
  /** Where the limits stand; the place of what is unknown when they cannot be read now. */
  readonly limits: Place;
  readonly cpu: Place;
  readonly memory: Place;
  /** Whether it is given a GPU, with which other limits hold. */
  readonly hasGpu: boolean;
}

/** What sizes the instances of one Cloud Run resource, wherever its kind keeps it. */
export interface CloudRunCompute {
  readonly kind: "service" | "job" | "worker pool";
  readonly api: "v1" | "v2";
  /** Where the containers stand; the place of what is unknown when they cannot be read now. */
  readonly list: Place;
  readonly containers: readonly ContainerSize[];
  /** `undefined` leaves the choice to the platform, or cannot be read now. */
  readonly generation: Generation | undefined;
  /** Where the execution environment is chosen; nothing for what has one only. */
  readonly generationPlace: Place | undefined;
  /** Requests at once of one instance; nothing for what takes none. */
  readonly concurrency: Place | undefined;
  /** Bounds of scaling, each with the least and the most instances. */
  readonly scaling: readonly { readonly least: Place; readonly most: Place }[];
  /** Where it is said that instances have CPU only during requests, and what says so. */
  readonly requestBilling: { readonly place: Place; readonly isOff: (value: Data) => boolean };
}

const NEVER = { place: new Place(undefined), isOff: () => false };

/** Tells by the type alone whether a resource is one of Cloud Run with containers. */
export function isCloudRunCompute(type: string): boolean {
  return Object.hasOwn(READERS, type);
}

/** Reads what sizes the instances of a Cloud Run resource; undefined for any other type. */
export function readCompute(
  type: string,
  props: { readonly [key: string]: Data },
): CloudRunCompute | undefined {
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  return reader?.(new Place(props));
}

const READERS: Readonly<Record<string, (root: Place) => CloudRunCompute>> = {
  "gcp:cloudrunv2/service:Service": (root) => {
    const template = root.at("template");
    const [first] = template.at("containers").entries();
    const idle = first?.at("resources", "cpuIdle") ?? new Place(undefined);
    const hasResources = first?.at("resources").record() !== undefined;
    return {
      kind: "service",
      api: "v2",
      ...containersIn(template.at("containers"), template),
      ...generationIn(template.at("executionEnvironment"), /GEN([12])$/),
      concurrency: template.at("maxInstanceRequestConcurrency"),
      scaling: [template.at("scaling"), root.at("scaling")].map((scaling) => ({
        least: scaling.at("minInstanceCount"),
        most: scaling.at("maxInstanceCount"),
      })),
      requestBilling: {
        place: idle,
        // Where resources are given, leaving it out means false.
        isOff: (value) => value === false || (hasResources && (value ?? undefined) === undefined),
      },
    };
  },
  "gcp:cloudrun/service:Service": (root) => {
    const template = root.at("template");
    const annotations = template.at("metadata", "annotations");
    return {
      kind: "service",
      api: "v1",
      ...containersIn(template.at("spec", "containers"), template),
      ...generationIn(annotations.at("run.googleapis.com/execution-environment"), /^gen([12])$/),
      concurrency: template.at("spec", "containerConcurrency"),
      scaling: [
        {
          least: annotations.at("autoscaling.knative.dev/minScale"),
          most: annotations.at("autoscaling.knative.dev/maxScale"),
        },
      ],
      requestBilling: {
        place: annotations.at("run.googleapis.com/cpu-throttling"),
        isOff: (value) => value === "false",
      },
    };
  },
  "gcp:cloudrunv2/job:Job": (root) => {
    const template = root.at("template", "template");
    return {
      kind: "job",
      api: "v2",
      ...containersIn(template.at("containers"), template),
      generation: "second",
      generationPlace: undefined,
      concurrency: undefined,
      scaling: [],
      requestBilling: NEVER,
    };
  },
  "gcp:cloudrunv2/workerPool:WorkerPool": (root) => {
    const template = root.at("template");
    const scaling = root.at("scaling");
    return {
      kind: "worker pool",
      api: "v2",
      ...containersIn(template.at("containers"), template),
      generation: "second",
      generationPlace: undefined,
      concurrency: undefined,
      scaling: [{ least: scaling.at("minInstanceCount"), most: scaling.at("maxInstanceCount") }],
      requestBilling: NEVER,
    };
  },
};

function containersIn(list: Place, template: Place): Pick<CloudRunCompute, "list" | "containers"> {
  const accelerator = template.at("nodeSelector", "accelerator").value;
  return {
    list,
    containers: list.entries().map((container) => {
      const limits = container.at("resources", "limits");
      const gpus = limits.at("nvidia.com/gpu").value;
      return {
        container,
        limits,
        cpu: limits.at("cpu"),
        memory: limits.at("memory"),
        hasGpu: isGiven(accelerator) || isGiven(gpus),
      };
    }),
  };
}

function isGiven(value: Data): boolean {
  return value !== undefined && value !== null;
}

function generationIn(
  place: Place,
  pattern: RegExp,
): Pick<CloudRunCompute, "generation" | "generationPlace"> {
  const [, number] = typeof place.value === "string" ? (pattern.exec(place.value) ?? []) : [];
  const generation = number === undefined ? undefined : number === "1" ? "first" : "second";
  return { generation, generationPlace: place };
}
