import { cacheClients } from "./cache-clients";
import { cachePersistence } from "./cache-persistence";
import { cacheVolume } from "./cache-volume";
import { cluster } from "./cluster";
import { clusterBackups } from "./cluster-backups";
import { clusterMaintenance } from "./cluster-maintenance";
import { clusterNodes } from "./cluster-nodes";
import { clusterSecrets } from "./cluster-secrets";
import { compute } from "./compute";
import { connectTimeoutSource } from "./connect-timeout-source";
import { connectionBudget } from "./connection-budget";
import { connectorBounds } from "./connector-bounds";
import { connectorLoad } from "./connector-load";
import { databaseBackups } from "./database-backups";
import { databasePooling } from "./database-pooling";
import { databasePreparation } from "./database-preparation";
import { databaseRegions } from "./database-regions";
import { databaseTier } from "./database-tier";
import { databaseUsers } from "./database-users";
import { edgeExposure } from "./edge-exposure";
import { edgeHosts } from "./edge-hosts";
import { edgePlatform } from "./edge-platform";
import { edgeRateLimit } from "./edge-rate-limit";
import { edgeServices } from "./edge-services";
import { egressAddresses } from "./egress-addresses";
import { imageSources } from "./image-sources";
import { internalCallers } from "./internal-callers";
import { managedRange } from "./managed-range";
import { names } from "./names";
import { namespaces } from "./namespaces";
import { nestedTimeouts } from "./nested-timeouts";
import { networkAccess } from "./network-access";
import { objectNames } from "./object-names";
import { observabilityChannels } from "./observability-channels";
import { observabilityEscalation } from "./observability-escalation";
import { observabilityThresholds } from "./observability-thresholds";
import { observabilityUptime } from "./observability-uptime";
import { platformSettings } from "./platform-settings";
import { platformUses } from "./platform-uses";
import { probeHeaders } from "./probe-headers";
import { probeTimes } from "./probe-times";
import { ranges } from "./ranges";
import { releaseImages } from "./release-images";
import type { Rule } from "./rule";
import { scale } from "./scale";
import { secretIds } from "./secret-ids";
import { secretReferences } from "./secret-references";
import { secretSources } from "./secret-sources";
import { serviceCycles } from "./service-cycles";
import { serviceImages } from "./service-images";
import { serviceObjectives } from "./service-objectives";
import { serviceRoutes } from "./service-routes";
import { startupPhases } from "./startup-phases";
import { storeBackups } from "./store-backups";
import { telemetry } from "./telemetry";
import { telemetryVariables } from "./telemetry-variables";
import { uptimeHeaders } from "./uptime-headers";
import { useSettings } from "./use-settings";
import { useTargets } from "./use-targets";
import { variables } from "./variables";
import { verifyBodies } from "./verify-bodies";
import { verifyGoldenPath } from "./verify-golden-path";
import { verifyHosts } from "./verify-hosts";
import { verifyInfrastructure } from "./verify-infrastructure";
import { verifyLimits } from "./verify-limits";

/** All rules between the facts of a stack file. */
export const rules: readonly Rule[] = [
  networkAccess,
  connectorBounds,
  ranges,
  managedRange,
  cluster,
  clusterNodes,
  clusterMaintenance,
  clusterBackups,
  namespaces,
  names,
  objectNames,
  databaseTier,
  databaseRegions,
  databaseBackups,
  databaseUsers,
  databasePooling,
  databasePreparation,
  cachePersistence,
  cacheVolume,
  storeBackups,
  secretSources,
  secretReferences,
  clusterSecrets,
  secretIds,
  serviceImages,
  imageSources,
  releaseImages,
  platformSettings,
  scale,
  compute,
  probeTimes,
  probeHeaders,
  startupPhases,
  nestedTimeouts,
  connectTimeoutSource,
  useTargets,
  useSettings,
  platformUses,
  connectionBudget,
  connectorLoad,
  cacheClients,
  egressAddresses,
  serviceCycles,
  serviceObjectives,
  serviceRoutes,
  variables,
  telemetry,
  telemetryVariables,
  internalCallers,
  edgeExposure,
  edgeHosts,
  edgeRateLimit,
  edgePlatform,
  edgeServices,
  observabilityChannels,
  observabilityEscalation,
  observabilityThresholds,
  observabilityUptime,
  uptimeHeaders,
  verifyHosts,
  verifyBodies,
  verifyInfrastructure,
  verifyGoldenPath,
  verifyLimits,
];
