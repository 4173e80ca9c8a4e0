const pulumi = require("@pulumi/pulumi");
const faulty = require("./faulty");
const sound = require("./sound");

const config = new pulumi.Config();
const image = config.require("image");

sound(image, config.get("connections") ?? "623");
if (config.getBoolean("faulty")) {
  faulty(image);
}
