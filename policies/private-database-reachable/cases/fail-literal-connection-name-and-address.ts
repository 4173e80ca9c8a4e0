import { network, planned, service, serviceConnection } from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    serviceConnection(),
    {
      ...planned("gcp:sql/databaseInstance:DatabaseInstance", "db", {
        name: "db",
        project: "shop",
        region: "europe-west1",
        settings: { ipConfiguration: { ipv4Enabled: false, privateNetwork: "main" } },
      }),
      propertyDependencies: { settings: ["main", "psa"] },
    },
    {
      ...planned("gcp:redis/instance:Instance", "cache", { authorizedNetwork: "main" }),
      outputs: { authorizedNetwork: "main", host: "10.20.0.3" },
    },
    service({
      volumes: [{ name: "cloudsql", cloudSqlInstance: { instances: ["shop:europe-west1:db"] } }],
    }),
    service({ name: "worker", envs: [{ name: "REDIS_URL", value: "rediss://10.20.0.3:6378/0" }] }),
  ],
  findings: [
    { resource: "api", kind: "violation", path: "template.vpcAccess" },
    { resource: "worker", kind: "violation", path: "template.vpcAccess" },
  ],
} satisfies PolicyCase;
