import { describe, expect, it } from "vitest";
import { Unknown } from "../framework/value";
import { shownFindings, stackOf } from "../models/network/stack.fixture";
import type { CaseResource } from "../testing/policy-case";
import { checkStack } from "./check";
import {
  autoscaler,
  budget,
  container,
  deployment,
  service,
  statefulSet,
  template,
} from "./program.fixture";

const UNKNOWN = new Unknown("is known only after deployment");
const found = (...program: readonly CaseResource[]) => shownFindings(checkStack(stackOf(program)));
const rolling = (rollingUpdate: object, more: object = {}) =>
  deployment({ strategy: { type: "RollingUpdate", rollingUpdate }, ...more });

describe("A22: a rollout of a Deployment behind a Service", () => {
  it("fails with Recreate, which ends all pods first", () => {
    const program = [deployment({ replicas: 3, strategy: { type: "Recreate" } }), service()];
    const message =
      'Deployment "api": spec.strategy.type is "Recreate", so each update ends all pods before a new one starts, and Service "api" leads nowhere meanwhile. Use "RollingUpdate" with maxUnavailable 0 and maxSurge 1.';
    expect(found(...program)).toEqual([message]);
    expect(found(...[...program].reverse())).toEqual([message]);
  });

  it("may be Recreate where nothing is served, where nothing runs, or where a volume has one node at a time", () => {
    const recreate = { strategy: { type: "Recreate" } };
    const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "data" } }];
    expect(found(deployment(recreate))).toEqual([]);
    expect(found(deployment({ ...recreate, replicas: 0 }), service())).toEqual([]);
    expect(found(deployment({ ...recreate, template: template({ volumes }) }), service())).toEqual(
      [],
    );
    expect(found(deployment(recreate), service({ selector: { app: "web" } }))).toEqual([]);
    expect(found(deployment(recreate), service({ selector: undefined }))).toEqual([]);
  });

  it.each([
    [{ maxUnavailable: 1 }, {}, "1, and it has 1 replica"],
    [{ maxUnavailable: "100%" }, { replicas: 3 }, '"100%", which is 3, and spec.replicas is 3'],
    [{ maxUnavailable: 3 }, { replicas: 3 }, "3, and spec.replicas is 3"],
    [{ maxUnavailable: 5 }, { replicas: 3 }, "5, and spec.replicas is 3"],
  ])("fails with %j of the pods of %j unavailable", (strategy, spec, words) => {
    expect(found(rolling(strategy, spec), service()).join()).toContain(
      `spec.strategy.rollingUpdate.maxUnavailable is ${words}, so an update may end all pods before a new one is ready`,
    );
  });

  it.each([
    [{}, {}],
    [{ maxUnavailable: 0, maxSurge: 1 }, {}],
    [{ maxUnavailable: "25%" }, { replicas: 1 }],
    [{ maxUnavailable: "99%" }, { replicas: 1 }],
    [{ maxUnavailable: "99%" }, { replicas: 100 }],
    [{ maxUnavailable: 2 }, { replicas: 3 }],
    [{ maxUnavailable: 1, maxSurge: 0 }, { replicas: 2 }],
    [{ maxUnavailable: 1 }, { replicas: 0 }],
  ])("passes with %j of %j, where percentages are rounded down", (strategy, spec) => {
    expect(found(rolling(strategy, spec), service())).toEqual([]);
  });

  it("fails without a pod more, where the share of one pod comes to nothing, as the controller then ends it", () => {
    expect(found(rolling({ maxSurge: 0 }), service())).toEqual([
      'Deployment "api": spec.strategy.rollingUpdate.maxSurge is 0, and it has 1 replica, so each update ends the only pod before a new one starts, and Service "api" leads nowhere meanwhile. Set maxSurge to 1.',
    ]);
    expect(found(rolling({ maxSurge: 0 }, { replicas: 2 }), service())).toEqual([]);
  });

  it("is judged with the fewest replicas of its autoscaler", () => {
    const strategy = { maxUnavailable: 2 };
    expect(found(rolling(strategy), service(), autoscaler()).join()).toContain(
      'HorizontalPodAutoscaler "api" scales it down to 2',
    );
    expect(found(rolling(strategy), service(), autoscaler({ minReplicas: 3 }))).toEqual([]);
    expect(
      found(rolling({ maxUnavailable: 1 }), service(), autoscaler({ minReplicas: undefined })),
    ).toHaveLength(1);
  });

  it("is not evaluated where its numbers are unknown, and passes where they cannot matter", () => {
    expect(found(rolling({ maxUnavailable: UNKNOWN }), service())).toEqual([
      'Not evaluated: Deployment "api": spec.strategy.rollingUpdate.maxUnavailable is known only after deployment. Give it as a literal, so that the rollout can be checked.',
    ]);
    expect(found(rolling({ maxUnavailable: 1 }, { replicas: UNKNOWN }), service())).toHaveLength(1);
    expect(found(rolling({ maxUnavailable: 0 }, { replicas: UNKNOWN }), service())).toEqual([]);
    expect(found(deployment({ replicas: UNKNOWN }), service())).toEqual([]);
    expect(found(deployment({ strategy: { type: UNKNOWN } }), service())).toHaveLength(1);
  });

  it("is not evaluated where the Service may lead to other pods", () => {
    const [message] = found(
      deployment({ strategy: { type: "Recreate" } }),
      service({ selector: { app: UNKNOWN } }),
    );
    expect(message).toMatch(
      /^Not evaluated: .*Whether Service "api" leads to its pods is known only/,
    );
  });
});

describe("A22: a rollout of a StatefulSet behind a Service", () => {
  const parallel = (maxUnavailable: unknown, replicas: number) =>
    found(
      statefulSet({ replicas, updateStrategy: { rollingUpdate: { maxUnavailable } } }),
      service(),
    );
  it("fails where all of its pods may be replaced at once", () => {
    expect(parallel(3, 3)).toHaveLength(1);
    expect(parallel("100%", 2)).toHaveLength(1);
  });

  it("passes where one stays, and where it has a single pod, which has no other way", () => {
    expect(parallel(2, 3)).toEqual([]);
    expect(parallel(1, 1)).toEqual([]);
    expect(found(statefulSet({ replicas: 3 }), service())).toEqual([]);
  });
});

describe("A16: an autoscaler", () => {
  it("fails beside fixed replicas, which each update sets back", () => {
    const message =
      'Deployment "api": spec.replicas is 3, and HorizontalPodAutoscaler "api" scales this workload, so each update throws away what it has scaled to. Remove the replicas, or add "spec.replicas" to ignoreChanges.';
    expect(found(deployment({ replicas: 3 }), autoscaler())).toEqual([message]);
    expect(found(autoscaler(), deployment({ replicas: 3 }))).toEqual([message]);
    expect(found(deployment({ replicas: UNKNOWN }), autoscaler())).toHaveLength(1);
  });

  it("passes beside replicas that updates leave alone, and beside another workload's", () => {
    const [own] = stackOf([deployment({ replicas: 3 })]);
    const [scaler] = stackOf([autoscaler()]);
    const opts = { ignoreChanges: ["spec.replicas"] } as never;
    expect(own && scaler && checkStack([{ ...own, opts }, scaler])).toEqual([]);
    expect(found(deployment({ replicas: 3 }, "web"), autoscaler())).toEqual([]);
    expect(found(deployment(), autoscaler())).toEqual([]);
  });

  it("fails beside a second one for the same workload", () => {
    expect(found(deployment(), autoscaler(), autoscaler({}, "again"))).toEqual([
      'Deployment "api":  is scaled by 2 autoscalers (HorizontalPodAutoscaler "again", HorizontalPodAutoscaler "api"), each of which undoes what the other does. Keep one, with the metrics of all.',
    ]);
  });

  it("fails where it measures a share of requests that a container does not make", () => {
    const bare = { ...container, name: "proxy", resources: {} };
    const containers = [container, bare];
    const program = [deployment({ template: template({ containers }) }), autoscaler()];
    const message =
      'HorizontalPodAutoscaler "api": spec.metrics[0].resource measures the share of the requested cpu, and container "proxy" of Deployment "api" requests none';
    expect(found(...program)).toEqual([
      `${message}, so the autoscaler can tell nothing and never scales. Set resources.requests.cpu of each container.`,
    ]);
    const cluster = {
      type: "gcp:container/cluster:Cluster",
      name: "main",
      props: { enableAutopilot: true },
    };
    expect(found(...program, cluster)).toEqual([
      `Not evaluated: ${message}, but the cluster "main" fills them in where it is in mode Autopilot. Set resources.requests.cpu of each container.`,
    ]);
  });

  it("passes with limits, which are requests too, with unknown ones, and with another kind of metric", () => {
    const only = (resources: unknown) =>
      deployment({ template: template({ containers: [{ ...container, resources }] }) });
    expect(found(only({ limits: { cpu: "1" } }), autoscaler())).toEqual([]);
    expect(found(only(UNKNOWN), autoscaler())).toEqual([]);
    const value = { name: "cpu", target: { type: "AverageValue", averageValue: "500m" } };
    const metrics = [{ type: "Resource", resource: value }];
    expect(found(only({}), autoscaler({ metrics }))).toEqual([]);
    const one = { name: "cpu", container: "api", target: { type: "Utilization" } };
    const ofContainer = [{ type: "ContainerResource", containerResource: one }];
    const containers = [container, { ...container, name: "proxy", resources: {} }];
    expect(
      found(
        deployment({ template: template({ containers }) }),
        autoscaler({ metrics: ofContainer }),
      ),
    ).toEqual([]);
  });
});

describe("A3: a disruption budget", () => {
  it("fails where it keeps as many pods as there are at the fewest", () => {
    expect(found(deployment({ replicas: 2 }), budget({ minAvailable: 2 }))).toEqual([
      'PodDisruptionBudget "api": spec.minAvailable is 2, and there are 2 pods at the fewest (Deployment "api": spec.replicas is 2), so none may be moved, and every upgrade of a node waits for them until they are killed by force. Set maxUnavailable to 1 in its place.',
    ]);
    expect(found(deployment(), budget({ minAvailable: "50%" })).join()).toContain(
      'spec.minAvailable is "50%", which is 1 of 1, and there is 1 pod at the fewest',
    );
    expect(found(deployment(), autoscaler(), budget({ minAvailable: 2 }))).toHaveLength(1);
    expect(found(statefulSet({ replicas: 3 }), budget({ minAvailable: "67%" }))).toHaveLength(1);
  });

  it("passes where one pod may be moved, where no pod is meant, and where kinds have no count", () => {
    expect(found(deployment({ replicas: 2 }), budget({ minAvailable: 1 }))).toEqual([]);
    expect(found(deployment({ replicas: 3 }), budget({ minAvailable: "66%" }))).toEqual([]);
    expect(
      found(deployment(), autoscaler({ minReplicas: 3 }), budget({ minAvailable: 2 })),
    ).toEqual([]);
    expect(found(deployment({ replicas: 1 }), budget({ maxUnavailable: 1 }))).toEqual([]);
    expect(found(deployment({ replicas: 0 }), budget({ minAvailable: 1 }))).toEqual([]);
    expect(found(budget({ minAvailable: 1 }))).toEqual([]);
    const both = [deployment({ replicas: 1 }), deployment({ replicas: 1 }, "canary")];
    expect(found(...both, budget({ minAvailable: 1 }))).toEqual([]);
  });

  it("is not evaluated where the pods are not known", () => {
    expect(found(deployment({ replicas: UNKNOWN }), budget({ minAvailable: 1 }))[0]).toMatch(
      /^Not evaluated: PodDisruptionBudget "api": spec\.minAvailable is 1/,
    );
    expect(found(deployment(), budget({ minAvailable: UNKNOWN }))[0]).toMatch(/^Not evaluated: /);
  });

  it("fails beside a second one for the same pods", () => {
    expect(
      found(
        deployment({ replicas: 3 }),
        budget({ maxUnavailable: 1 }),
        budget({ minAvailable: 1 }, "again"),
      ),
    ).toEqual([
      'Deployment "api":  has 2 disruption budgets for its pods (PodDisruptionBudget "again", PodDisruptionBudget "api"). Kubernetes then refuses to move any of them. Keep one.',
    ]);
  });
});
