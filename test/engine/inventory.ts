import { shortNameOf } from "./stack-state";

/** What stands for a value that a plan does not know yet. */
const unknown = "(unknown)";

/** How the engine writes an unknown value. */
const unknownSentinel = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The inputs of each type by which one sees at a glance what a stack is; dots lead into maps and lists. */
const attributes: Readonly<Record<string, readonly string[]>> = {
  "gcp:alloydb/cluster:Cluster": [
    "clusterId",
    "databaseVersion",
    "networkConfig",
    "deletionProtection",
    "automatedBackupPolicy.enabled",
    "continuousBackupConfig",
  ],
  "gcp:alloydb/instance:Instance": [
    "instanceId",
    "instanceType",
    "availabilityType",
    "machineConfig",
    "readPoolConfig",
    "databaseFlags",
    "clientConnectionConfig",
  ],
  "gcp:artifactregistry/repository:Repository": ["repositoryId", "dockerConfig"],
  "gcp:certificatemanager/certificate:Certificate": ["managed.domains"],
  "gcp:certificatemanager/certificateMapEntry:CertificateMapEntry": ["hostname"],
  "gcp:certificatemanager/dnsAuthorization:DnsAuthorization": ["domain"],
  "gcp:cloudrunv2/service:Service": [
    "ingress",
    "defaultUriDisabled",
    "invokerIamDisabled",
    "deletionProtection",
    "scaling",
    "template.serviceAccount",
    "template.timeout",
    "template.scaling",
    "template.vpcAccess",
    "template.containers.0.image",
    "template.containers.0.envs",
    "template.containers.0.resources",
    "template.containers.0.startupProbe",
    "template.containers.0.livenessProbe",
  ],
  "gcp:cloudrunv2/serviceIamMember:ServiceIamMember": ["name", "role", "member"],
  "gcp:compute/backendService:BackendService": [
    "name",
    "loadBalancingScheme",
    "healthChecks",
    "timeoutSec",
    "sessionAffinity",
    "logConfig",
  ],
  "gcp:compute/firewall:Firewall": [
    "direction",
    "priority",
    "sourceRanges",
    "destinationRanges",
    "allows",
    "denies",
  ],
  "gcp:compute/globalAddress:GlobalAddress": ["purpose", "address", "prefixLength"],
  "gcp:compute/globalForwardingRule:GlobalForwardingRule": ["loadBalancingScheme", "portRange"],
  "gcp:compute/network:Network": ["name", "autoCreateSubnetworks"],
  "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup": [
    "networkEndpointType",
    "cloudRun",
  ],
  "gcp:compute/routerNat:RouterNat": ["sourceSubnetworkIpRangesToNat", "logConfig"],
  "gcp:compute/sSLPolicy:SSLPolicy": ["minTlsVersion", "profile"],
  "gcp:compute/securityPolicy:SecurityPolicy": ["rules"],
  "gcp:compute/subnetwork:Subnetwork": ["ipCidrRange", "privateIpGoogleAccess"],
  "gcp:compute/uRLMap:URLMap": [
    "defaultRouteAction.faultInjectionPolicy.abort",
    "defaultUrlRedirect",
    "hostRules",
    "pathMatchers",
  ],
  "gcp:container/cluster:Cluster": [
    "name",
    "location",
    "enableAutopilot",
    "privateClusterConfig",
    "controlPlaneEndpointsConfig",
    "ipAllocationPolicy",
    "releaseChannel",
    "maintenancePolicy",
    "gatewayApiConfig",
    "addonsConfig",
    "monitoringConfig.managedPrometheus",
    "deletionProtection",
  ],
  "gcp:gkebackup/backupPlan:BackupPlan": ["backupConfig", "backupSchedule", "retentionPolicy"],
  "gcp:logging/metric:Metric": ["name", "filter"],
  "gcp:monitoring/alertPolicy:AlertPolicy": ["displayName", "severity"],
  "gcp:monitoring/notificationChannel:NotificationChannel": ["displayName", "type"],
  "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig": [
    "monitoredResource",
    "period",
    "contentMatchers",
  ],
  "gcp:projects/service:Service": ["service", "disableOnDestroy"],
  "gcp:redis/instance:Instance": [
    "name",
    "tier",
    "memorySizeGb",
    "redisVersion",
    "authEnabled",
    "transitEncryptionMode",
    "connectMode",
    "deletionProtection",
  ],
  "gcp:secretmanager/secretIamMember:SecretIamMember": ["secretId", "role", "member"],
  "gcp:secretmanager/secretVersion:SecretVersion": ["deletionPolicy"],
  "gcp:sql/databaseInstance:DatabaseInstance": [
    "name",
    "databaseVersion",
    "deletionProtection",
    "settings.edition",
    "settings.tier",
    "settings.availabilityType",
    "settings.databaseFlags",
    "settings.backupConfiguration",
    "settings.deletionProtectionEnabled",
    "settings.ipConfiguration",
  ],
  "gcp:serviceaccount/iAMMember:IAMMember": ["role", "member"],
  "gcp:sql/user:User": ["name"],
  "gcp:vpcaccess/connector:Connector": [
    "name",
    "subnet",
    "machineType",
    "minInstances",
    "maxInstances",
  ],
  "kubernetes:apps/v1:Deployment": [
    "metadata.namespace",
    "spec.strategy",
    "spec.revisionHistoryLimit",
    "spec.template.spec.serviceAccountName",
    "spec.template.spec.securityContext",
    "spec.template.spec.containers.0.image",
    "spec.template.spec.containers.0.imagePullPolicy",
    "spec.template.spec.containers.0.resources",
    "spec.template.spec.containers.0.startupProbe",
    "spec.template.spec.containers.0.readinessProbe",
    "spec.template.spec.containers.0.livenessProbe",
    "spec.template.spec.containers.0.securityContext",
  ],
  "kubernetes:apps/v1:StatefulSet": [
    "metadata.namespace",
    "spec.serviceName",
    "spec.template.spec.securityContext",
    "spec.template.spec.containers.0.image",
    "spec.template.spec.containers.0.resources",
    "spec.volumeClaimTemplates.0.spec",
  ],
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": [
    "spec.minReplicas",
    "spec.maxReplicas",
    "spec.metrics",
  ],
  "kubernetes:core/v1:Namespace": ["metadata.labels"],
  "kubernetes:core/v1:Service": ["metadata.namespace", "spec.type", "spec.selector", "spec.ports"],
  "kubernetes:core/v1:ServiceAccount": ["metadata.namespace", "metadata.annotations"],
  "kubernetes:gateway.networking.k8s.io/v1:Gateway": ["metadata.annotations", "spec"],
  "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute": ["metadata.namespace", "spec"],
  "kubernetes:networking.k8s.io/v1:NetworkPolicy": [
    "metadata.namespace",
    "spec.podSelector",
    "spec.policyTypes",
  ],
  "kubernetes:policy/v1:PodDisruptionBudget": [
    "metadata.namespace",
    "spec.minAvailable",
    "spec.maxUnavailable",
  ],
};

interface PlannedStep {
  readonly urn: string;
  readonly newState?: {
    readonly type: string;
    readonly protect?: boolean;
    readonly inputs?: Readonly<Record<string, unknown>>;
  };
}

/** What a plan would create: how many of each type, and the attributes by which one knows them. */
export interface Inventory {
  readonly counts: Readonly<Record<string, number>>;
  readonly resources: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The inventory of a plan, from what `pulumi preview --json` writes. */
export function inventoryOf(text: string): Inventory {
  const { steps } = JSON.parse(text) as { steps: readonly PlannedStep[] };
  const counts: Record<string, number> = {};
  const resources: Record<string, Record<string, unknown>> = {};
  for (const { urn, newState } of [...steps].sort(byShortName)) {
    if (newState === undefined) {
      continue;
    }
    const { type, inputs = {}, protect = false } = newState;
    counts[type] = (counts[type] ?? 0) + 1;
    const paths = attributes[type] ?? [];
    if (paths.length > 0 || protect) {
      const chosen = paths.map((path) => [path, shown(at(inputs, path))] as const);
      resources[shortNameOf(urn)] = {
        ...(protect ? { protect } : {}),
        ...Object.fromEntries(chosen.filter(([, value]) => value !== undefined)),
      };
    }
  }
  return { counts, resources };
}

function byShortName(one: PlannedStep, other: PlannedStep): number {
  return shortNameOf(one.urn) < shortNameOf(other.urn) ? -1 : 1;
}

function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, key) => {
    return typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined;
  }, value);
}

/** A value without the engine's own marks. */
function shown(value: unknown): unknown {
  if (value === unknownSentinel) {
    return unknown;
  }
  if (Array.isArray(value)) {
    return value.map(shown);
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([key]) => key !== "__defaults");
    return Object.fromEntries(entries.map(([key, inner]) => [key, shown(inner)]));
  }
  return value;
}
