import type { SloArgs, SloState } from "@pulumi/gcp/monitoring";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import {
  atLeastOne,
  between,
  exactlyOne,
  type Failure,
  oneOf,
  type Rule,
  shaped,
} from "../../../declared/rules";
import { type Properties, unmarked } from "../../../values/value";
import { deletionPolicy, needsProject, project, shortName } from "../../properties";
import { whereGiven } from "../given-block";

/** What the two kinds of request-based indicators have in common, wherever they stand. */
function requestRules(block: string): Rule[] {
  return [
    whereGiven(block, exactlyOne(`${block}.distributionCut`, `${block}.goodTotalRatio`)),
    whereGiven(
      `${block}.distributionCut`,
      atLeastOne(`${block}.distributionCut.range.max`, `${block}.distributionCut.range.min`),
    ),
    whereGiven(
      `${block}.goodTotalRatio`,
      atLeastOne(
        `${block}.goodTotalRatio.badServiceFilter`,
        `${block}.goodTotalRatio.goodServiceFilter`,
        `${block}.goodTotalRatio.totalServiceFilter`,
      ),
    ),
  ];
}

/** What basic indicators have in common, wherever they stand. */
function basicRules(block: string): Rule[] {
  return [
    whereGiven(block, exactlyOne(`${block}.availability`, `${block}.latency`)),
    // The provider takes nothing but true.
    shaped(`${block}.availability.enabled`, /^true$/, "nothing but true"),
  ];
}

const windows = "windowsBasedSli";
const ratio = `${windows}.goodTotalRatioThreshold`;

/** An objective: the share of a period in which a service is to be good. */
export const slo = describe<SloArgs, SloState>({
  token: "gcp:monitoring/slo:Slo",
  id: (r) => r.text("name"),
  required: ["goal", "service"],
  rules: [
    needsProject,
    { about: ["goal"], failures: impossibleGoal },
    exactlyOne("calendarPeriod", "rollingPeriodDays"),
    oneOf("calendarPeriod", "DAY", "WEEK", "FORTNIGHT", "MONTH", ""),
    between("rollingPeriodDays", 1, 30),
    exactlyOne("basicSli", "requestBasedSli", windows),
    ...basicRules("basicSli"),
    ...requestRules("requestBasedSli"),
    whereGiven(
      windows,
      exactlyOne(
        `${windows}.goodBadMetricFilter`,
        ratio,
        `${windows}.metricMeanInRange`,
        `${windows}.metricSumInRange`,
      ),
    ),
    whereGiven(ratio, exactlyOne(`${ratio}.basicSliPerformance`, `${ratio}.performance`)),
    ...basicRules(`${ratio}.basicSliPerformance`),
    ...requestRules(`${ratio}.performance`),
    shaped(
      "sloId",
      /^[a-zA-Z0-9\-_:.]+$/,
      "letters, digits, hyphens, underscores, colons and dots",
    ),
  ],
  replaces: ["project", "service", "sloId"],
  sets: [
    "basicSli.locations",
    "basicSli.methods",
    "basicSli.versions",
    "windowsBasedSli.goodTotalRatioThreshold.basicSliPerformance.locations",
    "windowsBasedSli.goodTotalRatioThreshold.basicSliPerformance.methods",
    "windowsBasedSli.goodTotalRatioThreshold.basicSliPerformance.versions",
  ],
  computed: {
    name: derived(
      (r) =>
        `projects/${r.text("project")}/services/${shortName(r.text("service"))}/serviceLevelObjectives/${r.text("sloId")}`,
    ),
  },
  decided: { deletionPolicy, project, sloId: assigned((r) => r.hex("objective", 22)) },
});

function impossibleGoal({ goal }: Properties): Failure[] {
  const share = unmarked(goal ?? null);
  return typeof share !== "number" || (share > 0 && share <= 0.9999)
    ? []
    : [`"goal" is ${share}. Allowed are numbers above 0 and up to 0.9999. Change it.`];
}
