import { edgeName, gkeServicesOf, type StackConfiguration } from "../../config";
import type { StackCluster } from "../gke/stack-cluster";
import { mapEntries } from "../map-entries";
import type { ProjectApis } from "../project/project-apis";
import type { Service, Services } from "../services/services";
import { Edge } from "./edge";
import { edgeInputs } from "./edge-inputs";
import { GatewayEdge } from "./gateway-edge";
import { gatewayServices } from "./gateway-services";
import { routedServiceKeys } from "./routing";

/** The way from the internet to the services of a stack, on whichever platform they run. */
export type StackEdge = Edge | GatewayEdge;

/**
 * Creates the edge of the stack file in front of `services`; `undefined` where the stack has none. The configuration has
 * refused hosts that lead to services of both platforms.
 *
 * @param stackCluster The cluster of the services on GKE, if there are any.
 */
export function createEdge(
  configuration: StackConfiguration,
  { services }: Services,
  apis: ProjectApis,
  stackCluster?: Pick<StackCluster, "cluster">,
): StackEdge | undefined {
  const { stack, region, edge } = configuration;
  if (edge === undefined) {
    return undefined;
  }
  const name = edgeName(stack);
  const options = { dependsOn: apis.enabled("certificateManager", "compute", "dns") };
  const routed = routedServiceKeys(edge.hosts);
  const behindGateway = routed.some((key) => services[key]?.platform === "gke");
  if (!behindGateway || stackCluster === undefined) {
    const onCloudRun = Object.entries(services).flatMap(([key, entry]) =>
      entry.platform === "cloud-run" ? [[key, entry.service.serviceName] as const] : [],
    );
    return new Edge(
      name,
      { ...edgeInputs(edge), region, services: Object.fromEntries(onCloudRun) },
      options,
    );
  }
  return new GatewayEdge(
    name,
    {
      ...edgeInputs(edge),
      services: mapEntries(gkeServicesOf(configuration), gatewayServices),
      provider: stackCluster.cluster.provider,
      startsAfter: routed.flatMap((key) => readinessOf(services[key])),
    },
    options,
  );
}

function readinessOf(service: Service | undefined) {
  return service?.platform === "gke" ? service.service.ready : [];
}
