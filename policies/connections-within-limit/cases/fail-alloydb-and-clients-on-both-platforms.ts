import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { client } from "../cluster.fixture";

/** Nothing is known of the instance yet, but what its clients are made from. */
export default {
  resources: [
    {
      type: "gcp:alloydb/instance:Instance",
      name: "primary",
      props: { instanceType: "PRIMARY", databaseFlags: { max_connections: "120" } },
      outputs: { instanceType: "PRIMARY", ipAddress: UNKNOWN },
    },
    {
      ...client(
        "api",
        { replicas: 4 },
        {
          env: [
            { name: "DB_HOST", value: UNKNOWN },
            { name: "DB_POOL_SIZE", value: "20" },
          ],
        },
      ),
      propertyDependencies: { spec: ["primary"] },
    },
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "web",
      props: {
        template: {
          scaling: { maxInstanceCount: 1 },
          containers: [
            {
              image: "web:1.0.0",
              envs: [
                { name: "DB_HOST", value: UNKNOWN },
                { name: "DB_POOL_SIZE", value: "10" },
              ],
            },
          ],
        },
      },
      propertyDependencies: { template: ["primary"] },
    },
  ],
  findings: [{ resource: "primary", kind: "violation", path: "databaseFlags.max_connections" }],
} satisfies PolicyCase;
