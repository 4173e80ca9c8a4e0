import { createStores } from "./components/data/stores";
import { createEdge } from "./components/edge/stack-edge";
import { createCluster } from "./components/gke/stack-cluster";
import { Network } from "./components/network/network";
import { networkInputs } from "./components/network/network-inputs";
import { announceInvestigation } from "./components/observability/investigation";
import { createObservability } from "./components/observability/stack-observability";
import { ProjectApis, requiredApis } from "./components/project/project-apis";
import { createRepository } from "./components/registry/stack-repository";
import { refuseWhileHalted } from "./components/release/halt";
import { DeclaredSecrets } from "./components/secrets/declared-secrets";
import { createServices } from "./components/services/stack-services";
import { stackOutputs } from "./components/stack-outputs";
import { createVerification } from "./components/verification/stack-verification";
import { readConfiguration } from "./config";

const configuration = readConfiguration();
refuseWhileHalted(configuration.release);
announceInvestigation(configuration.observability);
const { stack, project, region, gke } = configuration;
const apis = new ProjectApis("apis", { project, apis: requiredApis(configuration) });

const network = new Network(`${stack}-network`, networkInputs(configuration.network, region, gke), {
  dependsOn: apis.enabled("compute", "resourceManager", "serviceNetworking", "vpcAccess"),
});
const repository = createRepository(configuration, apis);
const cluster = createCluster(configuration, network, repository, apis);
const stores = createStores(configuration, { network, cluster, apis });
const { references: secrets } = new DeclaredSecrets(
  "secrets",
  { secrets: configuration.secrets },
  { dependsOn: apis.enabled("secretManager") },
);
const ground = { network, cluster, stores, secrets, repository, apis };
const services = createServices(configuration, ground);
const edge = createEdge(configuration, services, apis, cluster);
createVerification(configuration, edge, secrets, apis);
createObservability(configuration, secrets, apis);

export = stackOutputs({
  configuration,
  stores,
  services,
  cluster,
  edge,
  repository,
  secretIds: Object.keys(secrets),
});
