const { readFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");

const config = new pulumi.Config();
const kinds = {
  "cloud-run": () => require("./cloud-run").cloudRunService,
  kubernetes: () => require("./kubernetes").kubernetesService,
};
const register = kinds[config.require("kind")]();

for (const service of JSON.parse(readFileSync(config.require("file"), "utf8"))) {
  register(service);
}
