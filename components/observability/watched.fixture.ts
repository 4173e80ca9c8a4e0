import * as pulumi from "@pulumi/pulumi";
import { type Recording, record } from "../testing/recording";
import { configurationOf } from "../testing/stack-file";
import { Observability } from "./observability";
import { opensAt, type Series } from "./promql.fixture";
import type { QueryRule } from "./promtool.fixture";
import {
  type PlannedObjective,
  type PlannedThreshold,
  type PointSeries,
  thresholdOpensAt,
} from "./threshold.fixture";

/** Where the services of the stack run. */
export type Platform = "cloud-run" | "gke";

/** An alert policy as the stack registers it. */
interface PlannedPolicy {
  readonly combiner: string;
  readonly conditions: readonly {
    readonly conditionThreshold?: PlannedThreshold;
    readonly conditionPrometheusQueryLanguage?: {
      readonly query: string;
      readonly duration: string;
    };
  }[];
}

const policyType = "gcp:monitoring/alertPolicy:AlertPolicy";

/** How long samples are looked at. */
export const minutes = 90;

const key = {
  id: "health-key",
  secretId: "health-key",
  version: "1",
  value: pulumi.secret("0123456789abcdef"),
};

/** What PyAirtable's stack watches on a platform, as it is registered. */
export class Watched {
  /** Its conditions in PromQL. */
  readonly rules: readonly QueryRule[];
  /** The queries of its charts in PromQL. */
  readonly charts: readonly string[];
  private readonly policies: readonly (readonly [name: string, PlannedPolicy])[];
  private readonly objectives: ReadonlyMap<string, PlannedObjective>;

  constructor(recording: Recording<unknown>) {
    this.policies = recording
      .all(policyType)
      .map(({ name, inputs }) => [
        name.replace(/^pyairtable-(alerts-)?/, ""),
        inputs as unknown as PlannedPolicy,
      ]);
    this.rules = this.policies.flatMap(([alert, { conditions }]) =>
      conditions.flatMap(({ conditionPrometheusQueryLanguage: condition }) =>
        condition === undefined ? [] : [{ alert, ...condition }],
      ),
    );
    this.charts = recording
      .all("gcp:monitoring/dashboard:Dashboard")
      .flatMap(({ inputs }) => queriesIn(JSON.parse(String(inputs.dashboardJson))));
    const slos = recording.all("gcp:monitoring/slo:Slo");
    this.objectives = new Map(
      slos.map(({ inputs }) => [
        `projects/1234567890/services/${inputs.service}/serviceLevelObjectives/${inputs.sloId}`,
        inputs as unknown as PlannedObjective,
      ]),
    );
  }

  static async on(platform: Platform): Promise<Watched> {
    const configuration = configurationOf("pyairtable", (config) => {
      config["holdfast:platform"] = platform;
    });
    const { observability, stack } = configuration;
    if (observability === undefined) throw new Error("Nobody watches the stack.");
    return new Watched(
      await record(
        () =>
          new Observability(stack, {
            configuration,
            observability,
            secrets: { "health-key": key },
          }),
      ),
    );
  }

  /** The incidents that samples open by queries, by the small evaluation of the tests. */
  byQueries(series: readonly Series[]): string[] {
    return this.judgedRules.flatMap(({ alert, query, duration }) => {
      const found = opensAt({ query, duration }, series, minutes);
      return found === undefined ? [] : [`${alert}: ${found.labels}, minute ${found.minute}`];
    });
  }

  /** The rules on requests and on what runs; those on log lines are other tests' matter. */
  get judgedRules(): readonly QueryRule[] {
    return this.rules.filter(({ query }) => !query.includes("logging_googleapis_com"));
  }

  /** The incidents that points open by thresholds and by objectives. */
  byThresholds(points: readonly PointSeries[]): string[] {
    return this.policies.flatMap(([alert, { combiner, conditions }]) => {
      const thresholds = conditions.flatMap(({ conditionThreshold }) => conditionThreshold ?? []);
      if (thresholds.length === 0) return [];
      const found = thresholdOpensAt(thresholds, combiner, points, minutes, this.objectives);
      return found === undefined ? [] : [`${alert}: ${found.of}, minute ${found.minute}`];
    });
  }
}

/** Every query in PromQL in a dashboard. */
function queriesIn(value: unknown): string[] {
  return typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]) =>
        name === "prometheusQuery" ? [String(inner)] : queriesIn(inner),
      );
}
