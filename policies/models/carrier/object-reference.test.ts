import { describe, expect, it } from "vitest";
import { Place } from "../../framework/place";
import { type Data, Unknown } from "../../framework/value";
import { readWorkloads } from "../workload/read-workloads";
import { placeAt, referencesOf } from "./object-reference";

const UNKNOWN = new Unknown("is known only after deployment");

function references(type: string, props: { readonly [key: string]: Data }) {
  return readWorkloads({ type, name: "it", props })
    .flatMap((workload) => referencesOf(workload, new Place(props)))
    .map(({ container: _, ...reference }) => reference);
}

const pod = (container: Data, volumes: Data = []) => ({
  spec: { containers: [container], volumes },
});

describe("referencesOf", () => {
  it("finds variables of Kubernetes that take one key", () => {
    const env = [
      { name: "A", valueFrom: { secretKeyRef: { name: "s", key: "k" } } },
      { name: "B", valueFrom: { configMapKeyRef: { name: UNKNOWN, key: "k" } } },
      { name: "C", valueFrom: { fieldRef: { fieldPath: "x" } } },
      { name: "D", value: "d" },
    ];
    expect(references("kubernetes:core/v1:Pod", pod({ env }))).toEqual([
      { path: "spec.containers[0].env[0]", kind: "Secret", name: "s", key: "k", variable: "A" },
      {
        path: "spec.containers[0].env[1]",
        kind: "ConfigMap",
        name: UNKNOWN,
        key: "k",
        variable: "B",
      },
    ]);
  });

  it("finds what gives all its keys to a container", () => {
    const envFrom = [{ secretRef: { name: "s" } }, { prefix: "X_", configMapRef: { name: "c" } }];
    expect(references("kubernetes:core/v1:Pod", pod({ envFrom }))).toMatchObject([
      { path: "spec.containers[0].envFrom[0].secretRef", kind: "Secret", name: "s", prefix: "" },
      {
        path: "spec.containers[0].envFrom[1].configMapRef",
        kind: "ConfigMap",
        name: "c",
        prefix: "X_",
      },
    ]);
  });

  it("finds volumes of a pod template", () => {
    const volumes = [
      { secret: { secretName: "s" } },
      { configMap: { name: "c" } },
      { projected: { sources: [{ secret: { name: "p" } }, { configMap: { name: "q" } }] } },
      { emptyDir: {} },
    ];
    const props = { spec: { template: pod({}, volumes) } };
    expect(references("kubernetes:apps/v1:Deployment", props)).toMatchObject([
      { path: "spec.template.spec.volumes[0].secret", kind: "Secret", name: "s" },
      { path: "spec.template.spec.volumes[1].configMap", kind: "ConfigMap", name: "c" },
      {
        path: "spec.template.spec.volumes[2].projected.sources[0].secret",
        kind: "Secret",
        name: "p",
      },
      {
        path: "spec.template.spec.volumes[2].projected.sources[1].configMap",
        kind: "ConfigMap",
        name: "q",
      },
    ]);
  });

  it("finds secrets of Cloud Run, whose keys are versions", () => {
    const template = {
      containers: [
        {
          envs: [
            {
              name: "A",
              valueSource: { secretKeyRef: { secret: "projects/p/secrets/s", version: "1" } },
            },
          ],
        },
      ],
      volumes: [{ name: "v", secret: { secret: "t" } }],
    };
    expect(references("gcp:cloudrunv2/service:Service", { template })).toEqual([
      {
        path: "template.containers[0].envs[0]",
        kind: "Secret Manager secret",
        name: "s",

        variable: "A",
      },
      {
        path: "template.volumes[0].secret",
        kind: "Secret Manager secret",
        name: "t",
      },
    ]);
  });

  it("finds none where there is nothing to read", () => {
    expect(references("kubernetes:core/v1:Pod", { spec: UNKNOWN })).toEqual([]);
    expect(
      references("kubernetes:core/v1:Pod", { spec: { containers: [], volumes: UNKNOWN } }),
    ).toEqual([]);
  });
});

describe("placeAt", () => {
  it("walks keys and indexes", () => {
    const place = placeAt(new Place({ a: [{ b: 1 }, { b: 2 }] }), "a[1].b");
    expect([place.value, place.path]).toEqual([2, "a[1].b"]);
    expect(placeAt(new Place({ a: [] }), "a[1].b").value).toBeUndefined();
  });
});
