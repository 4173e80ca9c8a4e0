import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Data } from "../framework/value";
import { readPodSpecs } from "../models/workload/pod-spec";
import { arbitraryData } from "../testing/arbitrary-data";
import { checkWorkload } from "./check";

const hardened = {
  runAsNonRoot: true,
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
};

function found(securityContext: object, pod: object = {}): readonly string[] {
  const spec = { ...pod, containers: [{ name: "api", securityContext }] };
  const props = JSON.parse(JSON.stringify({ spec: { template: { spec } } }));
  return readPodSpecs({ type: "kubernetes:apps/v1:Deployment", name: "api", props })
    .flatMap(checkWorkload)
    .map(({ path, message }) => `${path.replace("spec.template.spec.", "")} ${message}`);
}

describe("A17: containers that may do more than their work needs", () => {
  it("A17: pass when they may not", () => {
    expect(found(hardened)).toEqual([]);
  });

  it.each<[object, string]>([
    [
      { runAsNonRoot: undefined },
      "containers[0].securityContext.runAsNonRoot is not set, neither here nor for the pod, so the container may run as root. Set it to true, with an image or a runAsUser that is not root.",
    ],
    [
      { runAsNonRoot: false },
      "containers[0].securityContext.runAsNonRoot is false, so the container may run as root. Set it to true, with an image or a runAsUser that is not root.",
    ],
    [
      { runAsUser: 0 },
      "containers[0].securityContext.runAsUser is 0, the user root. Choose a user of another number, and let its files belong to it.",
    ],
    [
      { readOnlyRootFilesystem: undefined },
      "containers[0].securityContext.readOnlyRootFilesystem is not set, so whoever gets into the process can change the programs of its container. Set it to true, and mount an emptyDir where the process writes.",
    ],
    [
      { allowPrivilegeEscalation: true },
      "containers[0].securityContext.allowPrivilegeEscalation is true, so a process can get more rights than the one that started it. Set it to false.",
    ],
    [
      { privileged: true },
      "containers[0].securityContext.privileged is true, so the container has all rights on its node. Remove it.",
    ],
    [
      { capabilities: {} },
      'containers[0].securityContext.capabilities.drop does not hold "ALL", so the container keeps capabilities that it does not need. Drop "ALL", and add the one that is needed.',
    ],
    [
      { capabilities: { drop: ["ALL"], add: ["NET_ADMIN"] } },
      'containers[0].securityContext.capabilities.add[0] is "NET_ADMIN", with which a process reaches beyond its container. A container may have "NET_BIND_SERVICE". Remove it.',
    ],
    [
      { seccompProfile: { type: "Unconfined" } },
      'containers[0].securityContext.seccompProfile.type is "Unconfined", so every call to the kernel is allowed. Set it to "RuntimeDefault".',
    ],
  ])("A17: are refused: %j", (spoilt, message) => {
    expect(found({ ...hardened, ...spoilt })).toEqual([message]);
  });

  it("A17: are refused when the pod shares its node", () => {
    expect(found(hardened, { hostPID: true, volumes: [{ hostPath: { path: "/x" } }] })).toEqual([
      "hostPID is true, so the pod sees and can end the processes of its node. Remove it.",
      "volumes[0].hostPath mounts a part of the node, which outlives the pod and is another on each node. Use a claim, or an emptyDir.",
    ]);
  });
});

it("what a container says counts before what its pod says", () => {
  const { runAsNonRoot: _, ...rest } = hardened;
  expect(found({ ...rest, runAsUser: 1000 }, { securityContext: { runAsUser: 0 } })).toEqual([]);
  expect(
    found({ ...rest, runAsUser: 0 }, { securityContext: { runAsNonRoot: true } }),
  ).toHaveLength(1);
});

it("what a pod says for several containers is found once", () => {
  const props: { [key: string]: Data } = {
    spec: {
      securityContext: { runAsUser: 0 },
      containers: [{ securityContext: hardened }, { securityContext: hardened }],
    },
  };
  const findings = readPodSpecs({ type: "kubernetes:core/v1:Pod", name: "api", props }).flatMap(
    checkWorkload,
  );
  expect(findings.map(({ path }) => path)).toEqual(["spec.securityContext.runAsUser"]);
});

it("never throws, whatever a program gives", () => {
  const keys =
    "spec template items containers initContainers securityContext runAsUser runAsNonRoot capabilities drop add seccompProfile " +
    "volumes hostPath path volumeMounts name os hostNetwork windowsOptions runAsUserName";
  const data = arbitraryData(keys, ["windows", "/", "ALL"]);
  const type = fc.constantFrom("apps/v1:Deployment", "core/v1:PodList", "apps/v1:DaemonSetPatch");
  fc.assert(
    fc.property(data, type, (props, kind) => {
      const pods = readPodSpecs({ type: `kubernetes:${kind}`, name: "it", props });
      expect(Array.isArray(pods.flatMap(checkWorkload))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
