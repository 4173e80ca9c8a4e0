import type {
  CloudRunServiceConfiguration,
  GkeServiceConfiguration,
  StackConfiguration,
} from "./configuration";
import type { Draft } from "./interpret";
import type { StackFile } from "./schema/stack-file";

/** Where a service runs: `cloud-run` or `gke`. */
export type Platform = StackFile["holdfast:platform"];

/** What a platform is called in a message. */
export const platformNames: Readonly<Record<Platform, string>> = {
  "cloud-run": "Cloud Run",
  gke: "GKE",
};

type Service = Draft<StackFile["holdfast:services"]>[string];

/** The platform of a service: its own, else that of the stack. `undefined` where that could not be read. */
export function platformOf(file: Draft<StackFile>, service: Service): Platform | undefined {
  return service?.platform ?? file["holdfast:platform"];
}

/** The services of a stack file that run on a platform, as far as they could be read. */
export function servicesOn(
  platform: Platform,
  file: Draft<StackFile>,
): [string, NonNullable<Service>][] {
  return Object.entries(file["holdfast:services"] ?? {}).filter(
    (entry): entry is [string, NonNullable<Service>] =>
      entry[1] !== undefined && platformOf(file, entry[1]) === platform,
  );
}

/** Whether a stack runs something on Cloud Run, which then needs a way into the network. */
export function usesCloudRun(file: Draft<StackFile>): boolean {
  const services = Object.keys(file["holdfast:services"] ?? {});
  return services.length === 0
    ? file["holdfast:platform"] === "cloud-run"
    : servicesOn("cloud-run", file).length > 0;
}

type Services = Pick<StackConfiguration, "services">;

/** The services of a configuration that run on Cloud Run, in their order. */
export function cloudRunServicesOf({
  services,
}: Services): Record<string, CloudRunServiceConfiguration> {
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, service]) =>
      service.platform === "cloud-run" ? [[name, service]] : [],
    ),
  );
}

/** The services of a configuration that run on GKE, in their order. */
export function gkeServicesOf({ services }: Services): Record<string, GkeServiceConfiguration> {
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, service]) =>
      service.platform === "gke" ? [[name, service]] : [],
    ),
  );
}
