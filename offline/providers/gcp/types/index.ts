import type { ResourceType } from "../../declared/resource-type";
import { backup as alloydbBackup } from "./alloydb/backup";
import { cluster as alloydbCluster } from "./alloydb/cluster";
import { instance as alloydbInstance } from "./alloydb/instance";
import { user as alloydbUser } from "./alloydb/user";
import { repository } from "./artifactregistry/repository";
import { repositoryIamMember } from "./artifactregistry/repository-iam-member";
import { certificate } from "./certificatemanager/certificate";
import { certificateMap } from "./certificatemanager/certificate-map";
import { certificateMapEntry } from "./certificatemanager/certificate-map-entry";
import { dnsAuthorization } from "./certificatemanager/dns-authorization";
import { cloudFunction } from "./cloudfunctionsv2/function";
import { service as cloudRunService } from "./cloudrun/service";
import { job } from "./cloudrunv2/job";
import { service as cloudRunV2Service } from "./cloudrunv2/service";
import { serviceIamMember } from "./cloudrunv2/service-iam-member";
import { workerPool } from "./cloudrunv2/worker-pool";
import { schedulerJob } from "./cloudscheduler/job";
import { address } from "./compute/address";
import { backendService } from "./compute/backend-service";
import { firewall } from "./compute/firewall";
import { forwardingRule } from "./compute/forwarding-rule";
import { globalAddress } from "./compute/global-address";
import { globalForwardingRule } from "./compute/global-forwarding-rule";
import { managedSslCertificate } from "./compute/managed-ssl-certificate";
import { network } from "./compute/network";
import { regionBackendService } from "./compute/region-backend-service";
import { regionNetworkEndpointGroup } from "./compute/region-network-endpoint-group";
import { router } from "./compute/router";
import { routerNat } from "./compute/router-nat";
import { securityPolicy } from "./compute/security-policy";
import { sslPolicy } from "./compute/ssl-policy";
import { subnetwork } from "./compute/subnetwork";
import { targetHttpProxy } from "./compute/target-http-proxy";
import { targetHttpsProxy } from "./compute/target-https-proxy";
import { urlMap } from "./compute/url-map";
import { cluster as containerCluster } from "./container/cluster";
import { nodePool } from "./container/node-pool";
import { managedZone } from "./dns/managed-zone";
import { recordSet } from "./dns/record-set";
import { backupPlan } from "./gkebackup/backup-plan";
import { restorePlan } from "./gkebackup/restore-plan";
import { logMetric } from "./logging/metric";
import { projectBucketConfig } from "./logging/project-bucket-config";
import { projectSink } from "./logging/project-sink";
import { alertPolicy } from "./monitoring/alert-policy";
import { customService } from "./monitoring/custom-service";
import { dashboard } from "./monitoring/dashboard";
import { genericService } from "./monitoring/generic-service";
import { notificationChannel } from "./monitoring/notification-channel";
import { slo } from "./monitoring/slo";
import { uptimeCheckConfig } from "./monitoring/uptime-check-config";
import { iamBinding as projectIamBinding } from "./projects/iam-binding";
import { iamMember as projectIamMember } from "./projects/iam-member";
import { service as projectService } from "./projects/service";
import { instance as redisInstance } from "./redis/instance";
import { secret } from "./secretmanager/secret";
import { secretIamMember } from "./secretmanager/secret-iam-member";
import { secretVersion } from "./secretmanager/secret-version";
import { account } from "./serviceaccount/account";
import { iamMember as accountIamMember } from "./serviceaccount/iam-member";
import { key } from "./serviceaccount/key";
import { connection } from "./servicenetworking/connection";
import { database } from "./sql/database";
import { databaseInstance } from "./sql/database-instance";
import { sslCert } from "./sql/ssl-cert";
import { user } from "./sql/user";
import { bucket } from "./storage/bucket";
import { bucketIamMember } from "./storage/bucket-iam-member";
import { bucketObject } from "./storage/bucket-object";
import { connector } from "./vpcaccess/connector";

/** The table of all types that the simulated gcp provider knows. */
export const gcpTypes: readonly ResourceType[] = [
  alloydbBackup,
  alloydbCluster,
  alloydbInstance,
  alloydbUser,
  account,
  accountIamMember,
  address,
  alertPolicy,
  backendService,
  backupPlan,
  bucket,
  bucketIamMember,
  bucketObject,
  certificate,
  certificateMap,
  certificateMapEntry,
  cloudFunction,
  cloudRunService,
  cloudRunV2Service,
  connection,
  connector,
  containerCluster,
  customService,
  dashboard,
  database,
  databaseInstance,
  dnsAuthorization,
  firewall,
  forwardingRule,
  genericService,
  globalAddress,
  globalForwardingRule,
  job,
  key,
  logMetric,
  managedSslCertificate,
  managedZone,
  network,
  nodePool,
  notificationChannel,
  projectBucketConfig,
  projectIamBinding,
  projectIamMember,
  projectService,
  projectSink,
  recordSet,
  redisInstance,
  regionBackendService,
  regionNetworkEndpointGroup,
  repository,
  repositoryIamMember,
  restorePlan,
  router,
  routerNat,
  schedulerJob,
  secret,
  secretIamMember,
  secretVersion,
  securityPolicy,
  serviceIamMember,
  slo,
  sslCert,
  sslPolicy,
  subnetwork,
  targetHttpProxy,
  targetHttpsProxy,
  uptimeCheckConfig,
  urlMap,
  user,
  workerPool,
];
