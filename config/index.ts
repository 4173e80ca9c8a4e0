/**
 * What a stack file says, as the rest of the program sees it.
 *
 *     StackConfiguration
 *       stack, project, region
 *       network    range, privateServicesRange (AddressRange: .cidr, .address, .prefixLength),
 *                  egress? "all-traffic" | "private-ranges-only", nat? { minPortsPerVm, logFilter },
 *                  flowLogs "off" | "sampled" | "all", firewallLogs "denied" | "all",
 *                  connector? { name, range, machineType, minInstances, maxInstances,
 *                  connectionsPerInstance }
 *                  or directEgress? { range }; neither where no service is on Cloud Run
 *       gke?       name, mode "autopilot" | "standard", podRange, serviceRange, namespace,
 *                  nodePools (by name: machineType, minNodes, maxNodes, diskSize, diskType, spot,
 *                  labels, taints [{ key, value, effect }]), releaseChannel, maintenance { days,
 *                  startTime, duration, exclusions (by name: startTime, endTime, scope) },
 *                  secretsKey?, backups { enabled, cronSchedule, retention, deleteLock },
 *                  deletionProtection
 *       registry?  { repository, deletionProtection }
 *       postgres   by key, told apart by `type`; "cloud-sql": name, version, edition, tier, availabilityType, maxConnections,
 *                  reservedConnections, otherConnections (by what they are for),
 *                  connectTimeout, diskSize, backups { enabled, retained, startTime,
 *                  pointInTimeRecovery, transactionLogRetention }, maintenance { day, hour,
 *                  updateTrack }, pooler? { kind "managed" | "pgbouncer", poolSize }, insights, authentication "password" | "iam",
 *                  deletionProtection, databases, users, logging { slowStatements?, connections };
 *                  "alloydb": the like, with machineType, readPool? { nodes, machineType? },
 *                  secondaryRegion?, backups { ..., hour, recoveryWindow };
 *                  "in-cluster": namespace, image, runAsUser, cpu, memory, storage { size,
 *                  storageClass }, tls? { secretName, certificateAuthority }, backups (boolean)
 *       redis      by key, told apart by `type`; "in-cluster": namespace, image, runAsUser, cpu,
 *                  memory, maxmemoryPolicy, maxClients, persistence, storage, tls?, backups,
 *                  deletionProtection; "memorystore": name, version, tier, memory, authEnabled, transitEncryptionMode,
 *                  persistence { persistenceMode, rdbSnapshotPeriod? }, deletionProtection
 *       secrets    by name: generate? { length } or value? or existing? { version }
 *       services   by name: platform "cloud-run", cpuIdle, scale { min, max, concurrency }
 *                  or platform "gke", namespace, scale { min, max }; image, port, cpu, memory,
 *                  sessionAffinity, requestTimeout, startup { path, within, period, timeout,
 *                  phases [{ name, within, opens? }] },
 *                  health { path, period, timeout, failureThreshold, body { jsonPath, equals } },
 *                  ingress,
 *                  allowUnauthenticated, defaultUriDisabled, uses (by target: PostgresUse | RedisUse | ServiceUse,
 *                  told apart by `kind`, variables resolved), env, secrets (variable -> secret
 *                  name), requires, routes [{ host, method, path, status, headers, json?, body,
 *                  contains?, authenticated }], objectives? { rollingPeriodDays, availability?, latency? {
 *                  threshold, goal } }, limits? { errors?, meanResponse?, slowResponse?, down },
 *                  deletionProtection
 *       edge?      certificate { domain, dnsZone? }, hosts (by name: service, routes: path prefix ->
 *                  service), rateLimit? { requests, interval, banDuration?, enforceOnKey, preview },
 *                  accessLogs { sampleRate }, deletionProtection
 *       verify     bodies (service -> JSON path -> value), availability { requests }, websocket?
 *                  { host, path, attempts }, infrastructure? { host, path, utilizationIn, fields },
 *                  goldenPath? { host, login, path, message, answer }, limits (percent, or a
 *                  duration), schedules (group -> interval as text)
 *       observability?  channels (by name: type and what the type needs), escalation { warning,
 *                  critical } (names of channels), thresholds (by measure: percent, milliseconds,
 *                  above or below, for; in warning and critical where there are two), logs (names
 *                  of events and fields), uptime { period, timeout, regions },
 *                  objectives (the usual ones), investigation? (the reason; it has raised what
 *                  network, postgres and edge say of logging)
 *       telemetry? destination "collector" | "google", protocol "http/protobuf" | "grpc", collectors
 *                  ("cloud-run" and "gke", each where services send to one: image, cpu, memory,
 *                  scale { min, max }); by service: telemetry? { variables, collectorVariable? }
 *       release    halted? (the reason), pinning "tag" | "digest", previous (by service: an image)
 *
 * Durations are `{ seconds, days, text }`, sizes are `{ bytes, gibibytes, text }`, shares of objectives are
 * `{ fraction, text }`.
 */

export {
  poolerPort,
  usualPoolerClients,
  usualPoolSize,
} from "../policies/models/connection/pooler";
export { type BudgetReport, budgetReports } from "./capacity/budget-report";
export { cacheClientLimit } from "./capacity/cache-clients";
export { connectorBytesPerSecond } from "./capacity/connector-throughput";
export type {
  AlloyDbConfiguration,
  ChannelConfiguration,
  CloudRunServiceConfiguration,
  CloudSqlConfiguration,
  ConnectorConfiguration,
  EdgeConfiguration,
  GkeConfiguration,
  GkeServiceConfiguration,
  InClusterPostgresConfiguration,
  InClusterRedisConfiguration,
  MemorystoreConfiguration,
  NetworkConfiguration,
  ObservabilityConfiguration,
  PostgresConfiguration,
  RedisConfiguration,
  RegistryConfiguration,
  ReleaseConfiguration,
  RouteConfiguration,
  SecretConfiguration,
  ServiceConfiguration,
  StackConfiguration,
  VerifyConfiguration,
} from "./configuration";
export { otherForm, postgresCredential, redisCredential } from "./credentials";
export { type Headers, healthHeaders, mapHeaders, plainHeaders, secretHeaders } from "./headers";
export { type ExpectedValue, healthyAnswer } from "./healthy-answer";
export type { DatabaseLogging } from "./logging";
export {
  type CredentialSource,
  credentialId,
  edgeName,
  hostObjectName,
  longestComputeName,
  nodeAccountId,
  projectNumberSecretId,
  serviceAccountId,
  withinLimit,
} from "./names";
export { backedUpNamespacesOf, namespacesOf } from "./namespaces";
export type { ServiceLimits, ServiceObjectives } from "./objectives";
export { startOrder } from "./order";
export { cloudRunServicesOf, gkeServicesOf, type Platform, platformNames } from "./platforms";
export { pgBouncerPods, poolerName, poolerNamespaceOf } from "./poolers";
export { readConfiguration } from "./read";
export { answeringService, routedServices } from "./routes";
export { type Duration, parseDuration } from "./schema/duration";
export { type Memory, parseMemory } from "./schema/memory";
export type { AddressRange } from "./schema/range";
export { type UrlForm, urlForms, usualUrlForm } from "./schema/url-form";
export { weekdays } from "./schema/weekday";
export { createdByJob, ofType, portOf, preparationName, speaksTls } from "./stores";
export { collectorName, type OtlpProtocol, otlpPorts } from "./telemetry";
export type { CollectorConfiguration, TelemetryConfiguration } from "./telemetry-configuration";
export type {
  PostgresFact,
  PostgresUse,
  RedisFact,
  RedisUse,
  ServiceFact,
  ServiceUse,
  Use,
  Variables,
} from "./use-configuration";
