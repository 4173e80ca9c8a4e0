import { describe, expect, it } from "vitest";
import { deployment, object, service } from "../models/kubernetes/program.fixture";
import { messagesAtEnd } from "../testing/judge-resources";
import { type CaseResource, UNKNOWN } from "../testing/policy-case";
import { endpointDeclared } from "./policy";

/** The Service of a collector, with these ports. */
const collector = (...ports: readonly number[]): CaseResource =>
  service(
    {
      selector: { app: "otel-collector" },
      ports: ports.map((port) => ({ name: `port-${port}`, port })),
    },
    "otel-collector",
  );

/** A Deployment that sends telemetry there. */
const sender = (value: unknown): CaseResource =>
  deployment({ env: [{ name: "OTEL_EXPORTER_OTLP_ENDPOINT", value }] });

/** What is said of them, which must not depend on their order. */
async function messages(...resources: readonly CaseResource[]): Promise<readonly string[]> {
  const found = await messagesAtEnd(endpointDeclared, resources);
  expect(await messagesAtEnd(endpointDeclared, [...resources].reverse())).toEqual(found);
  return found;
}

describe("P8: a collector that services know by the name of its Service", () => {
  const byGrpc = "http://otel-collector:4317";

  it("P8: is refused where the program declares no such Service", async () => {
    const [found = "", ...others] = await messages(service(), sender(byGrpc));
    expect(found).toMatch(/^mandatory: Deployment "api": .*env\[0\]\.value leads to /);
    expect(found).toContain('in namespace "backend"');
    expect(found).toContain("which the program does not declare");
    expect(others).toEqual([]);
  });

  it("P8: is refused at a port that its Service lacks", async () => {
    const [found = "", ...others] = await messages(collector(4318), sender(byGrpc));
    expect(found).toMatch(/^mandatory: /);
    expect(found).toContain(
      'leads to Service "otel-collector" in namespace "backend" at port 4317, which it does not have: it has port 4318.',
    );
    expect(others).toEqual([]);
  });

  it.each([
    ["its only port", [4317]],
    ["one of its ports", [4317, 4318]],
  ])("P8: passes at %s", async (_, ports) => {
    expect(await messages(collector(...ports), sender(byGrpc))).toEqual([]);
  });

  it.each(["otel-collector.backend", "otel-collector.backend.svc.cluster.local"])(
    "P8: passes by the longer name %s",
    async (host) => {
      expect(await messages(collector(4318), sender(`http://${host}:4318`))).toEqual([]);
    },
  );

  it("P8: is not evaluated where its address is unknown", async () => {
    const found = await messages(collector(4317), sender(UNKNOWN));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^advisory: Not evaluated: /);
  });
});

describe("P8: a collector on each node", () => {
  it("P8: passes by the address of the node, which Kubernetes puts in", async () => {
    const api = deployment({
      env: [
        { name: "HOST_IP", valueFrom: { fieldRef: { fieldPath: "status.hostIP" } } },
        { name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: "http://$(HOST_IP):4318" },
      ],
    });
    const agent = object("apps/v1:DaemonSet", "otel-agent", {
      spec: {
        selector: { matchLabels: { app: "otel-agent" } },
        template: {
          metadata: { labels: { app: "otel-agent" } },
          spec: {
            containers: [
              {
                name: "otel-agent",
                image: "otel/opentelemetry-collector-contrib:0.156.0",
                ports: [{ containerPort: 4318, hostPort: 4318 }],
              },
            ],
          },
        },
      },
    });
    expect(await messages(agent, service(), api)).toEqual([]);
  });
});
