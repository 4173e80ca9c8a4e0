import { describe, expect, it } from "vitest";
import { messagesOf } from "./messages.fixture";
import { configMapOf, deploymentOf, env, secretOf, serviceOf } from "./program.fixture";

const URL = "postgresql://aia:pa55-of-aia@db:5432/aia_production";

describe("what is right passes", () => {
  it("a proxy beside the program", async () => {
    const proxy = {
      name: "proxy",
      image: "gcr.io/alloydb-connectors/alloydb-auth-proxy:1.13.0",
      args: ["projects/p/locations/r/clusters/c/instances/i"],
    };
    const [api] = [
      deploymentOf({
        envFrom: [],
        env: env({ DATABASE_URL: "postgresql://u@127.0.0.1:5432/d", DB_HOST: "10.0.0.3" }),
      }),
    ] as const;
    const { spec } = api.props as { spec: { template: { spec: { containers: object[] } } } };
    spec.template.spec.containers.push(proxy);
    expect(await messagesOf(api)).toEqual([]);
  });

  it("Services of the same pods", async () => {
    const pods = deploymentOf({
      envFrom: [],
      env: env({ DB_HOST: "postgres", DATABASE_URL: "postgresql://u@postgres-internal:5432/d" }),
    });
    const server = {
      type: "kubernetes:apps/v1:StatefulSet",
      name: "pg",
      props: {
        metadata: { name: "pg", namespace: "aia-system" },
        spec: {
          template: {
            metadata: { labels: { app: "pg" } },
            spec: { containers: [{ image: "postgres:16" }] },
          },
        },
      },
    };
    const services = ["postgres", "postgres-internal"].map((name) =>
      serviceOf(name, { selector: { app: "pg" } }),
    );
    expect(await messagesOf(pods, server, ...services)).toEqual([]);
    expect(await messagesOf(pods, server)).toHaveLength(1);
  });

  it("a Service that is another name for the host", async () => {
    const pods = deploymentOf({
      envFrom: [],
      env: env({ DB_HOST: "db", DATABASE_URL: "postgresql://u@prod.db.example.com:5432/d" }),
    });
    const alias = serviceOf("db", {
      type: "ExternalName",
      externalName: "prod.db.example.com",
      selector: undefined,
    });
    expect(await messagesOf(pods, alias)).toEqual([]);
  });

  it("a Service with the address as its endpoint", async () => {
    const told = (host: string) =>
      deploymentOf({
        envFrom: [],
        env: env({ DB_HOST: "alloydb", DATABASE_URL: `postgresql://u@${host}:5432/d` }),
      });
    const metadata = {
      name: "alloydb-1",
      namespace: "aia-system",
      labels: { "kubernetes.io/service-name": "alloydb" },
    };
    const slice = {
      type: "kubernetes:discovery.k8s.io/v1:EndpointSlice",
      name: "alloydb-1",
      props: { metadata, addressType: "IPv4", endpoints: [{ addresses: ["10.64.0.2"] }] },
    };
    const service = serviceOf("alloydb", { selector: undefined });
    expect(await messagesOf(told("10.64.0.2"), service, slice)).toEqual([]);
    const [message] = await messagesOf(told("10.64.0.9"), service, slice);
    expect(message).toMatch(/^mandatory: /);
    const [unsure] = await messagesOf(told("10.64.0.2"), service);
    expect(unsure).toMatch(/^advisory: Not evaluated: /);
  });

  it("a variable that hides the key of a ConfigMap", async () => {
    const pods = deploymentOf({ env: env({ DB_HOST: "db" }) });
    expect(
      await messagesOf(
        pods,
        configMapOf({ DB_HOST: "other" }),
        secretOf({ DATABASE_URL: "postgresql://u:p@db:5432/d" }),
      ),
    ).toEqual([]);
  });

  it("a variable of another program that hides the key of a ConfigMap", async () => {
    const pods = deploymentOf({
      env: [
        { name: "DB_HOST", valueFrom: { secretKeyRef: { name: "elsewhere", key: "host" } } },
        ...env({ DATABASE_URL: "postgresql://u@db:5432/d" }),
      ],
      envFrom: [{ configMapRef: { name: "aia-config" } }],
    });
    const [message, ...others] = await messagesOf(pods, configMapOf({ DB_HOST: "other" }));
    expect(others).toEqual([]);
    expect(message).toMatch(/^advisory: Not evaluated: .*env\[0\]/);
  });

  it("a setting of a file that a variable replaces", async () => {
    const pods = deploymentOf(
      {
        envFrom: [],
        env: env({ SPRING_DATASOURCE_URL: "jdbc:postgresql://db:5432/aia" }),
        volumeMounts: [{ name: "config", mountPath: "/config" }],
      },
      { volumes: [{ name: "config", configMap: { name: "aia-config" } }] },
    );
    const file = "spring:\n  datasource:\n    url: jdbc:postgresql://localhost:5432/dev\n";
    expect(await messagesOf(pods, configMapOf({ "application.yaml": file }))).toEqual([]);
  });

  it("containers of two images that have databases of their own", async () => {
    const pods = deploymentOf({ envFrom: [], env: env({ DATABASE_URL: URL }) });
    const { spec } = pods.props as { spec: { template: { spec: { containers: object[] } } } };
    spec.template.spec.containers.push({
      name: "exporter",
      image: "exporter:1.0",
      env: env({ DATABASE_URL: "postgresql://u@other:5432/postgres" }),
    });
    expect(await messagesOf(pods)).toEqual([]);
  });
});
