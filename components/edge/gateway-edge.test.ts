import * as kubernetes from "@pulumi/kubernetes";
import { describe, expect, it } from "vitest";
import { promiseOf, record } from "../testing/recording";
import { GatewayEdge, type GatewayEdgeArgs } from "./gateway-edge";

const gatewayType = "kubernetes:gateway.networking.k8s.io/v1:Gateway";
const routeType = "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute";
const healthType = "kubernetes:networking.gke.io/v1:HealthCheckPolicy";
const backendType = "kubernetes:networking.gke.io/v1:GCPBackendPolicy";
const gatewayPolicyType = "kubernetes:networking.gke.io/v1:GCPGatewayPolicy";
const namespaceType = "kubernetes:core/v1:Namespace";
const addressType = "gcp:compute/globalAddress:GlobalAddress";

const checked = {
  healthPath: "/health",
  healthPeriodSec: 10,
  healthTimeoutSec: 5,
  healthFailureThreshold: 3,
  requestTimeoutSec: 300,
};
const args: Omit<GatewayEdgeArgs, "provider"> = {
  domain: "013a.tech",
  hosts: { "013a.tech": { service: "frontend", routes: { "/tasks": "api" } } },
  services: {
    api: { namespace: "aia-backend", service: "api", port: 8000, ...checked },
    frontend: { namespace: "aia-frontend", service: "frontend", port: 3000, ...checked },
  },
  startsAfter: [],
};

const create = (changes: Partial<GatewayEdgeArgs> = {}, preview = false) =>
  record(
    () => {
      const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
      const service = new kubernetes.core.v1.Service("api", {}, { provider });
      return new GatewayEdge("aia-edge", {
        ...args,
        provider,
        startsAfter: [service],
        ...changes,
      });
    },
    { preview },
  );

describe("A18: GatewayEdge", () => {
  it.each([false, true])(
    "is one gateway with one address and certificate (preview: %s)",
    async (preview) => {
      const recording = await create({}, preview);
      expect(recording.counts()).toMatchObject({
        [gatewayType]: 1,
        [routeType]: 3,
        [healthType]: 2,
        [backendType]: 2,
        [gatewayPolicyType]: 1,
        [namespaceType]: 1,
        [addressType]: 1,
        "gcp:certificatemanager/certificate:Certificate": 1,
        "gcp:certificatemanager/certificateMapEntry:CertificateMapEntry": 1,
        "gcp:compute/sSLPolicy:SSLPolicy": 1,
      });
      expect(recording.all("kubernetes:core/v1:Service")).toHaveLength(1);
      expect(recording.one(addressType).protect).toBe(true);
    },
  );

  it("listens with the certificates of its map, and takes routes of its services' namespaces only", async () => {
    const { inputs, dependsOn } = (await create()).one(gatewayType);
    expect(inputs).toMatchObject({
      metadata: {
        name: "aia-edge",
        namespace: "aia-edge",
        annotations: { "networking.gke.io/certmap": "aia-edge-certificate-map" },
      },
      spec: {
        gatewayClassName: "gke-l7-global-external-managed",
        addresses: [{ type: "NamedAddress", value: "aia-edge" }],
        listeners: [
          {
            name: "https",
            protocol: "HTTPS",
            port: 443,
            allowedRoutes: {
              namespaces: {
                from: "Selector",
                selector: {
                  matchExpressions: [
                    {
                      key: "kubernetes.io/metadata.name",
                      operator: "In",
                      values: ["aia-frontend", "aia-backend"],
                    },
                  ],
                },
              },
            },
          },
          {
            name: "http",
            protocol: "HTTP",
            port: 80,
            allowedRoutes: { namespaces: { from: "Same" } },
          },
        ],
      },
    });
    expect(dependsOn).toContain("aia-edge-certificate-013a.tech");
  });

  it("leads hosts to services after gateway and services are there", async () => {
    const recording = await create();
    const route = recording.one(routeType, "aia-edge-013a.tech-aia-backend");
    expect(route.inputs).toMatchObject({
      metadata: { name: "host-013a-tech", namespace: "aia-backend" },
      spec: {
        parentRefs: [{ name: "aia-edge", namespace: "aia-edge", sectionName: "https" }],
        hostnames: ["013a.tech"],
        rules: [
          {
            matches: [{ path: { type: "PathPrefix", value: "/tasks" } }],
            backendRefs: [{ name: "api", port: 8000 }],
          },
        ],
      },
    });
    expect(route.dependsOn).toEqual(expect.arrayContaining(["aia-edge", "api"]));
    expect(recording.one(routeType, "aia-edge-redirect").inputs).toMatchObject({
      spec: {
        parentRefs: [{ name: "aia-edge", sectionName: "http" }],
        rules: [
          {
            filters: [
              { type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } },
            ],
          },
        ],
      },
    });
  });

  it("N9: gives the load balancer the health check, the time and the logs of each service", async () => {
    const recording = await create({
      services: {
        ...args.services,
        api: {
          namespace: "aia-backend",
          service: "api",
          port: 8000,
          ...checked,
          requestTimeoutSec: 3600,
          sessionAffinity: true,
        },
      },
      accessLogSampleRate: 0.25,
    });
    expect(recording.one(healthType, "aia-edge-api-health").inputs).toMatchObject({
      metadata: { name: "api", namespace: "aia-backend" },
      spec: {
        default: {
          checkIntervalSec: 10,
          timeoutSec: 5,
          unhealthyThreshold: 3,
          config: { type: "HTTP", httpHealthCheck: { requestPath: "/health" } },
        },
        targetRef: { group: "", kind: "Service", name: "api" },
      },
    });
    expect(recording.one(backendType, "aia-edge-api-backend").inputs).toMatchObject({
      spec: {
        default: {
          timeoutSec: 3600,
          logging: { enabled: true, sampleRate: 250_000 },
          sessionAffinity: { type: "GENERATED_COOKIE", cookieTtlSec: 0 },
        },
      },
    });
    const { spec } = recording.one(backendType, "aia-edge-frontend-backend").inputs as {
      spec: { default: object };
    };
    expect(spec.default).not.toHaveProperty("sessionAffinity");
    expect(spec.default).not.toHaveProperty("securityPolicy");
  });

  it("limits requests to every service where a limit is set, and logs none where none are asked for", async () => {
    const recording = await create({
      rateLimit: { count: 600, intervalSec: 60 },
      accessLogSampleRate: 0,
    });
    for (const { inputs } of recording.all(backendType)) {
      expect(inputs).toMatchObject({
        spec: { default: { securityPolicy: "aia-edge-limit", logging: { enabled: false } } },
      });
    }
  });

  it("tells the address, the records and the URLs", async () => {
    const { result } = await create();
    expect(result.urls).toEqual({ "013a.tech": "https://013a.tech" });
    const records = await promiseOf(result.dnsRecords);
    expect(records.map(({ name, type }) => [name, type])).toContainEqual(["013a.tech.", "A"]);
  });

  it("refuses a route to a service that it does not know, and a host with more services than a route takes", async () => {
    const unknown = { "013a.tech": { service: "frontend", routes: { "/tasks": "tasks" } } };
    await expect(create({ hosts: unknown })).rejects.toThrow(
      'GatewayEdge "aia-edge": hosts leads to "tasks", which is not among services.',
    );
    const keys = Array.from({ length: 17 }, (_, index) => `service-${index}`);
    const [service = ""] = keys;
    await expect(
      create({
        hosts: {
          "013a.tech": { service, routes: Object.fromEntries(keys.map((key) => [`/${key}`, key])) },
        },
        services: Object.fromEntries(
          keys.map((key) => [key, { namespace: "many", service: key, port: 80, ...checked }]),
        ),
      }),
    ).rejects.toThrow(
      'hosts leads "013a.tech" to 17 services of the namespace "many". Allowed are 16. Give some of them a host of their own.',
    );
  });
});
