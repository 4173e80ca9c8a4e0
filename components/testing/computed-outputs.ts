import * as pulumi from "@pulumi/pulumi";
import type { MockResourceArgs } from "@pulumi/pulumi/runtime/mocks";

type Outputs = Readonly<Record<string, unknown>>;

const project = "netra-staging";

/** A certificate that a database or cache is known by. */
export const serverCertificate = "-----BEGIN CERTIFICATE-----\nc2VydmVy\n-----END CERTIFICATE-----";

/** The password that the mocks generate. Letters and digits, as the real provider gives for these inputs. */
export const generatedPassword = "gN3ratedByTheM0ck";

/** The DNS name of the control plane of the mocked cluster. */
export const clusterDnsName = "gke-0123456789abcdef-0123456789.us-central1.gke.goog";

/** The password that the mocked cache gives. It has what a URL must encode. */
export const authString = "a/uth+string=";

/**
 * What the types that the components create compute in an update, secret where the provider's is. A type that is
 * not here is an error.
 */
const outputsOf: Readonly<Record<string, (name: string, inputs: Outputs) => Outputs>> = {
  "gcp:alloydb/cluster:Cluster": (_, { clusterId, location }) => ({
    name: `projects/${project}/locations/${location}/clusters/${clusterId}`,
  }),
  "gcp:alloydb/instance:Instance": (_, { instanceId }) => ({
    name: `projects/${project}/locations/us-central1/clusters/main/instances/${instanceId}`,
    ipAddress: "10.64.0.5",
  }),
  "gcp:alloydb/user:User": () => ({}),
  "gcp:artifactregistry/repository:Repository": () => ({ project }),
  "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember": () => ({}),
  "gcp:certificatemanager/certificate:Certificate": (name) => ({
    id: `projects/${project}/locations/global/certificates/${name}`,
  }),
  "gcp:certificatemanager/certificateMap:CertificateMap": (_, { name }) => ({
    id: `projects/${project}/locations/global/certificateMaps/${name}`,
  }),
  "gcp:certificatemanager/certificateMapEntry:CertificateMapEntry": () => ({}),
  "gcp:certificatemanager/dnsAuthorization:DnsAuthorization": (name, { domain }) => ({
    id: `projects/${project}/locations/global/dnsAuthorizations/${name}`,
    dnsResourceRecords: [
      { name: `_acme-challenge.${domain}.`, type: "CNAME", data: "a1.authorize.example." },
    ],
  }),
  "gcp:cloudfunctionsv2/function:Function": (name, { serviceConfig }) => ({
    id: `projects/${project}/locations/us-central1/functions/${name}`,
    serviceConfig: { ...(serviceConfig as Outputs), uri: `https://${name}-x7k2m4-uc.a.run.app` },
  }),
  "gcp:cloudscheduler/job:Job": () => ({}),
  "gcp:cloudrunv2/service:Service": (name) => ({ uri: `https://${name}-x7k2m4-uc.a.run.app` }),
  "gcp:cloudrunv2/serviceIamMember:ServiceIamMember": () => ({}),
  "gcp:container/cluster:Cluster": (_, { name, location }) => ({
    id: `projects/${project}/locations/${location}/clusters/${name}`,
    controlPlaneEndpointsConfig: {
      dnsEndpointConfig: { allowExternalTraffic: true, endpoint: clusterDnsName },
    },
  }),
  "gcp:container/nodePool:NodePool": () => ({}),
  "gcp:gkebackup/backupPlan:BackupPlan": (_, { name, location }) => ({
    id: `projects/${project}/locations/${location}/backupPlans/${name}`,
  }),
  "gcp:gkebackup/restorePlan:RestorePlan": () => ({}),
  "gcp:compute/firewall:Firewall": () => ({}),
  "gcp:compute/backendService:BackendService": (name) => ({
    id: `projects/${project}/global/backendServices/${name}`,
  }),
  "gcp:compute/globalAddress:GlobalAddress": (_, { address }) => ({
    address: address ?? "34.120.9.8",
  }),
  "gcp:compute/globalForwardingRule:GlobalForwardingRule": () => ({}),
  "gcp:compute/network:Network": (name) => ({ id: `projects/${project}/global/networks/${name}` }),
  "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup": (name) => ({
    id: `projects/${project}/regions/us-central1/networkEndpointGroups/${name}`,
  }),
  "gcp:compute/router:Router": () => ({}),
  "gcp:compute/routerNat:RouterNat": () => ({}),
  "gcp:compute/securityPolicy:SecurityPolicy": (name) => ({
    id: `projects/${project}/global/securityPolicies/${name}`,
  }),
  "gcp:compute/sSLPolicy:SSLPolicy": (name) => ({
    id: `projects/${project}/global/sslPolicies/${name}`,
  }),
  "gcp:compute/subnetwork:Subnetwork": (name) => ({
    id: `projects/${project}/regions/us-central1/subnetworks/${name}`,
  }),
  "gcp:compute/targetHttpProxy:TargetHttpProxy": (name) => ({
    id: `projects/${project}/global/targetHttpProxies/${name}`,
  }),
  "gcp:compute/targetHttpsProxy:TargetHttpsProxy": (name) => ({
    id: `projects/${project}/global/targetHttpsProxies/${name}`,
  }),
  "gcp:compute/uRLMap:URLMap": (name) => ({ id: `projects/${project}/global/urlMaps/${name}` }),
  "gcp:dns/recordSet:RecordSet": () => ({}),
  "gcp:logging/metric:Metric": () => ({}),
  "gcp:monitoring/alertPolicy:AlertPolicy": () => ({}),
  "gcp:monitoring/customService:CustomService": () => ({}),
  "gcp:monitoring/dashboard:Dashboard": () => ({}),
  "gcp:monitoring/notificationChannel:NotificationChannel": (name) => ({
    name: `projects/${project}/notificationChannels/${name}`,
  }),
  "gcp:monitoring/slo:Slo": (_, { service, sloId }) => ({
    name: `projects/1234567890/services/${service}/serviceLevelObjectives/${sloId}`,
  }),
  "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig": (name) => ({ uptimeCheckId: `${name}-id` }),
  "gcp:projects/iAMMember:IAMMember": () => ({}),
  "gcp:projects/service:Service": () => ({}),
  "gcp:redis/instance:Instance": () => ({
    host: "10.64.1.4",
    port: 6378,
    authString: pulumi.secret(authString),
    serverCaCerts: [{ cert: serverCertificate }],
  }),
  "gcp:secretmanager/secret:Secret": (_, { secretId }) => ({
    id: `projects/${project}/secrets/${secretId}`,
    name: `projects/123456789012/secrets/${secretId}`,
  }),
  "gcp:secretmanager/secretIamMember:SecretIamMember": () => ({}),
  "gcp:secretmanager/secretVersion:SecretVersion": () => ({ version: "1" }),
  "gcp:serviceaccount/iAMMember:IAMMember": () => ({}),
  "gcp:serviceaccount/account:Account": (_, { accountId }) => ({
    name: `projects/${project}/serviceAccounts/${accountId}@${project}.iam.gserviceaccount.com`,
    email: `${accountId}@${project}.iam.gserviceaccount.com`,
  }),
  "gcp:servicenetworking/connection:Connection": () => ({}),
  "gcp:sql/database:Database": () => ({}),
  "gcp:sql/databaseInstance:DatabaseInstance": (_, { name }) => ({
    connectionName: `${project}:us-central1:${name}`,
    privateIpAddress: "10.64.0.3",
    serverCaCerts: pulumi.secret([{ cert: serverCertificate }]),
  }),
  "gcp:sql/user:User": () => ({}),
  "gcp:storage/bucket:Bucket": () => ({}),
  "gcp:storage/bucketObject:BucketObject": () => ({}),
  "gcp:vpcaccess/connector:Connector": (_, { name }) => ({
    id: `projects/${project}/locations/us-central1/connectors/${name}`,
  }),
  "kubernetes:apps/v1:Deployment": () => ({}),
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": () => ({}),
  "kubernetes:core/v1:ConfigMap": () => ({}),
  "kubernetes:core/v1:Namespace": () => ({}),
  "kubernetes:core/v1:Secret": () => ({}),
  "kubernetes:core/v1:Service": () => ({}),
  "kubernetes:core/v1:ServiceAccount": () => ({}),
  "kubernetes:gateway.networking.k8s.io/v1:Gateway": () => ({}),
  "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute": () => ({}),
  "kubernetes:monitoring.googleapis.com/v1:PodMonitoring": () => ({}),
  "kubernetes:networking.gke.io/v1:GCPBackendPolicy": () => ({}),
  "kubernetes:networking.gke.io/v1:GCPGatewayPolicy": () => ({}),
  "kubernetes:networking.gke.io/v1:HealthCheckPolicy": () => ({}),
  "kubernetes:networking.k8s.io/v1:NetworkPolicy": () => ({}),
  "kubernetes:policy/v1:PodDisruptionBudget": () => ({}),
  "pulumi:providers:kubernetes": () => ({}),
  "random:index/randomPassword:RandomPassword": () => ({
    result: pulumi.secret(generatedPassword),
  }),
};

/** The outputs that a resource has beside its inputs once it exists, its id among them where a program uses it. */
export function computedOutputs({ type, name, inputs }: MockResourceArgs): Outputs {
  if (type === "pulumi:providers:kubernetes" || type.startsWith("kubernetes:")) {
    // An object of Kubernetes is what it was given, and a name where it was given none.
    const { metadata } = inputs as { readonly metadata?: { readonly name?: string } };
    return metadata !== undefined && metadata.name === undefined
      ? { metadata: { ...metadata, name: `${name}-1a2b3c4` } }
      : {};
  }
  const outputs = outputsOf[type];
  if (outputs === undefined) {
    throw new Error(`Say in ${__filename} what ${type} computes.`);
  }
  return outputs(name, inputs);
}
