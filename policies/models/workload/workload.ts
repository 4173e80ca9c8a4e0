import type { Value } from "../../framework/value";

/** What a container is to its workload; it decides when it runs and what may talk to it over loopback. */
export type ContainerRole = "main" | "init" | "sidecar" | "ephemeral";

/** Where an environment variable's value comes from when it is not a literal. */
export interface EnvironmentReference {
  readonly source: "secret" | "config-map" | "field" | "resource-field" | "other";
  /** The Secret, ConfigMap or Secret Manager secret that is named. */
  readonly name?: Value<string>;
  /** The key within it, or the version of a Secret Manager secret. */
  readonly key?: Value<string>;
  /** On Cloud Run, the property path of the version, such as `template.containers[0].envs[1].valueSource.secretKeyRef.version`. */
  readonly keyPath?: string;
  /** Set when the reference as a whole cannot be read now: where, and why. */
  readonly unread?: { readonly path: string; readonly reason: string };
}

/** One environment variable of a container. */
export interface EnvironmentVariable {
  /** Property path of its value, such as `template.containers[0].envs[2].value`. */
  readonly path: string;
  readonly name: Value<string>;
  /** The literal value; absent when it comes from {@link reference}. */
  readonly value?: Value<string>;
  readonly reference?: EnvironmentReference;
}

/** One container of a workload, whatever platform runs it. */
export interface Container {
  /** Property path of the container, such as `spec.template.spec.initContainers[0]`. */
  readonly path: string;
  readonly role: ContainerRole;
  readonly name: Value<string> | undefined;
  /** The image reference as written; absent when the program gives none (a Patch may leave it out). */
  readonly image: Value<string> | undefined;
  /** Entry point that replaces the image's (`command` in Kubernetes, `commands` in Cloud Run v2). */
  readonly command: readonly Value<string>[] | Value<undefined>;
  readonly args: readonly Value<string>[] | Value<undefined>;
  readonly environment: readonly EnvironmentVariable[];
  /** Set when the list of variables as a whole, or a part of it, cannot be read now. */
  readonly environmentUnknown?: string;
  /** Declared ports (container ports of any protocol). */
  readonly ports: readonly Value<number>[];
}

/** A volume whose content is an image. */
export interface VolumeImage {
  /** Property path of the reference, such as `spec.volumes[0].image.reference`. */
  readonly path: string;
  readonly image: Value<string>;
}

/**
 * One view of everything that runs containers: Cloud Run v1 and v2 services, jobs and worker pools, and every Kubernetes
 * workload kind with its Patch twin. Policies read this and never a provider's property.
 */
export interface Workload {
  readonly platform: "cloud-run" | "kubernetes";
  /** The kind in the platform's words, such as `Cloud Run service` or `Deployment`. */
  readonly kind: string;
  /** The name to show: the physical name where it is known, else the name in the program. */
  readonly name: string;
  /** Kubernetes namespace, where there is one. */
  readonly namespace?: Value<string>;
  readonly containers: readonly Container[];
  readonly volumeImages: readonly VolumeImage[];
  /** Places that should hold containers and cannot be read now: path and reason. */
  readonly unknowns: readonly { readonly path: string; readonly reason: string }[];
}
