import { describe, expect, it } from "vitest";
import { Place } from "../../framework/place";
import { type Data, Unknown } from "../../framework/value";
import { readWorkloads } from "../workload/read-workloads";
import { knownListener } from "./known-listeners";
import { readListenerNote } from "./listener-note";
import { listenersOf } from "./listeners";
import { served } from "./served";

const UNKNOWN = new Unknown("is known only after deployment");

type Props = { readonly [key: string]: Data };

function read(type: string, props: Props) {
  const [workload] = readWorkloads({ type, name: "it", props });
  if (workload === undefined) {
    throw new Error("The test reads no workload.");
  }
  return { workload, listeners: listenersOf(workload, new Place(props)) };
}

const pod = (containers: Data[], extra: Props = {}, annotations: Props = {}): Props => ({
  metadata: { annotations },
  spec: { containers, ...extra },
});
const APP = { name: "app", image: "registry/app:1" };

/** Whether the first container of a pod reaches a port on loopback. */
function reaches(port: number | undefined, props: Props, type = "kubernetes:core/v1:Pod") {
  const { workload, listeners } = read(type, props);
  const reader = workload.containers.find(({ name }) => name === "app") ?? workload.containers[0];
  return served(port === undefined ? [] : [port], reader, listeners).is;
}

describe("a port on loopback", () => {
  it.each<[string, number, Data]>([
    ["that a sidecar declares", 7000, { image: "x", ports: [{ containerPort: 7000 }] }],
    ["of a known image", 6379, { image: "docker.io/bitnami/redis:7" }],
    ["of a known image by digest", 6432, { image: `edoburu/pgbouncer@sha256:${"0".repeat(64)}` }],
    ["of a collector", 4317, { image: "otel/opentelemetry-collector-contrib:0.100.0" }],
    [
      "P8: of the collector that Google builds",
      4318,
      { image: "us-docker.pkg.dev/a/b/otelcol-google:0.156.0" },
    ],
    [
      "of a Cloud SQL proxy",
      5432,
      { image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2", args: ["--port=5432", "p:r:i"] },
    ],
    [
      "of a Cloud SQL proxy whose instance is unknown",
      5432,
      { image: "cloud-sql-proxy:2", args: ["--port=5432", UNKNOWN] },
    ],
    ["that a probe asks", 7000, { image: "x", startupProbe: { tcpSocket: { port: 7000 } } }],
    [
      "that a probe asks over HTTP",
      7000,
      { image: "x", readinessProbe: { httpGet: { port: 7000 } } },
    ],
    ["that a variable tells", 7000, { image: "x", env: [{ name: "PORT", value: "7000" }] }],
    [
      "that a listening address tells",
      7000,
      { image: "x", env: [{ name: "LISTEN_ADDR", value: ":7000" }] },
    ],
    [
      "that an address on loopback tells",
      7000,
      { image: "x", env: [{ name: "METRICS_ADDR", value: "127.0.0.1:7000" }] },
    ],
    ["that a flag tells", 7000, { image: "x", args: ["--listen=:7000"] }],
    ["that a flag and a word tell", 7000, { image: "x", args: ["--port", "7000"] }],
    [
      "that a server is bound to",
      7000,
      { image: "x", command: ["gunicorn", "--bind", "127.0.0.1:7000", "app:app"] },
    ],
    [
      "that a script tells",
      5432,
      { image: "x", command: ["sh", "-c", "exec /cloud_sql_proxy -instances=p:r:i=tcp:5432"] },
    ],
    ["of a service mesh", 15020, { image: "x" }],
  ])("%s is served", (_what, port, sidecar) => {
    expect(reaches(port, pod([APP, sidecar]))).toBe("served");
  });

  it.each<[string, number, Data]>([
    ["that nobody speaks of", 5432, { image: "x" }],
    ["of another service", 5432, { image: "x", env: [{ name: "DB_PORT", value: "5432" }] }],
    ["of another image's exporter", 6379, { image: "oliver006/redis-exporter:1" }],
    ["of an image that only starts like a known one", 6379, { image: "redis-consumer:1" }],
    ["that a client connects to", 7000, { image: "x", command: ["psql", "--port", "7000"] }],
    [
      "beside the one of a proxy",
      5433,
      { image: "cloud-sql-proxy:2", args: ["--port=5432", "p:r:i"] },
    ],
  ])("%s is not served", (_what, port, sidecar) => {
    expect(reaches(port, pod([APP, sidecar]))).toBe("unserved");
  });

  it.each<[string, number, Data]>([
    ["a sidecar's image is unknown", 5432, { image: UNKNOWN }],
    ["a sidecar's arguments are unknown", 5432, { image: "x", args: UNKNOWN }],
    ["an argument of a proxy is unknown", 5432, { image: "gce-proxy:1", args: [UNKNOWN] }],
    ["a sidecar forwards what a file tells", 5432, { image: "envoyproxy/envoy:v1.30" }],
    ["a sidecar's port is unknown", 5432, { image: "x", ports: [{ containerPort: UNKNOWN }] }],
  ])("is uncertain where %s", (_what, port, sidecar) => {
    expect(reaches(port, pod([APP, sidecar]))).toBe("uncertain");
  });

  it("is uncertain on the network of the node", () => {
    expect(reaches(5432, pod([APP], { hostNetwork: true }))).toBe("uncertain");
  });

  it("is uncertain where containers are unknown", () => {
    expect(reaches(5432, pod([APP, UNKNOWN]))).toBe("uncertain");
  });

  it("is uncertain where nothing tells the port and a sidecar listens", () => {
    expect(reaches(undefined, pod([APP, { image: "redis:7" }]))).toBe("uncertain");
    expect(reaches(undefined, pod([APP, { image: "x" }]))).toBe("unserved");
    expect(reaches(undefined, pod([{ ...APP, ports: [{ containerPort: 80 }] }]))).toBe("unserved");
  });

  it("is served where the container itself declares it", () => {
    expect(reaches(8080, pod([{ ...APP, ports: [{ containerPort: 8080 }] }]))).toBe("served");
  });

  it("is no port of the container itself because it is told to connect there", () => {
    const told = { ...APP, args: ["--host", "localhost", "--port", "5432"] };
    expect(reaches(5432, pod([told]))).toBe("unserved");
    expect(reaches(3000, pod([{ ...APP, args: ["--port", "3000"] }]))).toBe("served");
  });

  it("is served where the container itself says that it listens there", () => {
    const args = ["start", "--listen-addr=localhost:26257", "--join=localhost:26257"];
    expect(reaches(26257, pod([{ ...APP, args }]))).toBe("served");
  });

  it("of the own image that is unknown is not served", () => {
    expect(reaches(5432, pod([{ name: "app", image: UNKNOWN }]))).toBe("unserved");
  });

  it.each<[string, Props, number]>([
    ["Dapr", { "dapr.io/enabled": "true" }, 3500],
    ["Vault", { "vault.hashicorp.com/agent-inject": "true" }, 8200],
    ["a collector", { "sidecar.opentelemetry.io/inject": "my-collector" }, 4317],
    ["Consul", { "consul.hashicorp.com/connect-service-upstreams": "db:5432, cache:6379" }, 6379],
    ["what people note", { "holdfast.dev/loopback-listener": "proxy:5432" }, 5432],
  ])("is served where annotations ask for %s", (_what, annotations, port) => {
    expect(reaches(port, pod([APP], {}, annotations))).toBe("served");
    expect(reaches(port, pod([APP]))).toBe("unserved");
  });

  it("is not served where an annotation declines", () => {
    expect(reaches(3500, pod([APP], {}, { "dapr.io/enabled": "false" }))).toBe("unserved");
  });

  it("reads annotations of a template", () => {
    const template = {
      metadata: { annotations: { "dapr.io/enabled": "true" } },
      spec: { containers: [APP] },
    };
    expect(reaches(3500, { spec: { template } }, "kubernetes:apps/v1:Deployment")).toBe("served");
  });

  it("of a Cloud Run service is 8080 unless it declares one", () => {
    const type = "gcp:cloudrunv2/service:Service";
    expect(reaches(8080, { template: { containers: [APP] } }, type)).toBe("served");
    const other = { template: { containers: [{ ...APP, ports: { containerPort: 80 } }] } };
    expect(reaches(8080, other, type)).toBe("unserved");
    expect(reaches(80, other, type)).toBe("served");
    expect(reaches(15020, other, type)).toBe("unserved");
  });

  it("is served to an init container only by a sidecar before it", () => {
    const proxy = { image: "redis:7", restartPolicy: "Always" };
    const init = (...initContainers: Data[]) => pod([{ image: "x" }], { initContainers });
    expect(reaches(6379, init(proxy, APP))).toBe("served");
    expect(reaches(6379, init(APP, proxy))).toBe("unserved");
    expect(reaches(6379, pod([{ image: "redis:7" }], { initContainers: [APP] }))).toBe("unserved");
  });

  it("is not served by an init container that has ended", () => {
    expect(reaches(6379, pod([APP], { initContainers: [{ image: "redis:7" }] }))).toBe("unserved");
  });
});

describe("knownListener", () => {
  it.each(["redis", "redis-stack-server", "postgres-16", "valkey-8-alpine"])(
    "knows %s",
    (image) => {
      expect(knownListener(image)?.ports.length).toBeGreaterThan(0);
    },
  );

  it.each(["app", "redis-commander", "postgres-backup", "my-redis", ""])(
    "does not know %s",
    (image) => {
      expect(knownListener(image)).toBeUndefined();
    },
  );
});

describe("readListenerNote", () => {
  it("reads one listener or several", () => {
    expect(readListenerNote("a:1, b.c:65535")).toEqual([
      { name: "a", port: 1 },
      { name: "b.c", port: 65535 },
    ]);
  });

  it.each(["", "a", "a:", "a:0", "a:65536", "a:1,", ":1", "a b:1"])("refuses %j", (text) => {
    expect(readListenerNote(text)).toBeUndefined();
  });
});
