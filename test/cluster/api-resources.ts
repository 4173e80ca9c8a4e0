import { setTimeout as sleep } from "node:timers/promises";
import type { ApiClient } from "./api-client";
import type { KubernetesObject } from "./kubernetes-object";

/** A kind that an API server serves. */
export interface ApiResource {
  /** Such as `deployments`, the word in its paths. */
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** How long a kind may take to be served after its definition was created, in milliseconds. */
const SERVED_WITHIN = 30_000;

/** What an API server serves, asked once for each version of each group. */
export class ApiResources {
  readonly #known = new Map<string, Promise<readonly ApiResource[]>>();

  constructor(private readonly client: ApiClient) {}

  /** The resource of a kind; undefined where it is not served. */
  async find(apiVersion: string, kind: string): Promise<ApiResource | undefined> {
    return (await this.all(apiVersion)).find((resource) => resource.kind === kind);
  }

  /** All resources of a version of a group; none where it is not served. */
  all(apiVersion: string): Promise<readonly ApiResource[]> {
    const served = this.#known.get(apiVersion) ?? this.#ask(apiVersion);
    this.#known.set(apiVersion, served);
    return served;
  }

  /** Waits until a kind is served whose definition has just been created. */
  async await(apiVersion: string, kind: string): Promise<void> {
    const end = Date.now() + SERVED_WITHIN;
    while ((await this.find(apiVersion, kind)) === undefined) {
      if (Date.now() > end) throw new Error(`${kind} of ${apiVersion} is not served.`);
      this.#known.delete(apiVersion);
      await sleep(50);
    }
  }

  /** The path of the collection that an object belongs to, or of itself where it has a name. */
  pathOf(resource: ApiResource, { apiVersion, metadata = {} }: KubernetesObject): string {
    const namespace = metadata.namespace ?? "default";
    const place = resource.namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : "";
    const name = metadata.name === undefined ? "" : `/${encodeURIComponent(metadata.name)}`;
    return `${groupPath(apiVersion)}${place}/${resource.name}${name}`;
  }

  async #ask(apiVersion: string): Promise<readonly ApiResource[]> {
    const { status, text } = await this.client.get(groupPath(apiVersion));
    if (status === 404) return [];
    if (status !== 200)
      throw new Error(`The API server does not say what ${apiVersion} is: ${text}`);
    const { resources } = JSON.parse(text) as { resources: readonly ApiResource[] };
    return resources.filter(({ name }) => !name.includes("/"));
  }
}

function groupPath(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
