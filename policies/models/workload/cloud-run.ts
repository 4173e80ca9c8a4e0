import { Place, unreadPlaces } from "../../framework/place";
import { kindOf, type Named, shownName } from "../../framework/subject";
import { type ContainerSpelling, readContainer } from "./container";
import type { Container, EnvironmentReference, Workload } from "./workload";

/** Where each Cloud Run resource keeps its containers, and how they are spelt. */
interface Layout {
  readonly containers: readonly string[];
  readonly spelling: ContainerSpelling;
}

const V2: ContainerSpelling = {
  command: "commands",
  environment: "envs",
  reference: (variable) =>
    secretReference(variable.at("valueSource"), variable.at("valueSource", "secretKeyRef"), {
      name: "secret",
      key: "version",
    }),
};

const V1: ContainerSpelling = {
  command: "commands",
  environment: "envs",
  reference: (variable) =>
    secretReference(variable.at("valueFrom"), variable.at("valueFrom", "secretKeyRef"), {
      name: "name",
      key: "key",
    }),
};

const LAYOUTS: ReadonlyMap<string, Layout> = new Map([
  [
    "gcp:cloudrun/service:Service",
    { containers: ["template", "spec", "containers"], spelling: V1 },
  ],
  ["gcp:cloudrunv2/service:Service", { containers: ["template", "containers"], spelling: V2 }],
  ["gcp:cloudrunv2/job:Job", { containers: ["template", "template", "containers"], spelling: V2 }],
  [
    "gcp:cloudrunv2/workerPool:WorkerPool",
    { containers: ["template", "containers"], spelling: V2 },
  ],
]);

/** Tells whether a type runs containers on Cloud Run. */
export function isCloudRunWorkload(type: string): boolean {
  return LAYOUTS.has(type);
}

/** Reads a Cloud Run service (v1 and v2), job or worker pool; undefined for any other type. */
export function readCloudRunWorkload(resource: Named): Workload | undefined {
  const layout = LAYOUTS.get(resource.type);
  if (layout === undefined) {
    return undefined;
  }
  const list = new Place(resource.props).at(...layout.containers);
  const entries = list.entries();
  const main = mainContainer(entries);
  return {
    platform: "cloud-run",
    kind: kindOf(resource.type),
    name: shownName(resource),
    containers: entries
      .filter((place) => place.record() !== undefined)
      .map((place) =>
        withoutSourceImage(
          place,
          readContainer(place, place === main ? "main" : "sidecar", layout.spelling),
        ),
      ),
    volumeImages: [],
    unknowns: unreadPlaces([list, ...entries]),
  };
}

/** The container that declares a port takes the requests; all others are sidecars of it. */
function mainContainer(entries: readonly Place[]): Place | undefined {
  return entries.find((place) => declaresPort(place.at("ports"))) ?? entries[0];
}

/** Services of v2 declare their port as an object, those of v1 as a list. */
function declaresPort(ports: Place): boolean {
  return ports.record() !== undefined || ports.entries().length > 0;
}

/**
 * A container that is deployed from source without a build must name the image `scratch`, which is a word and no image:
 * https://cloud.google.com/run/docs/deploying-source-code#no-build.
 */
function withoutSourceImage(place: Place, container: Container): Container {
  const fromSource = place.at("sourceCode").record() !== undefined;
  return fromSource && container.image === "scratch"
    ? { ...container, image: undefined }
    : container;
}

function secretReference(
  source: Place,
  secret: Place,
  keys: { readonly name: string; readonly key: string },
): EnvironmentReference | undefined {
  if (source.value === undefined || source.value === null) {
    return undefined;
  }
  if (secret.record() === undefined) {
    const [unread] = unreadPlaces([secret]);
    return { source: "other", ...(unread === undefined ? {} : { unread }) };
  }
  const key = secret.at(keys.key);
  return {
    source: "secret",
    name: secret.at(keys.name).text(),
    key: key.text(),
    keyPath: key.path,
  };
}
