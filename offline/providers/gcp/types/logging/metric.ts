import type { MetricArgs, MetricState } from "@pulumi/gcp/logging";
import { describe } from "../../../declared/describe";
import { derived } from "../../../declared/resource-type";
import { atLeastOne, oneOf } from "../../../declared/rules";
import { deletionPolicy, needsProject, plainName, project } from "../../properties";
import { whereGiven } from "../given-block";

/** A metric that is made from log entries. */
export const logMetric = describe<MetricArgs, MetricState>({
  token: "gcp:logging/metric:Metric",
  id: (r) => r.text("name"),
  required: ["filter"],
  autoName: plainName,
  defaults: { "metricDescriptor.unit": "1", "metricDescriptor.labels.valueType": "STRING" },
  rules: [
    needsProject,
    oneOf("metricDescriptor.metricKind", "DELTA", "GAUGE", "CUMULATIVE"),
    oneOf(
      "metricDescriptor.valueType",
      "BOOL",
      "INT64",
      "DOUBLE",
      "STRING",
      "DISTRIBUTION",
      "MONEY",
    ),
    oneOf("metricDescriptor.labels.valueType", "BOOL", "INT64", "STRING", ""),
    whereGiven(
      "bucketOptions",
      atLeastOne(
        "bucketOptions.explicitBuckets",
        "bucketOptions.exponentialBuckets",
        "bucketOptions.linearBuckets",
      ),
    ),
  ],
  replaces: ["metricDescriptor.labels.key", "metricDescriptor.labels.valueType", "project"],
  sets: ["metricDescriptor.labels"],
  computed: {},
  decided: {
    deletionPolicy,
    project,
    metricDescriptor: derived(() => ({ metricKind: "DELTA", valueType: "INT64", unit: "1" })),
  },
});
