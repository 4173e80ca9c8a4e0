import { describe, expect, it } from "vitest";
import { type Data, Unknown } from "../../framework/value";
import { stackResource } from "../../testing/stack-resource";
import { ObjectIndex } from "../kubernetes/object-index";
import { mostPodsOf } from "./most-pods";

const later = new Unknown("is known only after deployment");

function most(type: string, spec: Data, ...others: readonly [type: string, spec: Data][]) {
  const stack = [[type, spec] as const, ...others].map(([kind, given], at) =>
    stackResource(`kubernetes:${kind}`, at === 0 ? "api" : `other-${at}`, {
      metadata: { name: at === 0 ? "api" : `other-${at}`, namespace: "aia" },
      spec: given,
    }),
  );
  const index = new ObjectIndex(stack);
  const [object] = index.objects;
  const found = object && mostPodsOf(object, index);
  if (found === undefined) {
    return undefined;
  }
  const { instances, inRollout, rollsOut } = found;
  const inUpdate =
    typeof instances === "number" && rollsOut
      ? (inRollout?.(instances) ?? instances * 2)
      : instances;
  return [instances, inUpdate];
}

const scaler = (maxReplicas: Data, name = "api"): [string, Data] => [
  "autoscaling/v2:HorizontalPodAutoscaler",
  { maxReplicas, scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name } },
];

describe("the most pods of a workload, and during an update", () => {
  it.each<[what: string, type: string, spec: Data, pods: number, inUpdate: number]>([
    ["a Deployment by default", "apps/v1:Deployment", {}, 1, 2],
    ["a Deployment", "apps/v1:Deployment", { replicas: 5 }, 5, 7],
    [
      "a Deployment with a surge",
      "apps/v1:Deployment",
      { replicas: 4, strategy: { rollingUpdate: { maxSurge: 1 } } },
      4,
      5,
    ],
    [
      "a Deployment with a share",
      "apps/v1:Deployment",
      { replicas: 4, strategy: { rollingUpdate: { maxSurge: "100%" } } },
      4,
      8,
    ],
    [
      "a Deployment without a surge",
      "apps/v1:Deployment",
      { replicas: 4, strategy: { rollingUpdate: { maxSurge: 0 } } },
      4,
      4,
    ],
    [
      "a Deployment that stops first",
      "apps/v1:Deployment",
      { replicas: 4, strategy: { type: "Recreate" } },
      4,
      4,
    ],
    ["a StatefulSet", "apps/v1:StatefulSet", { replicas: 3 }, 3, 3],
    ["a Pod", "core/v1:Pod", {}, 1, 1],
    ["a Job", "batch/v1:Job", { parallelism: 6, completions: 9 }, 6, 6],
    ["a CronJob", "batch/v1:CronJob", { jobTemplate: { spec: {} } }, 1, 1],
  ])("of %s", (_what, type, spec, pods, inUpdate) => {
    expect(most(type, spec)).toEqual([pods, inUpdate]);
  });

  it("are those of the autoscaler that scales it", () => {
    expect(most("apps/v1:Deployment", { replicas: 2 }, scaler(8))).toEqual([8, 10]);
    expect(most("apps/v1:Deployment", { replicas: 2 }, scaler(8, "web"))).toEqual([2, 3]);
  });

  it("are not known where a number is not, and on every node", () => {
    expect(most("apps/v1:Deployment", { replicas: later })?.[0]).toBe(later);
    expect(most("apps/v1:Deployment", {}, scaler(later))?.[0]).toBe(later);
    expect(most("apps/v1:DaemonSet", {})?.[0]).toBeInstanceOf(Unknown);
  });

  it("are twice as many where the surge is not known", () => {
    const strategy = { rollingUpdate: { maxSurge: later } };
    expect(most("apps/v1:Deployment", { replicas: 4, strategy })).toEqual([4, 8]);
  });

  it("are none of what runs no pods", () => {
    expect(most("core/v1:ConfigMap", {})).toBeUndefined();
  });
});
