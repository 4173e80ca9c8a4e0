import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namespacesOf, type StackConfiguration } from "../../../config";
import { aiaWith } from "../../testing/aia";
import type { StackFileData } from "../../testing/stack-file";
import { admits, type End, podOf } from "./admission.fixture";
import { networkPaths } from "./paths";
import { networkPolicies, type PlannedPolicy } from "./policies";

function policiesOf(configuration: StackConfiguration): PlannedPolicy[] {
  return networkPolicies(namespacesOf(configuration), networkPaths(configuration));
}

/** The policies of a stack with these services in the namespaces `back` and `front`, and these stores. */
function policiesWith(
  services: Record<string, object>,
  stores: (file: StackFileData) => void = () => {},
) {
  return policiesOf(
    aiaWith((file) => {
      for (const key of ["postgres", "redis", "edge", "observability", "verify"]) {
        delete file[`holdfast:${key}`];
      }
      file["holdfast:gke"].namespace = "back";
      file["holdfast:services"] = Object.fromEntries(
        Object.entries(services).map(([name, settings]) => [name, { ...bare(name), ...settings }]),
      );
      stores(file);
    }),
  );
}

function bare(name: string) {
  return {
    image: `us-central1-docker.pkg.dev/aia-production/aia/${name}:1.0.0`,
    port: 8000,
    cpu: 1,
    memory: "1Gi",
    scale: { min: 2, max: 2 },
    startup: { path: "/health", within: "60s" },
    health: { path: "/health" },
  };
}

const api = podOf("back", "api");
const other = podOf("back", "other");
const web = podOf("front", "web");
const address = (text: string): End => ({ address: text });

describe("A10: the network policies of a stack", () => {
  it("close every namespace of the stack for what is not declared", () => {
    const policies = policiesWith({ api: {}, other: {}, web: { namespace: "front" } });
    for (const [from, to] of [
      [api, other],
      [web, api],
      [podOf("kube-system", "x"), api],
      [address("8.8.8.8"), api],
      [api, address("8.8.8.8")],
      [api, address("169.254.169.254")],
    ] as const) {
      expect(admits(policies, from, to, 8000)).toBe(false);
    }
    expect(policies.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual([
      "back/default.deny",
      "back/default.dns",
      "front/default.deny",
      "front/default.dns",
      "back/api",
      "back/other",
      "front/web",
    ]);
  });

  it("let every pod ask for names, wherever the cluster answers", () => {
    const policies = policiesWith({ api: {} });
    const servers = [
      { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } },
      { namespace: "kube-system", labels: { "k8s-app": "node-local-dns" } },
      address("169.254.20.10"),
      address("169.254.169.254"),
    ];
    for (const server of servers) {
      expect(admits(policies, api, server, 53, "UDP")).toBe(true);
      expect(admits(policies, api, server, 53, "TCP")).toBe(true);
      expect(admits(policies, api, server, 8080)).toBe(false);
    }
    expect(admits(policies, api, address("8.8.8.8"), 53, "UDP")).toBe(false);
  });

  it("open the way to a service that another one uses, at its port, in this direction", () => {
    const policies = policiesWith({
      api: {},
      other: {},
      web: { namespace: "front", uses: { api: {} } },
    });
    expect(admits(policies, web, api, 8000)).toBe(true);
    expect(admits(policies, web, api, 8001)).toBe(false);
    expect(admits(policies, api, web, 8000)).toBe(false);
    expect(admits(policies, web, other, 8000)).toBe(false);
    expect(admits(policies, podOf("back", "web"), api, 8000)).toBe(false);
  });

  it("open the way to what a service can do without as well", () => {
    const policies = policiesWith({ api: {}, web: { uses: { api: { optional: true } } } });
    expect(admits(policies, podOf("back", "web"), api, 8000)).toBe(true);
  });

  it("let load balancers in where a route leads, and nowhere else", () => {
    const policies = policiesWith({ api: {}, other: {} }, (file) => {
      file["holdfast:edge"] = {
        certificate: { domain: "013a.tech" },
        hosts: { "013a.tech": { service: "api" } },
      };
    });
    for (const balancer of ["130.211.1.1", "35.191.200.1"]) {
      expect(admits(policies, address(balancer), api, 8000)).toBe(true);
      expect(admits(policies, address(balancer), api, 9000)).toBe(false);
      expect(admits(policies, address(balancer), other, 8000)).toBe(false);
    }
    expect(admits(policies, address("130.211.4.1"), api, 8000)).toBe(false);
  });

  it("A12: let the collectors of metrics in where there are any", () => {
    const policies = policiesWith({ api: { metrics: {} }, other: {} });
    for (const namespace of ["gmp-system", "gke-gmp-system"]) {
      expect(admits(policies, podOf(namespace, "collector"), api, 8000)).toBe(true);
      expect(admits(policies, podOf(namespace, "collector"), other, 8000)).toBe(false);
    }
  });

  it("let a service reach the internet by HTTPS where it says so, and no private network that way", () => {
    const policies = policiesWith({ api: { egress: { internet: true } }, other: {} });
    expect(admits(policies, api, address("104.18.7.192"), 443)).toBe(true);
    expect(admits(policies, api, address("104.18.7.192"), 80)).toBe(false);
    for (const inside of ["10.64.0.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"]) {
      expect(admits(policies, api, address(inside), 443)).toBe(false);
    }
    expect(admits(policies, other, address("104.18.7.192"), 443)).toBe(false);
  });

  it("let a service ask for the tokens of its Google service account", () => {
    const policies = policiesWith({ api: {} });
    expect(admits(policies, api, address("169.254.169.254"), 80)).toBe(true);
    expect(admits(policies, api, address("169.254.169.252"), 988)).toBe(true);
    expect(admits(policies, api, address("169.254.169.254"), 443)).toBe(false);
  });
});

describe("A10: the way to databases and caches", () => {
  const sql = {
    version: "POSTGRES_16",
    edition: "ENTERPRISE",
    tier: "db-custom-4-15360",
    maxConnections: 500,
    databases: { app: {} },
  };
  const use = { pool: 5 };

  it("leads to the range of managed services, at the port of what is used", () => {
    const policies = policiesWith(
      { api: { uses: { db: use } }, other: { uses: { plain: {} } }, third: { uses: { tls: {} } } },
      (file) => {
        file["holdfast:postgres"] = { db: { ...sql, users: { app: {} } } };
        const cache = { version: "REDIS_7_2", memory: "1Gi" };
        file["holdfast:redis"] = {
          tls: cache,
          plain: { ...cache, transitEncryptionMode: "DISABLED" },
        };
      },
    );
    const ends = [api, other, podOf("back", "third")];
    const open = [5432, 6379, 6378].map((port) =>
      ends.map((end) => admits(policies, end, address("10.64.0.3"), port)),
    );
    expect(open).toEqual([
      [true, false, false],
      [false, true, false],
      [false, false, true],
    ]);
    expect(admits(policies, api, address("10.65.0.3"), 5432)).toBe(false);
  });

  it("leads to stores in the cluster and lets their users in, whatever namespace they are in", () => {
    const policies = policiesWith(
      { api: { uses: { ticks: use, cache: {} } }, other: {} },
      (file) => {
        file["holdfast:postgres"] = {
          ticks: {
            type: "in-cluster",
            namespace: "data",
            image: "timescale/timescaledb:2.17.2-pg16",
            runAsUser: 70,
            maxConnections: 100,
            databases: { app: {} },
            users: { app: {} },
          },
        };
        file["holdfast:redis"] = { cache: { type: "in-cluster", image: "redis:7.4.1-alpine" } };
      },
    );
    const [ticks, cache] = [podOf("data", "ticks"), podOf("back", "cache")];
    expect(admits(policies, api, ticks, 5432)).toBe(true);
    expect(admits(policies, api, cache, 6379)).toBe(true);
    expect(admits(policies, api, podOf("back", "ticks"), 5432)).toBe(false);
    for (const [from, to, port] of [
      [other, ticks, 5432],
      [other, cache, 6379],
      [cache, api, 8000],
      [ticks, address("8.8.8.8"), 443],
    ] as const) {
      expect(admits(policies, from, to, port)).toBe(false);
    }
  });

  it("leads from the jobs that create databases to the servers in which they do", () => {
    const policies = policiesWith({ api: {} }, (file) => {
      file["holdfast:postgres"] = {
        ticks: {
          type: "in-cluster",
          namespace: "data",
          image: "timescale/timescaledb:2.17.2-pg16",
          runAsUser: 70,
          maxConnections: 100,
          databases: { app: {} },
          users: { app: {} },
        },
        pooled: {
          type: "alloydb",
          version: "POSTGRES_16",
          machineType: "n2-highmem-4",
          maxConnections: 500,
          pooling: true,
          databases: { app: {} },
          users: { app: {} },
          preparation: { image: "postgres:16.6-alpine" },
        },
      };
    });
    const job = podOf("data", "ticks-preparation");
    expect(admits(policies, job, podOf("data", "ticks"), 5432)).toBe(true);
    expect(admits(policies, job, address("10.64.0.3"), 5432)).toBe(false);
    const otherJob = podOf("back", "pooled-preparation");
    expect(admits(policies, otherJob, address("10.64.0.3"), 5432)).toBe(true);
    expect(admits(policies, otherJob, address("10.64.0.3"), 6432)).toBe(false);
    expect(admits(policies, otherJob, podOf("data", "ticks"), 5432)).toBe(false);
  });

  it("P7: leads through PgBouncer to a database of Google, and not past it", () => {
    const policies = policiesWith({ api: { uses: { shared: use } }, other: {} }, (file) => {
      file["holdfast:postgres"] = {
        shared: {
          version: "POSTGRES_16",
          edition: "ENTERPRISE",
          tier: "db-custom-4-15360",
          maxConnections: 500,
          pooling: true,
          databases: { app: {} },
          users: { app: {} },
        },
      };
    });
    const pooler = podOf("back", "shared-pooler");
    expect(admits(policies, api, pooler, 6432)).toBe(true);
    expect(admits(policies, pooler, address("10.64.0.3"), 5432)).toBe(true);
    for (const port of [5432, 6432]) {
      expect(admits(policies, api, address("10.64.0.3"), port)).toBe(false);
      expect(admits(policies, other, pooler, port)).toBe(false);
    }
  });

  it("P7: leads from any namespace to PgBouncer in the usual one, which is closed like the others", () => {
    const policies = policiesWith(
      { web: { namespace: "front", uses: { shared: use } } },
      (file) => {
        file["holdfast:postgres"] = {
          shared: {
            version: "POSTGRES_16",
            edition: "ENTERPRISE",
            tier: "db-custom-4-15360",
            maxConnections: 500,
            pooling: true,
            databases: { app: {} },
            users: { app: {} },
          },
        };
      },
    );
    const pooler = podOf("back", "shared-pooler");
    expect(admits(policies, web, pooler, 6432)).toBe(true);
    expect(admits(policies, podOf("front", "other"), pooler, 6432)).toBe(false);
    expect(
      policies.filter(({ name }) => name === "default.deny").map(({ namespace }) => namespace),
    ).toEqual(["back", "front"]);
  });

  it("P7: leads through PgBouncer to a database in the cluster, beside the job that prepares it", () => {
    const policies = policiesWith({ api: { uses: { ticks: use } } }, (file) => {
      file["holdfast:postgres"] = {
        ticks: {
          type: "in-cluster",
          namespace: "data",
          image: "timescale/timescaledb:2.17.2-pg16",
          runAsUser: 70,
          maxConnections: 300,
          pooling: true,
          databases: { app: {} },
          users: { app: {} },
        },
      };
    });
    const server = podOf("data", "ticks");
    const pooler = podOf("data", "ticks-pooler");
    expect(admits(policies, api, pooler, 6432)).toBe(true);
    expect(admits(policies, pooler, server, 5432)).toBe(true);
    expect(admits(policies, podOf("data", "ticks-preparation"), server, 5432)).toBe(true);
    expect(admits(policies, api, server, 5432)).toBe(false);
    expect(admits(policies, podOf("data", "ticks-preparation"), pooler, 6432)).toBe(false);
  });

  it("leads to the pooler of AlloyDB where there is one", () => {
    const policies = policiesWith({ api: { uses: { pooled: use } } }, (file) => {
      file["holdfast:postgres"] = {
        pooled: {
          type: "alloydb",
          version: "POSTGRES_16",
          machineType: "n2-highmem-4",
          maxConnections: 500,
          pooling: true,
          databases: { postgres: {} },
          users: { app: {} },
        },
      };
    });
    expect(admits(policies, api, address("10.64.0.3"), 6432)).toBe(true);
    expect(admits(policies, api, address("10.64.0.3"), 5432)).toBe(false);
  });
});

/** Services with namespaces, ports and uses of services before them, so that there is no cycle. */
const anyServices = fc
  .array(
    fc.record({
      front: fc.boolean(),
      port: fc.constantFrom(8000, 8001),
      uses: fc.array(fc.nat(5), { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((services) =>
    services.map(({ front, port, uses }, index) => ({
      name: `service-${index}`,
      namespace: front ? "front" : "back",
      port,
      uses: [...new Set(uses)].filter((used) => used < index).map((used) => `service-${used}`),
    })),
  );

describe("A10: of any services", () => {
  it("exactly those connections are open that one declares", () => {
    fc.assert(
      fc.property(anyServices, (services) => {
        const policies = policiesWith(
          Object.fromEntries(
            services.map(({ name, namespace, port, uses }) => [
              name,
              { namespace, port, uses: Object.fromEntries(uses.map((used) => [used, {}])) },
            ]),
          ),
        );
        for (const from of services) {
          for (const to of services.filter(({ name }) => name !== from.name)) {
            for (const port of [8000, 8001]) {
              expect(
                admits(
                  policies,
                  podOf(from.namespace, from.name),
                  podOf(to.namespace, to.name),
                  port,
                ),
              ).toBe(from.uses.includes(to.name) && port === to.port);
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
