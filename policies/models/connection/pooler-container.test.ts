import { describe, expect, it } from "vitest";
import { type Data, Unknown } from "../../framework/value";
import { stackResource } from "../../testing/stack-resource";
import { ObjectIndex } from "../kubernetes/object-index";
import { toldWorkloads } from "../told/told-settings";
import { clientLimitOf, pgBouncerOf } from "./pooler-container";

const later = new Unknown("is known only after deployment");
const image = "edoburu/pgbouncer:v1.25.2-p0";

/** What is read of a PgBouncer with these variables, and this file of a ConfigMap. */
function read(
  variables: Readonly<Record<string, Data>>,
  file?: Data,
  others: readonly { readonly [key: string]: Data }[] = [],
  name = image,
) {
  const env = Object.entries(variables).map(([variable, value]) => ({ name: variable, value }));
  const mounted: { readonly [key: string]: Data } =
    file === undefined ? {} : { volumeMounts: [{ name: "settings", mountPath: "/etc/pgbouncer" }] };
  const stack = [
    stackResource("kubernetes:core/v1:ConfigMap", "settings", {
      metadata: { name: "settings", namespace: "aia" },
      data: { "pgbouncer.ini": file ?? "" },
    }),
    stackResource("kubernetes:apps/v1:Deployment", "pgbouncer", {
      metadata: { name: "pgbouncer", namespace: "aia" },
      spec: {
        template: {
          spec: {
            containers: [{ name: "pgbouncer", image: name, env, ...mounted }, ...others],
            volumes: [{ name: "settings", configMap: { name: "settings" } }],
          },
        },
      },
    }),
  ];
  const [told] = toldWorkloads(stack, new ObjectIndex(stack));
  return told && pgBouncerOf(told);
}

/** Clients and connections of one pool, as far as they are known. */
function numbers(...args: Parameters<typeof read>) {
  const found = read(...args);
  return (
    found && [
      typeof found.clients.value === "number" ? found.clients.value : "unknown",
      "reason" in found.pool ? "unknown" : found.pool.pool,
    ]
  );
}

const ini = (pgbouncer: string, databases = "* = host=db.example.com port=5432") =>
  `[databases]\n${databases}\n\n[pgbouncer]\n${pgbouncer}\n`;

describe("P7: a PgBouncer in a container", () => {
  it.each<[string, Parameters<typeof read>, readonly unknown[]]>([
    ["variables", [{ MAX_CLIENT_CONN: "500", DEFAULT_POOL_SIZE: "25" }], [500, 25]],
    [
      "variables with the name of the program",
      [{ PGBOUNCER_MAX_CLIENT_CONN: "500", PGBOUNCER_DEFAULT_POOL_SIZE: "25" }],
      [500, 25],
    ],
    ["a file", [{}, ini("max_client_conn = 1000\ndefault_pool_size=30")], [1000, 30]],
    ["a file that says nothing of them", [{}, ini("pool_mode = transaction")], [100, 20]],
    [
      "a file that a variable does not replace",
      [{ DEFAULT_POOL_SIZE: "99" }, ini("default_pool_size = 30")],
      [100, 30],
    ],
    ["a comment in a file", [{}, ini("; default_pool_size = 90\n#max_client_conn = 9")], [100, 20]],
    [
      "all of one database",
      [{}, ini("default_pool_size = 60\nmax_db_connections = 40")],
      [100, 40],
    ],
    ["none that is 0", [{}, ini("max_db_connections = 0")], [100, 20]],
    [
      "the pool of a single database",
      [{}, ini("default_pool_size = 60", "app = host=db pool_size=5\nother = host=db")],
      [100, 5],
    ],
    [
      "all of one database, by a variable",
      [{ DEFAULT_POOL_SIZE: "60", MAX_DB_CONNECTIONS: "40", MAX_CLIENT_CONN: "9" }],
      [9, 40],
    ],
    ["nothing, as its image may", [{}], ["unknown", "unknown"]],
    ["what is known later", [{ MAX_CLIENT_CONN: later, DEFAULT_POOL_SIZE: "9" }], ["unknown", 9]],
    ["a file that is known later", [{ DEFAULT_POOL_SIZE: "9" }, later], ["unknown", "unknown"]],
    ["no number", [{ MAX_CLIENT_CONN: "many", DEFAULT_POOL_SIZE: "9" }], ["unknown", 9]],
  ])("is read of %s", (_, args, expected) => {
    expect(numbers(...args)).toEqual(expected);
  });

  it("tells the hosts that its file names", () => {
    const databases =
      "app = host=one port=5432 dbname=app\n; old = host=two\nb = port=1 host='three'";
    expect(read({}, ini("", databases))?.hosts).toEqual(["one", "three"]);
  });

  it("is found beside what only measures it, and nowhere else", () => {
    const beside = (other: string) => read({}, undefined, [{ name: "other", image: other }]);
    expect(beside("prometheuscommunity/pgbouncer-exporter:v0.11.0")).toBeDefined();
    expect(beside("shop/api:1.0.0")).toBeUndefined();
    for (const other of ["postgres:16.6", "shop/pgbouncer-exporter:1.0", "edoburu/pgpool:4.5"]) {
      expect(read({}, undefined, [], other)).toBeUndefined();
    }
    for (const other of ["bitnami/pgbouncer:1.23.1", "ghcr.io/x/pgbouncer@sha256:0000", image]) {
      expect(read({}, undefined, [], other)).toBeDefined();
    }
  });

  it("takes the clients of all its pods", () => {
    const found = read({ MAX_CLIENT_CONN: "100" });
    const scale = { path: "spec.replicas", instances: 3, isDefault: false, rollsOut: true };
    const limit = found && clientLimitOf(found, scale);
    expect(limit).toMatchObject({ maximum: 300, reserved: 0 });
    expect(limit && "raise" in limit && limit.raise?.(301)).toBe("max_client_conn 101");
    expect(found && clientLimitOf(found, { ...scale, instances: later })).toHaveProperty("reason");
    expect(found && clientLimitOf(found, undefined)).toHaveProperty("reason");
  });
});
