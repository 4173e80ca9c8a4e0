import type { StackConfiguration } from "../../config";
import { createStores } from "../data/stores";
import { createEdge, type StackEdge } from "../edge/stack-edge";
import { createCluster } from "../gke/stack-cluster";
import { Network } from "../network/network";
import { networkInputs } from "../network/network-inputs";
import { ProjectApis, requiredApis } from "../project/project-apis";
import { createRepository } from "../registry/stack-repository";
import { createServices } from "../services/stack-services";
import { type Recording, record } from "./recording";
import { configurationOf, type StackFileData } from "./stack-file";

/**
 * The configuration of AIA's stack, after `change` has changed the data of its stack file.
 *
 * @throws Error when the changed file is refused.
 */
export function aiaWith(change: (config: StackFileData) => void = () => {}): StackConfiguration {
  return configurationOf("aia", change);
}

/** Registers everything of AIA's stack, as the program does, but what watches and checks it. */
export function recordAia(
  configuration: StackConfiguration = aiaWith(),
): Promise<Recording<StackEdge | undefined>> {
  return record(() => {
    const { stack, project, region, gke } = configuration;
    const apis = new ProjectApis("apis", { project, apis: requiredApis(configuration) });
    const network = new Network(
      `${stack}-network`,
      networkInputs(configuration.network, region, gke),
    );
    const repository = createRepository(configuration, apis);
    const cluster = createCluster(configuration, network, repository, apis);
    const stores = createStores(configuration, { network, cluster, apis });
    const ground = { network, cluster, stores, secrets: {}, repository, apis };
    const services = createServices(configuration, ground);
    return createEdge(configuration, services, apis, cluster);
  });
}
