const pulumi = require("@pulumi/pulumi");
const { resourcesOf } = require("./day");

const config = new pulumi.Config();
const repaired = (config.get("repaired") ?? "").split(",").filter(Boolean);
const passwords = {
  database: config.requireSecret("databasePassword"),
  // A plan without the key has one placeholder for all that is encrypted, and these are not the same.
  cache: pulumi.interpolate`${config.requireSecret("cachePassword")}-cache`,
};

for (const [Resource, name, inputs] of resourcesOf(repaired, passwords)) {
  new Resource(name, inputs);
}
