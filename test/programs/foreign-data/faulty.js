const gcp = require("@pulumi/gcp");

/** One fault in each resource, beside sound ones. */
module.exports = (image, sound) => {
  const { location, database, secret, version } = sound;
  const network = new gcp.compute.Network("faulty", { autoCreateSubnetworks: false });
  const tight = new gcp.compute.Subnetwork("tight", {
    region: location,
    network: network.id,
    ipCidrRange: "10.1.0.0/27",
  });
  new gcp.compute.Subnetwork("colliding", {
    region: location,
    network: network.id,
    ipCidrRange: "10.1.0.0/20",
  });
  const managed = new gcp.compute.GlobalAddress("managed", {
    purpose: "VPC_PEERING",
    addressType: "INTERNAL",
    prefixLength: 16,
    network: network.id,
  });
  new gcp.servicenetworking.Connection("access", {
    network: network.id,
    service: "servicenetworking.googleapis.com",
    reservedPeeringRanges: [managed.name],
  });
  const far = new gcp.vpcaccess.Connector("far", {
    name: "far",
    region: "us-central1",
    network: sound.network.name,
    ipCidrRange: "10.9.0.0/28",
    minInstances: 2,
    maxInstances: 4,
  });

  new gcp.sql.DatabaseInstance("exposed", {
    databaseVersion: "POSTGRES_16",
    region: location,
    deletionProtection: false,
    settings: {
      tier: "db-f1-micro",
      ipConfiguration: { authorizedNetworks: [{ name: "all", value: "0.0.0.0/0" }] },
    },
  });
  const early = new gcp.sql.DatabaseInstance("early", {
    databaseVersion: "MYSQL_8_0",
    region: location,
    settings: {
      tier: "db-custom-2-7680",
      deletionProtectionEnabled: true,
      backupConfiguration: { enabled: true, binaryLogEnabled: true },
      ipConfiguration: {
        ipv4Enabled: false,
        privateNetwork: network.id,
        sslMode: "ENCRYPTED_ONLY",
      },
    },
  });
  const cluster = new gcp.alloydb.Cluster("volatile", {
    clusterId: "volatile",
    location,
    deletionProtection: false,
    networkConfig: { network: network.id },
    continuousBackupConfig: { enabled: false },
  });
  new gcp.alloydb.Instance("early-primary", {
    cluster: cluster.name,
    instanceId: "early-primary",
    instanceType: "PRIMARY",
    networkConfig: { enablePublicIp: false },
    clientConnectionConfig: { sslConfig: { sslMode: "ALLOW_UNENCRYPTED_AND_ENCRYPTED" } },
  });
  new gcp.redis.Instance("open", {
    region: location,
    memorySizeGb: 1,
    authorizedNetwork: network.id,
  });

  const url = {
    name: "DATABASE_URL",
    valueSource: { secretKeyRef: { secret: secret.secretId, version: version.version } },
  };
  new gcp.cloudrunv2.Service("without-way", {
    location,
    template: { containers: [{ image, envs: [url] }] },
  });
  new gcp.cloudrunv2.Job("with-socket-alone", {
    location,
    template: {
      template: {
        containers: [{ image, volumeMounts: [{ name: "sql", mountPath: "/cloudsql" }] }],
        volumes: [{ name: "sql", cloudSqlInstance: { instances: [database.connectionName] } }],
      },
    },
  });
  new gcp.cloudrunv2.Service("in-another-region", {
    location,
    template: {
      containers: [{ image, envs: [url] }],
      vpcAccess: { egress: "PRIVATE_RANGES_ONLY", connector: far.id },
    },
  });
  new gcp.cloudrunv2.Service("in-another-network", {
    location,
    template: {
      containers: [{ image, envs: [url, { name: "OTHER_HOST", value: early.privateIpAddress }] }],
      vpcAccess: { egress: "ALL_TRAFFIC", networkInterfaces: [{ subnetwork: tight.id }] },
    },
  });
};
