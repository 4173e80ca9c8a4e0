import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Data } from "../framework/value";
import { Unknown } from "../framework/value";
import { arbitraryData } from "../testing/arbitrary-data";
import { checkResource } from "./check";
import { autoscaler, budget, deployment, statefulSet, template } from "./program.fixture";

const UNKNOWN = new Unknown("is known only after deployment");

function found({ type, props }: { readonly type: string; readonly props: object }) {
  return checkResource({ type, props: props as { readonly [key: string]: Data } }).map(
    ({ kind, path, message }) =>
      `${kind === "undetermined" ? "Not evaluated: " : ""}${path} ${message}`,
  );
}
const daemonSet = (rollingUpdate: object) => ({
  type: "kubernetes:apps/v1:DaemonSet",
  props: { spec: { updateStrategy: { rollingUpdate } } },
});

describe("A22: a rollout that counts as failed while its pods start", () => {
  const starting = (startupProbe: object, spec: object = {}) =>
    deployment({ ...spec, template: template({}, { startupProbe }) });

  it.each([
    [
      starting({ periodSeconds: 10, failureThreshold: 90 }),
      "spec.progressDeadlineSeconds is not set, so it is 600 s, and a pod may take 900 s to become ready (spec.template.spec.containers[0].startupProbe allows 90 x 10 s), so the rollout counts as failed while the pod still starts. Set it to more than 900, or shorten the probe.",
    ],
    [
      starting({ initialDelaySeconds: 60, failureThreshold: 6 }, { progressDeadlineSeconds: 120 }),
      "spec.progressDeadlineSeconds is 120 s, and a pod may take 120 s to become ready (spec.template.spec.containers[0].startupProbe allows 60 s + 6 x 10 s), so the rollout counts as failed while the pod still starts. Set it to more than 120, or shorten the probe.",
    ],
    [
      starting({ failureThreshold: 10 }, { progressDeadlineSeconds: 110, minReadySeconds: 10 }),
      "spec.progressDeadlineSeconds is 110 s, and a pod may take 110 s to become ready (spec.template.spec.containers[0].startupProbe allows 10 x 10 s and minReadySeconds 10 s), so the rollout counts as failed while the pod still starts. Set it to more than 110, or shorten the probe.",
    ],
    [
      deployment({ minReadySeconds: 600 }),
      "spec.progressDeadlineSeconds is not set, so it is 600 s, and minReadySeconds is 600 s. It must be more, or no rollout can end. Set it to 1200 or more.",
    ],
  ])("is refused: %#", (resource, message) => {
    expect(found(resource)).toEqual([message]);
  });

  it("is refused where sidecars start one after the other before it", () => {
    const probe = { failureThreshold: 25 };
    const sidecar = { name: "proxy", restartPolicy: "Always", startupProbe: probe };
    const pod = template({ initContainers: [sidecar, sidecar] }, { startupProbe: probe });
    expect(found(deployment({ template: pod })).join()).toContain("may take 750 s");
    const once = { ...sidecar, restartPolicy: undefined };
    const short = template({ initContainers: [once, once] }, { startupProbe: probe });
    expect(found(deployment({ template: short }))).toEqual([]);
  });

  it("passes within the deadline, without a startup probe, and with one that cannot be read", () => {
    expect(found(starting({ failureThreshold: 59 }))).toEqual([]);
    expect(found(starting({ failureThreshold: 90 }, { progressDeadlineSeconds: 1200 }))).toEqual(
      [],
    );
    expect(found(deployment({ progressDeadlineSeconds: 60 }))).toEqual([]);
    expect(found(starting({ failureThreshold: UNKNOWN }))).toEqual([]);
  });

  it("is not evaluated where the deadline is unknown, and judged in all else", () => {
    expect(
      found(deployment({ progressDeadlineSeconds: UNKNOWN, revisionHistoryLimit: 0 })),
    ).toEqual([
      "Not evaluated: spec.progressDeadlineSeconds is known only after deployment. Give it as a literal, so that the rollout can be checked.",
      "spec.revisionHistoryLimit is 0, so no former version is kept and a bad one cannot be rolled back. Set it to 1 or more, or remove it to keep 10.",
    ]);
  });
});

describe("A13: the former versions of a workload", () => {
  it.each([0, 1000])("are refused at %d", (revisionHistoryLimit) => {
    expect(found(deployment({ revisionHistoryLimit }))).toHaveLength(1);
    expect(found(statefulSet({ revisionHistoryLimit }))).toHaveLength(1);
  });

  it.each([undefined, 1, 10, 100])("pass at %s", (revisionHistoryLimit) => {
    expect(found(deployment({ revisionHistoryLimit }))).toEqual([]);
  });
});

describe("A22: a rollout that Kubernetes refuses", () => {
  const strategy = (rollingUpdate: object) => deployment({ strategy: { rollingUpdate } });

  it.each([[{ maxUnavailable: 0, maxSurge: 0 }], [{ maxUnavailable: "0%", maxSurge: "0%" }]])(
    "may neither end nor start a pod: %j",
    (rollingUpdate) => {
      expect(found(strategy(rollingUpdate))).toEqual([
        "spec.strategy.rollingUpdate has maxUnavailable 0 and maxSurge 0, so no pod can be replaced, and Kubernetes refuses it. Set maxSurge to 1 or more.",
      ]);
    },
  );

  it.each([[{ maxUnavailable: 0 }], [{ maxSurge: 0 }], [{ maxUnavailable: 0, maxSurge: "1%" }]])(
    "is none with %j",
    (rollingUpdate) => {
      expect(found(strategy(rollingUpdate))).toEqual([]);
    },
  );

  it("is one of a paused Deployment, which starts nothing", () => {
    expect(found(deployment({ paused: true }))).toHaveLength(1);
    expect(found(deployment({ paused: false }))).toEqual([]);
  });
});

describe("A22: a rollout of a DaemonSet", () => {
  it.each([
    [{ maxUnavailable: "100%" }, "so an update ends the pods of all nodes at once"],
    [{ maxSurge: 1 }, "is 1 with maxUnavailable 1, and Kubernetes takes one of them"],
    [{ maxUnavailable: 0 }, "so no pod can be replaced"],
  ])("is refused with %j", (rollingUpdate, words) => {
    expect(found(daemonSet(rollingUpdate))).toEqual([expect.stringContaining(words)]);
  });

  it.each([
    [{}],
    [{ maxUnavailable: "99%" }],
    [{ maxUnavailable: 0, maxSurge: 1 }],
    [{ maxUnavailable: 5 }],
  ])("passes with %j", (rollingUpdate) => {
    expect(found(daemonSet(rollingUpdate))).toEqual([]);
  });
});

describe("A22: a container that sleeps before it ends", () => {
  const sleeping = (preStop: object, pod: object = {}) =>
    deployment({ template: template({ ...pod }, { lifecycle: { preStop } }) });
  const exec = (...command: readonly unknown[]) => ({ exec: { command } });

  it.each([
    [sleeping({ sleep: { seconds: 30 } }), 30],
    [sleeping(exec("sleep", "60")), 60],
    [sleeping(exec("/bin/sh", "-c", "sleep 45; nginx -s quit")), 45],
    [sleeping(exec("/bin/sleep", "1m")), 60],
    [
      sleeping(exec("sh", "-c", "touch /tmp/drain && sleep 10"), {
        terminationGracePeriodSeconds: 10,
      }),
      10,
    ],
  ])("is refused where the pod is killed by then: %#", (resource, seconds) => {
    expect(found(resource).join()).toContain(`preStop sleeps ${seconds} s, and the pod is killed`);
  });

  it.each([
    [sleeping({ sleep: { seconds: 10 } })],
    [sleeping(exec("sleep", "60"), { terminationGracePeriodSeconds: 90 })],
    [sleeping(exec("sleep", "60"), { terminationGracePeriodSeconds: UNKNOWN })],
    [sleeping(exec("nginx", "-s", "quit"))],
    [sleeping(exec("sh", "-c", "echo no-sleep 60"))],
    [sleeping({ httpGet: { path: "/drain", port: 8000 } })],
    [sleeping(exec(UNKNOWN))],
  ])("passes where it has time: %#", (resource) => {
    expect(found(resource)).toEqual([]);
  });
});

describe("A16: the bounds of an autoscaler", () => {
  it.each([
    [{ minReplicas: 11 }, "is 11, and maxReplicas is 10. It may be 10 at most"],
    [{ minReplicas: 10 }, "is 10, and so is maxReplicas, so the autoscaler can never scale"],
    [{ minReplicas: undefined, maxReplicas: 1 }, "is not set, so it is 1, and so is maxReplicas"],
  ])("are refused with %j", (spec, words) => {
    expect(found(autoscaler(spec))).toEqual([expect.stringContaining(`spec.minReplicas ${words}`)]);
  });

  it("pass in their order, and are not evaluated where one is unknown", () => {
    expect(found(autoscaler())).toEqual([]);
    expect(found(autoscaler({ minReplicas: undefined }))).toEqual([]);
    expect(found(autoscaler({ maxReplicas: UNKNOWN }))).toEqual([
      "Not evaluated: spec.maxReplicas is known only after deployment. Give both bounds as literals, so that they can be compared.",
    ]);
  });
});

describe("A3: a disruption budget for itself", () => {
  it.each([{ maxUnavailable: 0 }, { maxUnavailable: "0%" }, { minAvailable: "100%" }])(
    "is refused where no pod may be moved: %j",
    (spec) => {
      expect(found(budget(spec)).join()).toContain("so no pod may ever be moved");
    },
  );

  it("is refused with both ways to say it, and passes with one", () => {
    expect(found(budget({ minAvailable: 1, maxUnavailable: 1 }))).toHaveLength(1);
    expect(found(budget({ maxUnavailable: 1 }))).toEqual([]);
    expect(found(budget({ maxUnavailable: "1%" }))).toEqual([]);
    expect(found(budget({ minAvailable: "99%" }))).toEqual([]);
    expect(found(budget({ maxUnavailable: UNKNOWN }))).toEqual([]);
  });
});

describe("A13: the traffic of a Cloud Run service", () => {
  const v2 = (traffics: Data) =>
    found({ type: "gcp:cloudrunv2/service:Service", props: { traffics } });
  const latest = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST";

  it("is refused where it does not come to 100 %, or names a revision for the latest one", () => {
    expect(
      v2([
        { type: latest, percent: 50 },
        { revision: "api-1", percent: 40 },
      ]),
    ).toEqual([
      "traffics gives 90 % of the traffic in all. Cloud Run takes 100 %. Change the percent of one entry by 10.",
    ]);
    expect(v2([{ type: latest, revision: "api-1", percent: 100 }])).toHaveLength(1);
    const v1 = { traffics: [{ latestRevision: true, revisionName: "api-1", percent: 100 }] };
    expect(found({ type: "gcp:cloudrun/service:Service", props: v1 })).toHaveLength(1);
  });

  it("passes where it does, where tags have none, and where nothing tells", () => {
    expect(
      v2([
        { type: latest, percent: 100 },
        { revision: "api-1", tag: "old" },
      ]),
    ).toEqual([]);
    expect(v2([{ revision: "api-1", percent: 100 }])).toEqual([]);
    expect(v2([{ type: latest }])).toEqual([]);
    expect(v2([{ type: latest, percent: UNKNOWN }])).toEqual([]);
    expect(v2(UNKNOWN)).toEqual([]);
  });
});

it("says nothing of a patch, which says a part only", () => {
  const { props } = deployment({ revisionHistoryLimit: 0 });
  expect(found({ type: "kubernetes:apps/v1:DeploymentPatch", props })).toEqual([]);
});

it("is not evaluated where nothing of it can be read", () => {
  expect(found({ type: "kubernetes:apps/v1:Deployment", props: { spec: UNKNOWN } })).toEqual([
    "Not evaluated: spec is known only after deployment. Give it as literals, so that the rollout can be checked.",
  ]);
  expect(found({ type: "kubernetes:core/v1:Service", props: { spec: UNKNOWN } })).toEqual([]);
});

it("judges whatever a program gives", () => {
  const data = arbitraryData(
    "spec template containers strategy rollingUpdate maxUnavailable maxSurge minAvailable replicas minReplicas maxReplicas traffics percent lifecycle preStop sleep seconds startupProbe failureThreshold progressDeadlineSeconds items",
    ["25%", "100%", "sleep 60"],
  );
  const types = [
    "kubernetes:apps/v1:Deployment",
    "kubernetes:apps/v1:DeploymentList",
    "kubernetes:apps/v1:DaemonSet",
    "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
    "kubernetes:policy/v1:PodDisruptionBudget",
    "gcp:cloudrunv2/service:Service",
  ];
  fc.assert(
    fc.property(fc.constantFrom(...types), data, (type, props) => {
      for (const { message } of checkResource({ type, props })) {
        expect(message).toMatch(/\.$/);
      }
    }),
  );
});
