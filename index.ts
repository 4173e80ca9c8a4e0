import { createStores } from "./components/data/stores";
import { Edge } from "./components/edge/edge";
import { edgeInputs } from "./components/edge/edge-inputs";
import { mapEntries } from "./components/map-entries";
import { Network } from "./components/network/network";
import { networkInputs } from "./components/network/network-inputs";
import { announceInvestigation } from "./components/observability/investigation";
import { ProjectApis, requiredApis } from "./components/project/project-apis";
import { ImageRepository } from "./components/registry/image-repository";
import { registryInputs } from "./components/registry/registry-inputs";
import { refuseWhileHalted } from "./components/release/halt";
import { DeclaredSecrets } from "./components/secrets/declared-secrets";
import { Services } from "./components/services/services";
import { stackOutputs } from "./components/stack-outputs";
import { readConfiguration } from "./config";

const configuration = readConfiguration();
refuseWhileHalted(configuration.release);
announceInvestigation(configuration.observability);
const { stack, project, region, registry } = configuration;
const apis = new ProjectApis("apis", { project, apis: requiredApis(configuration) });

const network = new Network(`${stack}-network`, networkInputs(configuration.network, region), {
  dependsOn: apis.enabled("compute", "resourceManager", "serviceNetworking", "vpcAccess"),
});

const stores = createStores(configuration, network, apis);

const { references: secrets } = new DeclaredSecrets(
  "secrets",
  { secrets: configuration.secrets },
  { dependsOn: apis.enabled("secretManager") },
);
const repository =
  registry &&
  new ImageRepository(
    registry.repository,
    { ...registryInputs(registry), region },
    { dependsOn: apis.enabled("artifactRegistry") },
  );

const services = new Services(
  "services",
  {
    project,
    region,
    services: configuration.services,
    vpcAccess: network.vpcAccess,
    startsAfter: [network, ...(repository ? [repository] : [])],
    ...stores,
    secrets,
  },
  { dependsOn: apis.enabled("iam", "resourceManager", "run", "secretManager") },
);

const edge =
  configuration.edge &&
  new Edge(
    `${stack}-edge`,
    {
      ...edgeInputs(configuration.edge),
      region,
      services: mapEntries(services.services, ({ service }) => service.serviceName),
    },
    { dependsOn: apis.enabled("certificateManager", "compute", "dns") },
  );

export = stackOutputs({
  configuration,
  stores,
  services,
  edge,
  repository,
  secretIds: Object.keys(secrets),
});
