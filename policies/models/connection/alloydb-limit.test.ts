import { expect, it } from "vitest";
import { type Data, Unknown } from "../../framework/value";
import { stackResource } from "../../testing/stack-resource";
import { alloyDbLimitOf } from "./alloydb-limit";

const later = new Unknown("is known only after deployment");
const limit = (props: { [key: string]: Data }) =>
  alloyDbLimitOf(stackResource("gcp:alloydb/instance:Instance", "primary", props));

it.each<[string, { [key: string]: Data }, number, number, string]>([
  ["by default", { instanceType: "PRIMARY" }, 1000, 3, "databaseFlags"],
  [
    "by the flag",
    { databaseFlags: { max_connections: "500" } },
    500,
    3,
    "databaseFlags.max_connections",
  ],
  [
    "of all nodes of a read pool",
    { instanceType: "READ_POOL", readPoolConfig: { nodeCount: 3 } },
    3000,
    9,
    "databaseFlags",
  ],
  [
    "with more kept for superusers",
    { databaseFlags: { max_connections: "500", superuser_reserved_connections: "10" } },
    500,
    10,
    "databaseFlags.max_connections",
  ],
])(
  "N3: the connections of an AlloyDB instance are those %s",
  (_, props, maximum, reserved, path) => {
    expect(limit(props)).toMatchObject({ maximum, reserved, path });
  },
);

it.each<[string, { [key: string]: Data }]>([
  ["of flags that are not known", { databaseFlags: later }],
  ["of a number that is not known", { databaseFlags: { max_connections: later } }],
  ["of a number that is none", { databaseFlags: { max_connections: "many" } }],
  ["of nodes that are not known", { readPoolConfig: { nodeCount: later } }],
])("says why it cannot tell those %s", (_, props) => {
  expect(limit(props)).toMatchObject({ reason: expect.any(String) });
});

it("reads nothing else", () => {
  expect(alloyDbLimitOf(stackResource("gcp:alloydb/cluster:Cluster", "main", {}))).toBeUndefined();
});

it("P7: knows the pooler before it, as far as it is told", () => {
  const machineConfig = { cpuCount: 16 };
  const pooled = (config: Data) => limit({ machineConfig, connectionPoolConfig: config });
  expect(pooled({ enabled: true })).toMatchObject({
    maximum: 1000,
    pooler: { path: "connectionPoolConfig", count: 4, poolSize: 50, clients: 5000 },
  });
  expect(
    pooled({ enabled: true, flags: { max_pool_size: "20", max_client_connections: "900" } }),
  ).toMatchObject({ pooler: { poolSize: 20, clients: 900 } });
  expect(pooled({ enabled: true, flags: later })).toMatchObject({ pooler: { count: 4 } });
  expect(pooled({ enabled: false })).not.toHaveProperty("pooler");
});
