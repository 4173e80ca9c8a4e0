import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Data, Unknown } from "../../framework/value";
import { imagesOf } from "./images";
import { readWorkloads } from "./read-workloads";

const TYPES = [
  "gcp:cloudrun/service:Service",
  "gcp:cloudrunv2/service:Service",
  "gcp:cloudrunv2/job:Job",
  "gcp:cloudrunv2/workerPool:WorkerPool",
  "kubernetes:core/v1:Pod",
  "kubernetes:core/v1:PodTemplate",
  "kubernetes:apps/v1:Deployment",
  "kubernetes:apps/v1:DeploymentList",
  "kubernetes:batch/v1:CronJobPatch",
];

/** The keys that readers follow, so that arbitrary data goes deep. */
const KEYS = (
  "template spec jobTemplate items metadata name namespace containers initContainers ephemeralContainers " +
  "image reference volumes command commands args env envs value valueFrom valueSource secretKeyRef secret version " +
  "ports containerPort restartPolicy sourceCode"
).split(" ");

const data: fc.Arbitrary<Data> = fc.letrec<{ data: Data }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 9 },
    fc.constantFrom<Data>(null, undefined, "", "text", "scratch", "Always", 0, 8080, true),
    fc.constant(new Unknown("is known only after deployment")),
    fc.array(tie("data"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie("data"), { maxKeys: 6 }),
  ),
})).data;

const resource = fc.record({
  type: fc.constantFrom(...TYPES),
  name: fc.constant("it"),
  props: fc.dictionary(fc.constantFrom(...KEYS), data, { maxKeys: 6 }),
});

describe("the reader of workloads", () => {
  it("never throws, whatever a program gives", () => {
    fc.assert(
      fc.property(resource, (given) => {
        for (const workload of readWorkloads(given)) {
          expect(Array.isArray(workload.containers)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("gives every image and every unknown a path of its own", () => {
    fc.assert(
      fc.property(resource, (given) => {
        const paths = readWorkloads(given)
          .flatMap(imagesOf)
          .map(({ path }) => path);
        expect(new Set(paths).size).toBe(paths.length);
      }),
      { numRuns: 2000 },
    );
  });

  it("finds an image wherever a pod may name one, beside whatever else is there", () => {
    const list = fc.constantFrom("containers", "initContainers", "ephemeralContainers");
    fc.assert(
      fc.property(list, fc.array(data, { maxLength: 3 }), fc.nat(3), (key, others, at) => {
        const containers = [...others];
        containers.splice(at, 0, { image: "wanted:1" });
        const index = containers.findIndex(
          (entry) => (entry as { image?: unknown } | null)?.image === "wanted:1",
        );
        const images = readWorkloads({
          type: "kubernetes:core/v1:Pod",
          name: "it",
          props: { spec: { [key]: containers } },
        }).flatMap(imagesOf);
        expect(images).toContainEqual({ path: `spec.${key}[${index}].image`, image: "wanted:1" });
      }),
    );
  });
});

describe("the images of a workload", () => {
  const unknown = new Unknown("is known only after deployment");

  it("are those of containers and volumes, and the places that cannot be read", () => {
    const images = readWorkloads({
      type: "kubernetes:core/v1:Pod",
      name: "it",
      props: {
        spec: {
          initContainers: unknown,
          containers: [{ image: "a:1" }, { name: "none" }, { image: unknown }, { image: 7 }],
          volumes: [{ image: { reference: "v:1" } }],
        },
      },
    }).flatMap(imagesOf);
    expect(images).toEqual([
      { path: "spec.initContainers", image: unknown },
      { path: "spec.containers[0].image", image: "a:1" },
      { path: "spec.containers[2].image", image: unknown },
      { path: "spec.volumes[0].image.reference", image: "v:1" },
    ]);
  });
});
