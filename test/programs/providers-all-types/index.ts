import * as gcp from "@pulumi/gcp";
import { balancer, deployment, namespace } from "./cluster";
import { cache, instance, urlVersion } from "./data";
import { entrance } from "./edge";
import "./functions";
import { autopilot, tenant } from "./gke";
import { connector, network, range } from "./network";
import "./observability";
import { account, key, repository, service } from "./workloads";

export = {
  account: account.member,
  auth: cache.authString,
  balancer: balancer.status.loadBalancer.ingress.apply(([first]) => first?.ip),
  clusterAddress: balancer.spec.clusterIP,
  cluster: autopilot.endpoint,
  connectionName: instance.connectionName,
  connector: connector.id,
  credentials: key.privateKey,
  databaseAddress: instance.privateIpAddress,
  deployment: deployment.id,
  entrance: entrance.ipAddress,
  namespace: namespace.metadata.name,
  network: network.selfLink,
  project: gcp.organizations.getProjectOutput({}).projectId,
  range: range.address,
  redis: cache.port,
  registry: repository.registryUri,
  revision: service.latestReadyRevision,
  tenant: tenant.metadata.name,
  uri: service.uri,
  version: urlVersion.name,
};
