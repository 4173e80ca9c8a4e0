import * as gcp from "@pulumi/gcp";
import * as k8s from "@pulumi/kubernetes";
import { Config } from "@pulumi/pulumi";

const cases: Record<string, () => unknown> = {
  "connector-without-place": () =>
    new gcp.vpcaccess.Connector("main", { minInstances: 2, maxInstances: 3 }),
  "unknown-type": () => new gcp.pubsub.Topic("main", {}),
  "unknown-function": () => gcp.compute.getZonesOutput({}),
  "somebody-elses": () => gcp.compute.Network.get("main", "default"),
  "helm-release": () => new k8s.helm.v3.Release("main", { chart: "nginx" }),
  "hidden-value": () =>
    new gcp.sql.User("main", {
      instance: "db",
      password: "correct-horse-battery-staple",
      passwordWo: "correct-horse-battery-staple",
    }),
};

cases[new Config().require("case")]?.();
