import { describe, expect, it } from "vitest";
import type { StackConfiguration } from "../../config";
import { aiaWith } from "../testing/aia";
import type { StackFileData } from "../testing/stack-file";
import { uncheckedStagingWith } from "../testing/staging";
import type { Alert } from "./alert";
import { alertsOf } from "./alerts";
import { burnRates } from "./burn-rate";
import type { QueryCondition, ThresholdCondition } from "./condition";
import { logMetrics, logResourcesOf } from "./log-metric";
import { requestSeriesByService } from "./request-series";
import { slosOf } from "./slo";

function alertsIn(configuration: StackConfiguration): Alert[] {
  const { observability } = configuration;
  return observability === undefined ? [] : alertsOf(configuration, observability);
}

function alert(name: string, change?: (config: StackFileData) => void): Alert {
  const found = alertsIn(aiaWith(change)).find((each) => each.name === name);
  return found ?? expect.unreachable(`There is no alert "${name}".`);
}

const thresholds = (name: string) =>
  (alert(name).conditions as ThresholdCondition[]).map(({ conditionThreshold }) => ({
    filter: conditionThreshold.filter,
    value: conditionThreshold.thresholdValue,
    duration: conditionThreshold.duration,
  }));
const queries = (name: string, change?: (config: StackFileData) => void) =>
  (alert(name, change).conditions as QueryCondition[]).map(
    ({ conditionPrometheusQueryLanguage: { query } }) => query,
  );

describe("what runs in AIA's cluster", () => {
  it("A16: is told of before memory or CPU are used up", () => {
    expect(thresholds("pod-resources")).toEqual([
      {
        filter:
          'resource.type="k8s_container" AND metric.type="kubernetes.io/container/memory/limit_utilization" AND resource.labels.cluster_name="aia" AND resource.labels.namespace_name=one_of("aia-backend","aia-frontend") AND metric.labels.memory_type="non-evictable"',
        value: 0.9,
        duration: "300s",
      },
      {
        filter:
          'resource.type="k8s_container" AND metric.type="kubernetes.io/container/cpu/limit_utilization" AND resource.labels.cluster_name="aia" AND resource.labels.namespace_name=one_of("aia-backend","aia-frontend")',
        value: 0.9,
        duration: "600s",
      },
    ]);
  });

  it("A2, A22: is told of when containers start anew again and again", () => {
    const [restarts] = alert("pods-restarting").conditions as ThresholdCondition[];
    expect(restarts?.conditionThreshold).toMatchObject({
      aggregations: [{ alignmentPeriod: "600s", perSeriesAligner: "ALIGN_DELTA" }],
      thresholdValue: 3,
    });
  });

  it("is told of as critical when no pod of a service or store is ready", () => {
    expect(alert("workload-down").severity).toBe("CRITICAL");
    const [services = "", stores = ""] = queries("workload-down");
    expect(services).toMatch(
      /^max by \(deployment\) \(kube_deployment_status_replicas_available\{cluster="aia",deployment=~"[a-z|-]+"\}\) < 1$/,
    );
    for (const name of ["api", "agent-executor", "economic", "frontend"]) {
      expect(services).toContain(name);
    }
    expect(stores).toContain("kube_statefulset_status_replicas_ready");
  });

  it("is told of when it runs nearly all the pods that it may have, unless that is always so", () => {
    const [all = ""] = queries("replicas-saturated");
    expect(all).toMatch(/status_current_replicas\{.*\}\) \/ .*spec_max_replicas\{.*\}\) > 0\.9$/);
    const [some = ""] = queries("replicas-saturated", (config) => {
      config["holdfast:services"].economic.scale = { min: 2, max: 2 };
    });
    expect(all).toContain("economic");
    expect(some).not.toContain("economic");
  });

  it("A19: is told of before a volume is full", () => {
    expect(thresholds("volume-full")).toMatchObject([{ value: 0.8, duration: "300s" }]);
  });

  it("is not watched where there is no cluster", () => {
    const names = alertsIn(uncheckedStagingWith()).map(({ runbook }) => runbook);
    for (const runbook of ["pods-restarting", "workload-down", "volume-full", "alloydb-cpu"]) {
      expect(names).not.toContain(runbook);
    }
  });
});

describe("AIA's AlloyDB", () => {
  it.each([
    ["warning", 0.8, "300s"],
    ["critical", 0.85, "120s"],
  ])("N4: is told of when its connections run out, %s", (step, share, duration) => {
    const [database] = Object.values(aiaWith().postgres).filter(({ type }) => type === "alloydb");
    const limit = database?.maxConnections ?? Number.NaN;
    expect(thresholds(`alloydb-connections-${step}`)).toMatchObject([
      { value: share * limit, duration },
    ]);
  });
});

describe("A21: what is asked of AIA's services", () => {
  const configuration = aiaWith();

  it("is 99 % of the requests, and answers within 200 ms, by the load balancer of the gateway", () => {
    const counted = requestSeriesByService(configuration).get("api");
    const asked = configuration.services.api?.objectives;
    if (counted === undefined || asked === undefined) expect.unreachable();
    const [availability, latency] = slosOf(counted, asked);
    expect(availability?.goal).toBe(0.99);
    expect(availability?.requestBasedSli.goodTotalRatio).toMatchObject({
      badServiceFilter:
        'resource.type="https_lb_rule" AND metric.type="loadbalancing.googleapis.com/https/backend_request_count" AND resource.labels.backend_target_name=monitoring.regex.full_match("gkegw1-[a-z0-9]+-(aia-backend-api-8000)-[a-z0-9]+") AND metric.labels.response_code_class=500',
    });
    expect(latency?.requestBasedSli.distributionCut).toMatchObject({ range: { max: 200 } });
    expect(burnRates.map(({ severity }) => severity)).toEqual(["CRITICAL", "WARNING"]);
  });

  it("is nothing where no host leads to a service, since nothing counts its requests", () => {
    expect(requestSeriesByService(configuration).get("economic")).toBeUndefined();
  });
});

describe("A12: what AIA's services log", () => {
  it("is measured where containers of a cluster write it, by the name of the container", () => {
    const configuration = aiaWith();
    const resources = logResourcesOf(configuration);
    const { observability } = configuration;
    if (observability === undefined) expect.unreachable();
    const filters = logMetrics(observability, resources).map(({ name, filter }) => [name, filter]);
    expect(Object.fromEntries(filters)).toMatchObject({
      startup_phase_seconds: expect.stringMatching(/^resource\.type="k8s_container" AND /),
      // The checks are functions, wherever the services run.
      verification_runs: expect.stringMatching(/^resource\.type="cloud_run_revision" AND /),
    });
    const [pool = ""] = queries("pool-utilization");
    expect(pool).toContain("sum by (container_name, database)");
    expect(pool).toContain('monitored_resource="k8s_container"');
  });

  it("is measured on both platforms where a stack has both, each by its own query", () => {
    const services = { ...uncheckedStagingWith().services, ...aiaWith().services };
    expect(logResourcesOf({ services }).map(({ type }) => type)).toEqual([
      "cloud_run_revision",
      "k8s_container",
    ]);
  });
});
