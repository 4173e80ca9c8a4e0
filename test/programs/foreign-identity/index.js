const pulumi = require("@pulumi/pulumi");

require("./sound");
if (new pulumi.Config().getBoolean("faults")) {
  require("./faults");
}
