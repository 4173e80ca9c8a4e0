import * as gcp from "@pulumi/gcp";
import { asset } from "@pulumi/pulumi";

const location = "us-central1";
const bucket = new gcp.storage.Bucket("sources", { location: "US" });

const source = new gcp.storage.BucketObject("source", {
  bucket: bucket.name,
  source: new asset.AssetArchive({ "index.js": new asset.StringAsset("exports.run = () => {};") }),
});

const called = new gcp.cloudfunctionsv2.Function("called", {
  location,
  buildConfig: {
    runtime: "nodejs22",
    entryPoint: "run",
    source: { storageSource: { bucket: bucket.name, object: source.name } },
  },
  serviceConfig: { availableMemory: "256Mi" },
});

new gcp.cloudscheduler.Job("hourly", {
  region: location,
  schedule: "0 * * * *",
  httpTarget: { uri: called.url, httpMethod: "POST" },
});
