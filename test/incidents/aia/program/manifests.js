const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const kubernetes = require("@pulumi/kubernetes");
const { parseAllDocuments } = require("yaml");

const CLASSES = {
  Namespace: kubernetes.core.v1.Namespace,
  ConfigMap: kubernetes.core.v1.ConfigMap,
  Secret: kubernetes.core.v1.Secret,
  Service: kubernetes.core.v1.Service,
  ServiceAccount: kubernetes.core.v1.ServiceAccount,
  Deployment: kubernetes.apps.v1.Deployment,
  StatefulSet: kubernetes.apps.v1.StatefulSet,
  EndpointSlice: kubernetes.discovery.v1.EndpointSlice,
  CronJob: kubernetes.batch.v1.CronJob,
  HorizontalPodAutoscaler: kubernetes.autoscaling.v2.HorizontalPodAutoscaler,
  PodDisruptionBudget: kubernetes.policy.v1.PodDisruptionBudget,
  NetworkPolicy: kubernetes.networking.v1.NetworkPolicy,
};

/** The manifests, as they were applied on the day. */
function readManifests() {
  const folder = join(__dirname, "manifests");
  return readdirSync(folder)
    .sort()
    .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), "utf8")))
    .map((document) => document.toJS());
}

/**
 * Registers every manifest under the name of its object, and what there is of Google Cloud beside them; each after the one
 * before it, so that every plan judges them in the same order.
 */
function register({ manifests, cloud }) {
  let last;
  const after = () => ({ dependsOn: last === undefined ? [] : [last] });
  for (const { apiVersion: _version, kind, ...properties } of manifests) {
    const name = `${properties.metadata.name}-${kind.toLowerCase()}`;
    last = new CLASSES[kind](name, properties, after());
  }
  for (const { type: Type, name, properties } of cloud) {
    last = new Type(name, properties, after());
  }
}

module.exports = { readManifests, register };
