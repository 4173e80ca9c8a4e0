import { describe, expect, it } from "vitest";
import type { StackResource } from "../../framework/policy";
import { type Data, Unknown } from "../../framework/value";
import { mostInstancesOf } from "./most-instances";

const later = new Unknown("is known only after deployment");

function most(type: string, props: { [key: string]: Data }) {
  const resource = { type, props, name: "it" } as unknown as StackResource;
  const found = mostInstancesOf(resource);
  return [found?.instances, found?.path];
}

const SERVICE = "gcp:cloudrunv2/service:Service";
const V1 = "gcp:cloudrun/service:Service";
const JOB = "gcp:cloudrunv2/job:Job";
const POOL = "gcp:cloudrunv2/workerPool:WorkerPool";
const ofRevision = "template.scaling.maxInstanceCount";
const maxScale = 'template.metadata.annotations["autoscaling.knative.dev/maxScale"]';

describe("N3: the most instances", () => {
  it.each<[string, string, { [key: string]: Data }, unknown, string]>([
    ["a revision", SERVICE, { template: { scaling: { maxInstanceCount: 7 } } }, 7, ofRevision],
    [
      "a whole service",
      SERVICE,
      { scaling: { maxInstanceCount: 7 } },
      7,
      "scaling.maxInstanceCount",
    ],
    [
      "both, of which each holds",
      SERVICE,
      { scaling: { maxInstanceCount: 9 }, template: { scaling: { maxInstanceCount: 7 } } },
      7,
      ofRevision,
    ],
    [
      "a service that is scaled by hand",
      SERVICE,
      {
        scaling: { scalingMode: "MANUAL", manualInstanceCount: 3 },
        template: { scaling: { maxInstanceCount: 7 } },
      },
      3,
      "scaling.manualInstanceCount",
    ],
    ["a service without a maximum", SERVICE, {}, 100, ofRevision],
    [
      "a service whose maximum is 0, which is none",
      SERVICE,
      { scaling: { maxInstanceCount: 0 } },
      100,
      ofRevision,
    ],
    [
      "a service with an unknown one",
      SERVICE,
      { template: { scaling: later } },
      later,
      "template.scaling",
    ],
    [
      "a revision of the first API",
      V1,
      { template: { metadata: { annotations: { "autoscaling.knative.dev/maxScale": "7" } } } },
      7,
      maxScale,
    ],
    [
      "a service of the first API",
      V1,
      { metadata: { annotations: { "run.googleapis.com/maxScale": "7" } } },
      7,
      'metadata.annotations["run.googleapis.com/maxScale"]',
    ],
    ["a service of the first API without one", V1, {}, 100, maxScale],
    ["a job with one task", JOB, { template: {} }, 1, "template.parallelism"],
    [
      "a job with all tasks at once",
      JOB,
      { template: { taskCount: 5 } },
      5,
      "template.parallelism",
    ],
    [
      "a job with some at once",
      JOB,
      { template: { taskCount: 5, parallelism: 2 } },
      2,
      "template.parallelism",
    ],
    [
      "a job with fewer tasks than may run at once",
      JOB,
      { template: { taskCount: 2, parallelism: 5 } },
      2,
      "template.parallelism",
    ],
    [
      "a job whose tasks are not known",
      JOB,
      { template: { taskCount: later, parallelism: 2 } },
      later,
      "template.parallelism",
    ],
    [
      "a worker pool",
      POOL,
      { scaling: { manualInstanceCount: 4 } },
      4,
      "scaling.manualInstanceCount",
    ],
    ["a worker pool without a number", POOL, {}, 1, "scaling.manualInstanceCount"],
  ])("of %s", (_, type, props, instances, path) => {
    expect(most(type, props)).toEqual([instances, path]);
  });

  it("of anything else are none", () => {
    expect(most("gcp:storage/bucket:Bucket", {})).toEqual([undefined, undefined]);
  });
});
