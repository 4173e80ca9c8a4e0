const gcp = require("@pulumi/gcp");
const pulumi = require("@pulumi/pulumi");

const location = "europe-west1";

/** A Cloud SQL for PostgreSQL instance. */
exports.postgres = (name, settings) =>
  new gcp.sql.DatabaseInstance(name, {
    databaseVersion: "POSTGRES_16",
    region: location,
    settings: { edition: "ENTERPRISE", deletionProtectionEnabled: true, ...settings },
  });

/** A secret with the URL of a database, as the reference of a variable. */
exports.urlOf = (name, database) => {
  const secret = new gcp.secretmanager.Secret(name, {
    secretId: name,
    replication: { auto: {} },
  });
  const version = new gcp.secretmanager.SecretVersion(name, {
    secret: secret.id,
    secretData: pulumi.interpolate`postgresql://app@${database.firstIpAddress}/app`,
  });
  return { secretKeyRef: { secret: secret.secretId, version: version.version } };
};

/** Variables with literal texts. */
const texts = (variables) => Object.entries(variables).map(([name, value]) => ({ name, value }));
exports.texts = texts;

/** A service that reaches a database by the URL in a secret. */
exports.service = (name, image, url, variables, template = {}) =>
  new gcp.cloudrunv2.Service(name, {
    name,
    location,
    template: {
      ...template,
      containers: [
        {
          image,
          startupProbe: { tcpSocket: {}, periodSeconds: 240, failureThreshold: 1 },
          livenessProbe: { httpGet: { path: "/livez" } },
          envs: [...texts(variables), { name: "DATABASE_URL", valueSource: url }],
        },
      ],
    },
  });

/** The built-in socket of a database. */
exports.socketOf = (database) => [
  { name: "cloudsql", cloudSqlInstance: { instances: [database.connectionName] } },
];

exports.location = location;
