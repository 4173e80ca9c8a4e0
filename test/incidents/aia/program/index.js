const pulumi = require("@pulumi/pulumi");
const { cloud } = require("./cloud");
const { find } = require("./day");
const { readManifests, register } = require("./manifests");
const repairs = require("./repairs");

const config = new pulumi.Config();
const repaired = (config.get("repaired") ?? "").split(",").filter(Boolean);
const passwords = {
  database: config.requireSecret("databasePassword"),
  cache: config.requireSecret("cachePassword"),
};

const day = { manifests: readManifests(), cloud: cloud(), passwords };
// The cache had its password from outside the manifests.
find(day, "Secret", "redis").stringData.password = passwords.cache;
for (const fault of repaired) {
  repairs[fault](day);
}
register(day);
