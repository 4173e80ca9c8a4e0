import { platformOf, servicesOn } from "./platforms";
import type { StackFile } from "./schema/stack-file";
import { telemetry as telemetrySchema } from "./schema/telemetry";
import { ownVariables, type ServiceTelemetry, serviceTelemetry } from "./telemetry";
import type { TelemetryConfiguration } from "./telemetry-configuration";

type WrittenService = StackFile["holdfast:services"][string];

/** vCPU of a collector on Cloud Run, which serves many at once: less is served one at a time there. */
const cloudRunCpu = 1;
/** vCPU that a collector on GKE asks for. */
const usualCpu = 0.25;
/** Collectors on GKE: one takes telemetry while the node of another is replaced. */
const usualCollectors = 2;

/** Where telemetry goes, with the collectors that this takes; `undefined` where the stack file says nothing of it. */
export function resolveTelemetry(
  file: StackFile,
  stack: string,
): TelemetryConfiguration | undefined {
  const telemetry = file["holdfast:telemetry"];
  if (telemetry === undefined) {
    return undefined;
  }
  const { destination, protocol } = telemetry;
  const sends = (platform: "cloud-run" | "gke") =>
    destination === "collector" &&
    servicesOn(platform, file).some(([, service]) => service.telemetry);
  const { scale, cpu, ...collector } =
    telemetry.collector ?? telemetrySchema.shape.collector.unwrap().parse({});
  const { min, max } = scale;
  return {
    destination,
    protocol,
    collectors: {
      ...(sends("cloud-run") && {
        "cloud-run": { ...collector, cpu: cloudRunCpu, scale: { min: min ?? 1, max } },
      }),
      ...(sends("gke") && {
        gke: {
          ...collector,
          cpu: cpu ?? usualCpu,
          scale: { min: min ?? Math.min(usualCollectors, max), max },
          namespace: file["holdfast:gke"]?.namespace ?? stack,
        },
      }),
    },
  };
}

/** What each service is told of telemetry; nothing where it opts out or the stack file names no destination. */
export function resolveServiceTelemetry(
  file: StackFile,
  stack: string,
): (service: WrittenService, name: string, image: string) => ServiceTelemetry | undefined {
  const telemetry = file["holdfast:telemetry"];
  return (service, name, image) =>
    telemetry === undefined || !service.telemetry
      ? undefined
      : serviceTelemetry(
          telemetry,
          {
            service: name,
            image,
            platform: platformOf(file, service) ?? "cloud-run",
            namespace: service.namespace ?? file["holdfast:gke"]?.namespace ?? stack,
            cluster: file["holdfast:gke"]?.name ?? stack,
            stack,
            environment: telemetry.environment ?? stack,
            project: file["gcp:project"],
            region: file["gcp:region"],
          },
          ownVariables(service),
        );
}
