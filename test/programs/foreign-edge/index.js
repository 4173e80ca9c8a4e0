const pulumi = require("@pulumi/pulumi");
const faulty = require("./faulty");
const sound = require("./sound");

const config = new pulumi.Config();
const image = config.require("image");

sound(image);
if (config.getBoolean("faulty")) {
  faulty(image);
}
