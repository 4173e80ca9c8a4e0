const pulumi = require("@pulumi/pulumi");
const { resourcesOf } = require("./day");

const config = new pulumi.Config();
const repaired = (config.get("repaired") ?? "").split(",").filter(Boolean);
const passwords = {
  database: config.requireSecret("databasePassword"),
  cache: config.requireSecret("cachePassword"),
};

for (const [Resource, name, inputs] of resourcesOf(repaired, passwords)) {
  new Resource(name, inputs);
}
