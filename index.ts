import { Postgres } from "./components/data/postgres";
import { postgresInputs } from "./components/data/postgres-inputs";
import { Redis } from "./components/data/redis";
import { redisInputs } from "./components/data/redis-inputs";
import { mapEntries } from "./components/map-entries";
import { Network } from "./components/network/network";
import { networkInputs } from "./components/network/network-inputs";
import { ProjectApis, requiredApis } from "./components/project/project-apis";
import { ImageRepository } from "./components/registry/image-repository";
import { registryInputs } from "./components/registry/registry-inputs";
import { refuseWhileHalted } from "./components/release/halt";
import { DeclaredSecrets } from "./components/secrets/declared-secrets";
import { Services } from "./components/services/services";
import { readConfiguration } from "./config";

const configuration = readConfiguration();
refuseWhileHalted(configuration.release);
const { stack, project, region, registry } = configuration;
const apis = new ProjectApis("apis", { project, apis: requiredApis(configuration) });

const network = new Network(`${stack}-network`, networkInputs(configuration.network, region), {
  dependsOn: apis.enabled("compute", "resourceManager", "serviceNetworking", "vpcAccess"),
});
const place = { region, network: network.networkId };
const { connection } = network.privateServices;

const databases = mapEntries(configuration.postgres, (database, name) => {
  const dependsOn = [connection, ...apis.enabled("sqlAdmin")];
  return new Postgres(name, { ...postgresInputs(database), ...place }, { dependsOn });
});
const caches = mapEntries(configuration.redis, (cache, name) => {
  const dependsOn = [connection, ...apis.enabled("redis")];
  return new Redis(name, { ...redisInputs(cache), ...place }, { dependsOn });
});

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

const { services, credentialIds } = new Services(
  "services",
  {
    project,
    region,
    services: configuration.services,
    vpcAccess: network.vpcAccess,
    startsAfter: [network, ...(repository ? [repository] : [])],
    databases,
    caches,
    secrets,
  },
  { dependsOn: apis.enabled("iam", "resourceManager", "run", "secretManager") },
);

/** URLs of the services. */
export const urls = mapEntries(services, ({ service }) => service.url);
/** Email addresses of the service accounts as which the services run. */
export const serviceAccounts = mapEntries(services, ({ identity }) => identity.email);
/** Images of the services, as configured. */
export const images = mapEntries(configuration.services, ({ image }) => image);
/** What images of the stack's own repository, if it has one, are named after. */
export const imageRepositories = repository ? [repository.url] : [];
/** Connection names of the databases, for Cloud SQL's connectors. */
export const connectionNames = mapEntries(databases, ({ connectionName }) => connectionName);
/** Private addresses of the databases. */
export const databaseAddresses = mapEntries(databases, ({ privateAddress }) => privateAddress);
/** Private addresses of the caches. */
export const cacheAddresses = mapEntries(caches, ({ host, port }) => ({ host, port }));
/** Ids in Secret Manager of the connection strings and passwords. Their values are read there. */
export const secretIds = [...Object.keys(secrets), ...credentialIds];
