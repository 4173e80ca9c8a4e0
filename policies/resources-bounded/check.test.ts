import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryData } from "../testing/arbitrary-data";
import { stackResource } from "../testing/stack-resource";
import { checkResource, checkStack } from "./check";

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";

function found(resources: object, wantsCpuLimit = false): readonly string[] {
  const props = JSON.parse(
    JSON.stringify({ spec: { template: { spec: { containers: [{ name: "api", resources }] } } } }),
  );
  const resource = stackResource(DEPLOYMENT, "api", props);
  return [
    ...checkResource(resource),
    ...checkStack([resource], wantsCpuLimit).map(({ finding }) => finding),
  ].map(
    ({ path, message }) =>
      `${path.replace("spec.template.spec.containers[0].resources.", "")} ${message}`,
  );
}

const sound = { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } };

describe("A16: containers that may take what others need", () => {
  it("A16: pass when they say what they need", () => {
    expect(found(sound)).toEqual([]);
    expect(found({ limits: { cpu: "1", memory: "1Gi" } })).toEqual([]);
  });

  it("A16: are refused without requests and limits", () => {
    expect(found({})).toEqual([
      "requests.cpu is not set, so the scheduler puts any number of such pods on a node, where none gets the CPU that it needs, and nothing can scale by its use. Set it to what the container was measured to need.",
      "requests.memory is not set, so the scheduler puts any number of such pods on a node, and they are the first to be ended when its memory runs out. Set it to what the container was measured to need.",
      "limits.memory is not set, so one leak takes the memory of the node and ends the pods beside it. Set it to what the container was measured to need.",
    ]);
  });

  it("A16: are refused without a limit of CPU where it is required", () => {
    expect(found(sound, true)).toEqual([
      "limits.cpu is not set, so a container can take all CPU of its node. Set it to what the container was measured to need.",
    ]);
  });

  it.each<[object, string]>([
    [
      { ...sound, limits: { memory: "128m" } },
      'limits.memory is "128m", which is less than one byte, and no container starts with so little. Give it with its unit, such as "128Mi".',
    ],
    [
      { ...sound, requests: { cpu: "1", memory: "64" } },
      'requests.memory is "64", which is 64 bytes, and no container starts with so little. Give it with its unit, such as "64Mi".',
    ],
    [
      { ...sound, requests: { cpu: 1000, memory: "512Mi" } },
      'requests.cpu is "1000", which is 1000 vCPU, more than any node has, so no pod is ever scheduled. Give it with its unit, such as "1000m".',
    ],
    [
      { ...sound, requests: { cpu: "250", memory: "512Mi" } },
      'requests.cpu is "250", which is 250 vCPU, of which a node has far more memory than stands beside it, so no pod is ever scheduled. Give it with its unit, such as "250m".',
    ],
    [
      { ...sound, limits: { memory: "512MB" } },
      'limits.memory is "512MB", which is no quantity. Give memory with its unit, such as "512Mi".',
    ],
    [
      { requests: { cpu: "1", memory: "2Gi" }, limits: { memory: "1Gi" } },
      'requests.memory is "2Gi", more than the limit of "1Gi", and Kubernetes refuses it. Lower it, or raise the limit.',
    ],
  ])("A16: are refused with a slip: %j", (resources, message) => {
    expect(found(resources)).toEqual([message]);
  });

  it.each([
    { requests: { cpu: "96", memory: "384Gi" }, limits: { memory: "384Gi" } },
    { requests: { cpu: 0.5, memory: "6Mi" }, limits: { memory: "6Mi" } },
    { requests: { cpu: "100m", memory: 134217728 }, limits: { memory: "128Mi" } },
    { requests: { cpu: "1e-1", memory: "1e9" }, limits: { memory: "1G" } },
  ])("pass with sizes that nodes have: %j", (resources) => {
    expect(found(resources)).toEqual([]);
  });
});

it("never throws, whatever a program gives", () => {
  const keys =
    "spec template items containers initContainers resources requests limits cpu memory minReplicas maxReplicas metadata namespace type default";
  const type = fc.constantFrom(
    "apps/v1:Deployment",
    "core/v1:PodList",
    "core/v1:LimitRange",
    "autoscaling/v2:HorizontalPodAutoscaler",
  );
  fc.assert(
    fc.property(arbitraryData(keys, ["Container", "1", "1Gi"]), type, (props, kind) => {
      const resource = stackResource(`kubernetes:${kind}`, "it", props);
      expect(Array.isArray(checkResource(resource))).toBe(true);
      expect(Array.isArray(checkStack([resource], true))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
