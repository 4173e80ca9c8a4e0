const gcp = require("@pulumi/gcp");
const pulumi = require("@pulumi/pulumi");

const probes = {
  startupProbe: { httpGet: { path: "/health" } },
  livenessProbe: { httpGet: { path: "/livez" } },
};

/** What nothing is wrong with: a database, a cache, and workloads with every kind of way to them. */
module.exports = (image) => {
  const location = "europe-west1";
  const network = new gcp.compute.Network("sound", { autoCreateSubnetworks: false });
  const subnetwork = new gcp.compute.Subnetwork("sound-run", {
    region: location,
    network: network.id,
    ipCidrRange: "10.0.0.0/24",
  });
  const managed = new gcp.compute.GlobalAddress("sound-managed", {
    purpose: "VPC_PEERING",
    addressType: "INTERNAL",
    prefixLength: 16,
    network: network.id,
  });
  const access = new gcp.servicenetworking.Connection("sound-access", {
    network: network.id,
    service: "servicenetworking.googleapis.com",
    reservedPeeringRanges: [managed.name],
  });
  const connector = new gcp.vpcaccess.Connector("sound-way", {
    name: "sound-way",
    region: location,
    network: network.name,
    ipCidrRange: "10.8.0.0/28",
    minInstances: 2,
    maxInstances: 4,
  });
  const router = new gcp.compute.Router("sound", { region: location, network: network.id });
  new gcp.compute.RouterNat("sound", {
    region: location,
    router: router.name,
    natIpAllocateOption: "AUTO_ONLY",
    sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
  });

  const database = new gcp.sql.DatabaseInstance(
    "sound",
    {
      databaseVersion: "POSTGRES_16",
      region: location,
      settings: {
        edition: "ENTERPRISE",
        tier: "db-custom-2-7680",
        deletionProtectionEnabled: true,
        backupConfiguration: { enabled: true, pointInTimeRecoveryEnabled: true },
        ipConfiguration: {
          ipv4Enabled: false,
          privateNetwork: network.id,
          sslMode: "ENCRYPTED_ONLY",
        },
      },
    },
    { dependsOn: access },
  );
  const cache = new gcp.redis.Instance(
    "sound",
    {
      region: location,
      memorySizeGb: 1,
      authEnabled: true,
      transitEncryptionMode: "SERVER_AUTHENTICATION",
      connectMode: "PRIVATE_SERVICE_ACCESS",
      authorizedNetwork: network.id,
    },
    { dependsOn: access },
  );

  const cluster = new gcp.alloydb.Cluster("sound", {
    clusterId: "sound",
    location,
    networkConfig: { network: network.id },
  });
  const primary = new gcp.alloydb.Instance(
    "sound",
    { cluster: cluster.name, instanceId: "sound", instanceType: "PRIMARY" },
    { dependsOn: access },
  );

  const secret = new gcp.secretmanager.Secret("sound-url", {
    secretId: "sound-url",
    replication: { auto: {} },
  });
  const version = new gcp.secretmanager.SecretVersion("sound-url", {
    secret: secret.id,
    secretData: pulumi.interpolate`postgresql://app@${database.privateIpAddress}/app`,
  });
  const url = {
    name: "DATABASE_URL",
    valueSource: { secretKeyRef: { secret: secret.secretId, version: version.version } },
  };
  new gcp.cloudrunv2.Service("sound-direct", {
    location,
    template: {
      containers: [{ image, ...probes, envs: [url, { name: "REDIS_HOST", value: cache.host }] }],
      vpcAccess: { egress: "ALL_TRAFFIC", networkInterfaces: [{ subnetwork: subnetwork.id }] },
    },
  });
  new gcp.cloudrunv2.Job("sound-connected", {
    location,
    template: {
      template: {
        containers: [{ image, envs: [url, { name: "ALLOYDB_HOST", value: primary.ipAddress }] }],
        vpcAccess: { egress: "PRIVATE_RANGES_ONLY", connector: connector.id },
      },
    },
  });
  new gcp.cloudrunv2.Service("sound-alone", {
    location,
    template: { containers: [{ image, ...probes }] },
  });
  return { location, network, database, secret, version };
};
