import { describe, expect, it } from "vitest";
import { judgeResources } from "../testing/judge-resources";
import type { CaseResource } from "../testing/policy-case";
import { noLoopbackEndpoint } from "./policy";

const endpoint = "http://localhost:4318";
const image = "registry.example.com/api:1.4.2";
const sidecar = { name: "otel", image: "otel/opentelemetry-collector-contrib:0.156.0" };
const unrelated = { name: "web", image: "nginx:1.27.3", ports: [{ containerPort: 8080 }] };

/** A pod whose first container sends telemetry there, with these containers beside it. */
const pod = (
  beside: readonly object[],
  env: readonly object[] = sends(endpoint),
): CaseResource => ({
  type: "kubernetes:apps/v1:Deployment",
  name: "api",
  props: {
    metadata: { name: "api" },
    spec: { template: { spec: { containers: [{ name: "api", image, env }, ...beside] } } },
  },
});

/** The same on Cloud Run. */
const onCloudRun = (beside: readonly object[]): CaseResource => ({
  type: "gcp:cloudrunv2/service:Service",
  name: "api",
  props: {
    template: {
      containers: [
        { image, ports: { containerPort: 8000 }, envs: sends(endpoint) },
        ...beside.map(({ ports: _, ...container }: { ports?: unknown }) => container),
      ],
    },
  },
});

function sends(value: string): object[] {
  return [{ name: "OTEL_EXPORTER_OTLP_ENDPOINT", value }];
}

async function messages(resource: CaseResource): Promise<readonly string[]> {
  const { early, atEnd } = await judgeResources(noLoopbackEndpoint, [resource]);
  return [...early, ...atEnd];
}

describe("P8: a collector that services look for beside themselves", () => {
  it.each([
    ["in a pod", pod([])],
    ["in a pod with another container", pod([unrelated])],
    ["on Cloud Run", onCloudRun([])],
  ])("P8: is refused where none is there: %s", async (_, resource) => {
    const found = await messages(resource);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('is the endpoint "localhost:4318"');
    expect(found[0]).toContain("listens there");
    expect(found[0]).toContain("Give the address of the server");
  });

  it.each([
    ["in a pod", pod([sidecar])],
    ["in a pod with another container", pod([unrelated, sidecar])],
    ["on Cloud Run", onCloudRun([sidecar])],
  ])("P8: passes where one is there: %s", async (_, resource) => {
    expect(await messages(resource)).toEqual([]);
  });

  it("P8: passes on the node, whose address Kubernetes puts in", async () => {
    const env = [
      { name: "HOST_IP", valueFrom: { fieldRef: { fieldPath: "status.hostIP" } } },
      ...sends("http://$(HOST_IP):4318"),
    ];
    expect(await messages(pod([], env))).toEqual([]);
  });
});
