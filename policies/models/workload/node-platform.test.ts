import { describe, expect, it } from "vitest";
import { Place } from "../../framework/place";
import { isKnown, Unknown } from "../../framework/value";
import { showPlatform } from "../../registry/reading";
import { NodePools } from "../compute/node-pools";
import { nodePlatforms } from "./node-platform";
import { readWorkloads } from "./read-workloads";

const ARCHITECTURE = "kubernetes.io/arch";

/** The platforms of a Deployment with this in its pod specification. */
function platformsOf(pod: object, pools = new NodePools()): string[] | Unknown {
  const props = { spec: { template: { spec: { containers: [{ image: "app:1" }], ...pod } } } };
  const [workload] = readWorkloads({ type: "kubernetes:apps/v1:Deployment", name: "api", props });
  if (workload === undefined) return expect.unreachable();
  const nodes = nodePlatforms(workload, new Place(props), pools);
  return isKnown(nodes) ? nodes.platforms.map(showPlatform) : nodes;
}

function affinity(...terms: object[]): object {
  const required = { nodeSelectorTerms: terms.map((matchExpressions) => ({ matchExpressions })) };
  return {
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } },
  };
}

function pool(machineType: unknown, name = "pool", removeDefaultNodePool = true): NodePools {
  const pools = new NodePools();
  pools.learn("urn:cluster", {
    type: "gcp:container/cluster:Cluster",
    name: "cluster",
    props: { removeDefaultNodePool },
  });
  pools.learn("urn:pool", {
    type: "gcp:container/nodePool:NodePool",
    name,
    props: { name, nodeConfig: { machineType: machineType as string } },
  });
  return pools;
}

const key = ARCHITECTURE;

describe("where a pod may come to run", () => {
  it.each<[string, object, string[]]>([
    ["amd64 where nothing tells", {}, ["linux/amd64"]],
    ["what the node selector says", { nodeSelector: { [key]: "arm64" } }, ["linux/arm64"]],
    [
      "what its old label says",
      { nodeSelector: { "beta.kubernetes.io/arch": "arm64" } },
      ["linux/arm64"],
    ],
    ["an architecture of any name", { nodeSelector: { [key]: "s390x" } }, ["linux/s390x"]],
    [
      "what the kind of machine has",
      { nodeSelector: { "cloud.google.com/machine-family": "t2a" } },
      ["linux/arm64"],
    ],
    [
      "what the type of machine has",
      { nodeSelector: { "node.kubernetes.io/instance-type": "n2-standard-4" } },
      ["linux/amd64"],
    ],
    ["Windows by the pod", { os: { name: "windows" } }, ["windows/amd64"]],
    [
      "Windows by the node selector",
      { nodeSelector: { "kubernetes.io/os": "windows" } },
      ["windows/amd64"],
    ],
    [
      "all that the affinity lists",
      affinity([{ key, operator: "In", values: ["amd64", "arm64"] }]),
      ["linux/amd64", "linux/arm64"],
    ],
    [
      "what any of its terms allows",
      affinity([{ key, operator: "In", values: ["arm64"] }], [{ key: "zone", operator: "Exists" }]),
      ["linux/arm64", "linux/amd64"],
    ],
    [
      "what it does not exclude",
      affinity([{ key, operator: "NotIn", values: ["amd64"] }]),
      ["linux/arm64"],
    ],
    [
      "what selector and affinity both allow",
      {
        nodeSelector: { [key]: "arm64" },
        ...affinity([{ key, operator: "In", values: ["amd64", "arm64"] }]),
      },
      ["linux/arm64"],
    ],
    [
      "amd64 for a wish that need not be met",
      {
        affinity: {
          nodeAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              {
                weight: 1,
                preference: { matchExpressions: [{ key, operator: "In", values: ["arm64"] }] },
              },
            ],
          },
        },
      },
      ["linux/amd64"],
    ],
  ])("is %s", (_, pod, platforms) => {
    expect(platformsOf(pod)).toEqual(platforms);
  });

  it("is what the only node pools of the program have", () => {
    expect(platformsOf({}, pool("c4a-standard-4"))).toEqual(["linux/arm64"]);
    expect(platformsOf({}, pool("n2-standard-4"))).toEqual(["linux/amd64"]);
    expect(platformsOf({}, pool("c4a-standard-4", "pool", false))).toEqual(["linux/amd64"]);
    expect(platformsOf({}, pool(new Unknown("is known later")))).toEqual(["linux/amd64"]);
  });

  it("is what the node pool has that it asks for", () => {
    const pod = { nodeSelector: { "cloud.google.com/gke-nodepool": "arm" } };
    expect(platformsOf(pod, pool("n4a-standard-1", "arm"))).toEqual(["linux/arm64"]);
    expect(platformsOf(pod, pool("n4a-standard-1", "other"))).toEqual(["linux/amd64"]);
  });

  it.each([
    { nodeSelector: new Unknown("is known later") },
    { nodeSelector: { zone: new Unknown("is known later") } },
    { os: { name: new Unknown("is known later") } },
    affinity([{ key, operator: "In", values: [new Unknown("is known later")] }]),
    affinity([{ key: new Unknown("is known later"), operator: "In", values: ["a"] }]),
  ])("is not known where what asks for nodes is not: %j", (pod) => {
    expect(platformsOf(pod)).toBeInstanceOf(Unknown);
  });
});
