import type { ResourceType } from "../../declared/resource-type";
import { repository } from "./artifactregistry/repository";
import { repositoryIamMember } from "./artifactregistry/repository-iam-member";
import { cloudFunction } from "./cloudfunctionsv2/function";
import { service as cloudRunService } from "./cloudrun/service";
import { job } from "./cloudrunv2/job";
import { service as cloudRunV2Service } from "./cloudrunv2/service";
import { serviceIamMember } from "./cloudrunv2/service-iam-member";
import { workerPool } from "./cloudrunv2/worker-pool";
import { schedulerJob } from "./cloudscheduler/job";
import { address } from "./compute/address";
import { firewall } from "./compute/firewall";
import { globalAddress } from "./compute/global-address";
import { network } from "./compute/network";
import { router } from "./compute/router";
import { routerNat } from "./compute/router-nat";
import { subnetwork } from "./compute/subnetwork";
import { managedZone } from "./dns/managed-zone";
import { recordSet } from "./dns/record-set";
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
import { bucketObject } from "./storage/bucket-object";
import { connector } from "./vpcaccess/connector";

/** The table of all types that the simulated gcp provider knows. */
export const gcpTypes: readonly ResourceType[] = [
  account,
  accountIamMember,
  address,
  bucket,
  bucketObject,
  cloudFunction,
  cloudRunService,
  cloudRunV2Service,
  connection,
  connector,
  database,
  databaseInstance,
  firewall,
  globalAddress,
  job,
  key,
  managedZone,
  network,
  projectIamBinding,
  projectIamMember,
  projectService,
  recordSet,
  redisInstance,
  repository,
  repositoryIamMember,
  router,
  routerNat,
  schedulerJob,
  secret,
  secretIamMember,
  secretVersion,
  serviceIamMember,
  sslCert,
  subnetwork,
  user,
  workerPool,
];
