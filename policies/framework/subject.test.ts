import { describe, expect, it } from "vitest";
import { subjectOf } from "./subject";
import { type Data, Unknown } from "./value";

const unknown = new Unknown("is known only after deployment");

describe("the words that start a message", () => {
  it.each<[string, { [key: string]: Data }, string]>([
    ["gcp:cloudrunv2/service:Service", { name: "api" }, 'Cloud Run service "api"'],
    ["gcp:cloudrunv2/job:Job", { name: "api" }, 'Cloud Run job "api"'],
    ["gcp:cloudrunv2/workerPool:WorkerPool", {}, 'Cloud Run worker pool "it"'],
    ["gcp:cloudrun/service:Service", { name: unknown }, 'Cloud Run service "it"'],
    ["kubernetes:apps/v1:Deployment", { metadata: { name: "web" } }, 'Deployment "web"'],
    ["kubernetes:apps/v1:Deployment", { metadata: { name: unknown } }, 'Deployment "it"'],
    ["kubernetes:apps/v1:Deployment", { metadata: unknown }, 'Deployment "it"'],
    ["kubernetes:core/v1:ConfigMapPatch", { metadata: null }, 'ConfigMapPatch "it"'],
    ["kubernetes:core/v1:Pod", { metadata: { name: "" } }, 'Pod "it"'],
    ["gcp:secretmanager/secretVersion:SecretVersion", {}, 'gcp.secretmanager.SecretVersion "it"'],
    ["random:index/randomId:RandomId", { name: "no" }, 'random.index.RandomId "it"'],
    ["acme:Widget", {}, 'acme.Widget "it"'],
    ["toString", {}, 'toString "it"'],
  ])("for %s with %j", (type, props, subject) => {
    expect(subjectOf({ type, name: "it", props })).toBe(subject);
  });
});
