import { beforeAll, describe, expect, it } from "vitest";
import { isNamespaced, kindOf } from "../../offline/providers/kubernetes/kind";
import { kubernetes } from "../../offline/providers/kubernetes/provider";
import type { Properties } from "../../offline/providers/values/value";
import { isClusterScoped } from "../../policies/models/kubernetes/object-kind";
import { admit } from "./admission";
import { ApiResources } from "./api-resources";
import { clusterUnderTest } from "./cluster-under-test";
import { soundObjects, spoiled } from "./sound-objects";

const cluster = clusterUnderTest();

describe("which kinds are in no namespace", () => {
  async function servedKinds() {
    const { groups } = JSON.parse((await cluster.client.get("/apis")).text) as {
      readonly groups: readonly {
        readonly versions: readonly { readonly groupVersion: string }[];
      }[];
    };
    const versions = groups.flatMap((group) =>
      group.versions.map(({ groupVersion }) => groupVersion),
    );
    const resources = new ApiResources(cluster.client);
    const served = await Promise.all(["v1", ...versions].map((version) => resources.all(version)));
    return served.flat();
  }

  it.each<[string, (kind: string) => boolean]>([
    [
      "the simulated provider",
      (kind) => {
        const known = kindOf(`kubernetes:core/v1:${kind}`);
        return known !== undefined && !isNamespaced(known);
      },
    ],
    ["the policies", isClusterScoped],
  ])("%s know as the API server does", async (_, isInNone) => {
    const served = await servedKinds();
    expect(served.length).toBeGreaterThan(80);
    const wrong = served.filter(({ kind, namespaced }) => isInNone(kind) === namespaced);
    expect(wrong.map(({ kind }) => kind)).toEqual([]);
  });
});

describe("the simulated provider replaces what the API server refuses to change in place, and nothing else", () => {
  const objects = soundObjects("workloads");
  const one = (kind: string) => objects.find((object) => object.kind === kind);

  beforeAll(async () => {
    const verdicts = await admit(cluster.client, objects, { mode: "real" });
    expect(verdicts.filter(({ accepted }) => !accepted)).toEqual([]);
  });

  it.each<[string, string, string, unknown, boolean]>([
    [
      "selects other pods",
      "Deployment",
      "spec/selector",
      { matchLabels: { "app.kubernetes.io/name": "other" } },
      true,
    ],
    ["runs more pods", "Deployment", "spec/replicas", 3, false],
    [
      "runs another image",
      "Deployment",
      "spec/template/spec/containers/0/image",
      "a.example/b:2",
      false,
    ],
    ["has another service", "StatefulSet", "spec/serviceName", "other", true],
    [
      "has another volume",
      "StatefulSet",
      "spec/volumeClaimTemplates/0/spec/resources/requests",
      { storage: "20Gi" },
      true,
    ],
    ["starts its pods at once", "StatefulSet", "spec/podManagementPolicy", "Parallel", true],
    ["is another kind of secret", "Secret", "type", "example.com/other", true],
    ["has another value", "Secret", "data", { DB_PASSWORD: "bmV3" }, false],
    ["runs at another time", "CronJob", "spec/schedule", "0 4 * * *", false],
    [
      "guards other pods",
      "PodDisruptionBudget",
      "spec/selector",
      { matchLabels: { a: "b" } },
      false,
    ],
    ["listens elsewhere", "Service", "spec/ports/0/port", 81, false],
  ])("an object that %s, of the kind %s", async (_, kind, place, value, isRefused) => {
    const before = one(kind);
    if (before === undefined) throw new Error(`There is no sound ${kind}.`);
    let after = spoiled(before, place, value);
    if (place === "spec/selector" && kind === "Deployment") {
      // A selector that misses its own pods is refused for another reason.
      after = spoiled(after, "spec/template/metadata/labels", {
        "app.kubernetes.io/name": "other",
      });
    }
    const [verdict] = await admit(cluster.client, [after]);
    expect(verdict?.reason).toMatch(isRefused ? /immutable|forbidden/i : /^$/);
    const group = before.apiVersion.includes("/") ? before.apiVersion : `core/${before.apiVersion}`;
    const provider = kubernetes();
    // By itself the provider replaces a Secret or a ConfigMap that changes, which the API would not demand.
    provider.configure({ enableSecretMutable: true });
    const { changes } = provider.diff({
      urn: `urn:pulumi:dev::shop::kubernetes:${group}:${kind}::main`,
      type: `kubernetes:${group}:${kind}`,
      logicalName: "main",
      id: "shop/api",
      inputs: after as unknown as Properties,
      priorInputs: before as unknown as Properties,
      prior: before as unknown as Properties,
    });
    expect(changes.some(({ replaces }) => replaces)).toBe(isRefused);
  });
});
