import type { AlertPolicyArgs, AlertPolicyState } from "@pulumi/gcp/monitoring";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { atLeastOne, oneOf } from "../../../declared/rules";
import { deletionPolicy, needsProject, now, project } from "../../properties";
import { whereGiven } from "../given-block";

const aligners = [
  "ALIGN_NONE",
  "ALIGN_DELTA",
  "ALIGN_RATE",
  "ALIGN_INTERPOLATE",
  "ALIGN_NEXT_OLDER",
  "ALIGN_MIN",
  "ALIGN_MAX",
  "ALIGN_MEAN",
  "ALIGN_COUNT",
  "ALIGN_SUM",
  "ALIGN_STDDEV",
  "ALIGN_COUNT_TRUE",
  "ALIGN_COUNT_FALSE",
  "ALIGN_FRACTION_TRUE",
  "ALIGN_PERCENTILE_99",
  "ALIGN_PERCENTILE_95",
  "ALIGN_PERCENTILE_50",
  "ALIGN_PERCENTILE_05",
  "ALIGN_PERCENT_CHANGE",
  "",
];

const reducers = [
  "REDUCE_NONE",
  "REDUCE_MEAN",
  "REDUCE_MIN",
  "REDUCE_MAX",
  "REDUCE_SUM",
  "REDUCE_STDDEV",
  "REDUCE_COUNT",
  "REDUCE_COUNT_TRUE",
  "REDUCE_COUNT_FALSE",
  "REDUCE_FRACTION_TRUE",
  "REDUCE_PERCENTILE_99",
  "REDUCE_PERCENTILE_95",
  "REDUCE_PERCENTILE_50",
  "REDUCE_PERCENTILE_05",
  "",
];

const comparisons = [
  "COMPARISON_GT",
  "COMPARISON_GE",
  "COMPARISON_LT",
  "COMPARISON_LE",
  "COMPARISON_EQ",
  "COMPARISON_NE",
];

const missingData = [
  "EVALUATION_MISSING_DATA_INACTIVE",
  "EVALUATION_MISSING_DATA_ACTIVE",
  "EVALUATION_MISSING_DATA_NO_OP",
  "",
];

/** The lists of aggregations that conditions have. */
const aggregations = [
  "conditions.conditionAbsent.aggregations",
  "conditions.conditionThreshold.aggregations",
  "conditions.conditionThreshold.denominatorAggregations",
] as const;

/** Conditions under which an incident begins, and whom that is told. */
export const alertPolicy = describe<AlertPolicyArgs, AlertPolicyState>({
  token: "gcp:monitoring/alertPolicy:AlertPolicy",
  id: (r) => r.text("name"),
  required: ["combiner", "conditions", "displayName"],
  defaults: { enabled: true, "documentation.mimeType": "text/markdown" },
  rules: [
    needsProject,
    oneOf("combiner", "AND", "OR", "AND_WITH_MATCHING_RESOURCE"),
    oneOf("severity", "CRITICAL", "ERROR", "WARNING", ""),
    oneOf(
      "alertStrategy.notificationPrompts",
      "NOTIFICATION_PROMPT_UNSPECIFIED",
      "OPENED",
      "CLOSED",
    ),
    oneOf("conditions.conditionThreshold.comparison", ...comparisons),
    oneOf("conditions.conditionThreshold.evaluationMissingData", ...missingData),
    oneOf("conditions.conditionMonitoringQueryLanguage.evaluationMissingData", ...missingData),
    oneOf("conditions.conditionSql.rowCountTest.comparison", ...comparisons),
    ...aggregations.flatMap((path) => [
      oneOf(`${path}.perSeriesAligner`, ...aligners),
      oneOf(`${path}.crossSeriesReducer`, ...reducers),
    ]),
    whereGiven(
      "documentation",
      atLeastOne(
        "documentation.content",
        "documentation.links",
        "documentation.mimeType",
        "documentation.subject",
      ),
    ),
  ],
  replaces: ["project"],
  ignores: aggregations.map((path) => ({
    path: `${path}.crossSeriesReducer` as const,
    when: (before, after) => [before, after].every((word) => isNoReducer(word)),
  })),
  computed: {
    name: assigned((r) => `projects/${r.text("project")}/alertPolicies/${r.digits("policy", 19)}`),
    creationRecords: derived(() => [{ mutateTime: now(), mutatedBy: "" }]),
  },
  decided: { deletionPolicy, project },
});

function isNoReducer(word: unknown): boolean {
  return word === undefined || word === null || word === "" || word === "REDUCE_NONE";
}
