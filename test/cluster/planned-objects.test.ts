import { describe, expect, it } from "vitest";
import { admit } from "./admission";
import { clusterUnderTest } from "./cluster-under-test";
import type { KubernetesObject } from "./kubernetes-object";
import { objectsOfPlan, objectsOfState, UNKNOWN } from "./planned-objects";
import { soundObjects } from "./sound-objects";
import { withoutUnknowns } from "./unknown-values";

const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

const resource = (type: string, inputs: object) => ({
  urn: `urn:pulumi:dev::shop::${type}::main`,
  type,
  inputs,
});

describe("the objects of a plan", () => {
  const objectsOf = (...resources: object[]) =>
    objectsOfPlan(JSON.stringify({ steps: resources.map((newState) => ({ newState })) }));

  it("have their secrets in the clear, and no notes of the provider", () => {
    const inputs = {
      metadata: { name: "a" },
      data: secret({ A: "YQ==" }),
      __initialApiVersion: "v1",
    };
    expect(objectsOf(resource("kubernetes:core/v1:Secret", inputs))).toEqual([
      { apiVersion: "v1", kind: "Secret", metadata: { name: "a" }, data: { A: "YQ==" } },
    ]);
  });

  it("do not know a secret that the plan hides", () => {
    const inputs = { metadata: { name: "a" }, data: "[secret]" };
    const [object] = objectsOf(resource("kubernetes:core/v1:Secret", inputs));
    expect(object?.data).toBe(UNKNOWN);
  });

  it("have the group of their type, also where it is no part of Kubernetes", () => {
    const type = "kubernetes:monitoring.googleapis.com/v1:PodMonitoring";
    expect(objectsOf(resource(type, { metadata: { name: "a" } }))).toEqual([
      {
        apiVersion: "monitoring.googleapis.com/v1",
        kind: "PodMonitoring",
        metadata: { name: "a" },
      },
    ]);
  });

  it("have a name where a provider would make one up once it knows its cluster", () => {
    const [object] = objectsOf(resource("kubernetes:core/v1:ConfigMap", { data: {} }));
    expect(object?.metadata).toEqual({ name: "main-00000000" });
  });

  it("are neither patches nor anything of another provider nor what is deleted", () => {
    const text = JSON.stringify({ steps: [{ op: "delete" }] });
    expect(objectsOfPlan(text)).toEqual([]);
    expect(
      objectsOf(
        resource("kubernetes:apps/v1:DeploymentPatch", { metadata: { name: "a" } }),
        resource("gcp:compute/network:Network", {}),
        resource("kubernetes:helm.sh/v3:Release", {}),
      ),
    ).toEqual([]);
  });

  it("are those of a state too", () => {
    const resources = [resource("kubernetes:core/v1:Namespace", { metadata: { name: "a" } })];
    expect(objectsOfState(JSON.stringify({ deployment: { resources } }))).toHaveLength(1);
    expect(objectsOfState(JSON.stringify({ deployment: {} }))).toEqual([]);
  });
});

describe("what a plan does not know", () => {
  const cluster = clusterUnderTest();
  const objects = [...soundObjects("workloads"), ...soundObjects("gke")];

  /** Every value inside an object that could be unknown, one at a time: all but what says what the object is. */
  function* withUnknowns(object: KubernetesObject): Generator<KubernetesObject> {
    const { apiVersion, kind, metadata, ...rest } = object;
    for (const place of places(rest)) {
      yield { apiVersion, kind, metadata, ...(replaced(rest, place) as object) };
    }
  }

  it.each(objects.map((object) => [object.kind, object]))(
    "is replaced by a value of the right type everywhere in a %s",
    async (_, object) => {
      const open = [...withUnknowns(object)];
      const closed = await withoutUnknowns(cluster.client, open);
      expect(JSON.stringify(closed)).not.toContain(UNKNOWN);
      const wrongType = (await admit(cluster.client, closed)).filter(({ reason }) =>
        /expected (string|numeric|list|map|boolean|bool)|must be of type|cannot unmarshal/.test(
          reason,
        ),
      );
      expect(wrongType).toEqual([]);
    },
  );
});

type Place = readonly (string | number)[];

function places(value: unknown): Place[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    [name],
    ...places(inner).map((place) => [name, ...place]),
  ]);
}

function replaced(value: unknown, [name, ...rest]: Place): unknown {
  if (name === undefined) return UNKNOWN;
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === name ? replaced(item, rest) : item));
  }
  const object = value as Record<string, unknown>;
  return { ...object, [name]: replaced(object[String(name)], rest) };
}
