import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Leash } from "../../offline/process/leash";
import type { Series } from "./promql.fixture";

const run = promisify(execFile);

/** A condition in PromQL, under the name of its alert. */
export interface QueryRule {
  readonly alert: string;
  readonly query: string;
  readonly duration: string;
}

/** An incident that is expected: of which alert, with which labels, from which minute on. */
export interface Incident {
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly minute: number;
}

/** What Prometheus is asked to judge, in one file for all. */
export interface Case {
  readonly name: string;
  readonly series: readonly Series[];
  readonly minutes: number;
  readonly expected: readonly Incident[];
}

/** Prometheus' own tool, which reads alerting rules and evaluates them on samples that a test makes up. */
export class Promtool {
  constructor(
    private readonly program: string,
    private readonly leash: Leash,
  ) {}

  /** What Prometheus has against some queries; nothing where it takes them all. */
  async refusals(rules: readonly QueryRule[]): Promise<string> {
    const files = this.files({ "rules.yaml": ruleFile(rules) });
    return this.run(files, ["check", "rules", "--lint=none", "rules.yaml"]);
  }

  /**
   * What Prometheus says against some expectations; nothing where it agrees. Conditions become its alerting rules,
   * samples its series, and each alert that fires is looked for over the whole time.
   */
  async disagreements(rules: readonly QueryRule[], cases: readonly Case[]): Promise<string> {
    const files = this.files({
      "rules.yaml": ruleFile(rules),
      "tests.yaml": {
        rule_files: ["rules.yaml"],
        evaluation_interval: "1m",
        tests: cases.map(testOf),
      },
    });
    return this.run(files, ["test", "rules", "tests.yaml"]);
  }

  /** A folder with these files. JSON is YAML. */
  private files(contents: Readonly<Record<string, object>>): string {
    const folder = mkdtempSync(join(tmpdir(), "holdfast-promtool-"));
    this.leash.remove(folder);
    for (const [name, content] of Object.entries(contents)) {
      writeFileSync(join(folder, name), JSON.stringify(content));
    }
    return folder;
  }

  private async run(cwd: string, line: readonly string[]): Promise<string> {
    return run(this.program, line, { cwd }).then(
      () => "",
      ({ stdout = "", stderr = "" }) => `${stdout}${stderr}` || "It failed without a word.",
    );
  }
}

function ruleFile(rules: readonly QueryRule[]) {
  const written = rules.map(({ alert, query, duration }) => ({
    alert,
    expr: query,
    for: duration,
  }));
  return { groups: [{ name: "planned", interval: "1m", rules: written }] };
}

function testOf({ name, series, minutes, expected }: Case) {
  const time = `${minutes}m`;
  return {
    name,
    interval: "1m",
    input_series: series.map((one) => inputOf(one, minutes)),
    promql_expr_test: [
      {
        // From when on each fired first, in seconds.
        expr: `min without (alertstate) (min_over_time(timestamp(ALERTS{alertstate="firing"})[${time}:1m]))`,
        eval_time: time,
        exp_samples: expected.map(({ alert, labels, minute }) => ({
          labels: `{${matchersOf({ alertname: alert, ...labels })}}`,
          value: minute * 60,
        })),
      },
    ],
  };
}

function matchersOf(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(",");
}

/** Metrics that are values of now, where the others are counters. */
const isGauge = (metric: string) => /^kube_|:container_instance_count$/.test(metric);

/** A series as promtool takes it: a counter from its zero on, a value of now where there is one. */
function inputOf({ metric, labels, samples }: Series, minutes: number) {
  const values: (number | string)[] = [];
  let total = 0;
  for (let minute = 0; minute <= minutes; minute++) {
    const sample = samples.get(minute);
    total += sample ?? 0;
    values.push(isGauge(metric) ? (sample ?? "_") : total);
  }
  return { series: `${metric}{${matchersOf(labels)}}`, values: values.join(" ") };
}
