import { describe, expect, it } from "vitest";
import type { StackResource } from "../framework/policy";
import { type Data, Unknown } from "../framework/value";
import { stackResource } from "../testing/stack-resource";
import { checkStack } from "./check";

const unknown = new Unknown("is known only after deployment");
type Props = { readonly [key: string]: Data };

const open = (more: Props = {}) =>
  stackResource("gcp:cloudrunv2/service:Service", "api", {
    name: "api",
    invokerIamDisabled: true,
    ...more,
  });
const check = (host: string) =>
  stackResource("gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig", "up", {
    monitoredResource: { type: "uptime_url", labels: { host } },
  });
const alert = (query: string, condition = "conditionThreshold", key = "filter") =>
  stackResource("gcp:monitoring/alertPolicy:AlertPolicy", "alert", {
    conditions: [{ [condition]: { [key]: query } }],
  });
const promql = (query: string) => alert(query, "conditionPrometheusQueryLanguage", "query");
const slo = (filter: string) =>
  stackResource("gcp:monitoring/slo:Slo", "slo", {
    requestBasedSli: { goodTotalRatio: { totalServiceFilter: filter } },
  });

const requests =
  'resource.type="cloud_run_revision" AND metric.type="run.googleapis.com/request_count"';

/** What a stack lacks, in the words of the message; empty where it lacks nothing. */
function lacks(...stack: readonly StackResource[]): string[] {
  return checkStack(stack, { watchedElsewhere: [] }).map(({ subject, finding }) => {
    const what = /(no [a-z ,]*?)(?:, so its users|\. Add|, and may)/.exec(finding.message)?.[1];
    return `${finding.kind === "violation" ? "" : "perhaps "}${subject}: ${what}`;
  });
}

const ALL = "no uptime check, no alert and no objective";

describe("P6: an alert that leaves a service out", () => {
  const watched = (each: StackResource) =>
    lacks(open(), check("a.example.com"), slo(`${requests} service_name="api"`), each);

  it.each<[string, StackResource]>([
    ["by its name", alert(`${requests} AND resource.labels.service_name!="api"`)],
    [
      "by its name and others",
      alert(`${requests} resource.labels.service_name<>"api" service_name!="web"`),
    ],
    ["by a word before it", alert(`${requests} AND NOT resource.labels.service_name="api"`)],
    ["by a sign before it", alert(`${requests} AND -resource.labels.service_name="api"`)],
    ["by an expression", promql('run_googleapis_com:request_count{service_name!~"ap.|web"} > 1')],
    [
      "since it is of jobs",
      alert('metric.type="run.googleapis.com/job/completed_execution_count"'),
    ],
    [
      "since it is of jobs, by the resource",
      alert('resource.type="cloud_run_job" run.googleapis.com/container/cpu'),
    ],
    [
      "since it is of pools",
      promql('run_googleapis_com:container_cpu{monitored_resource="cloud_run_worker_pool"} > 1'),
    ],
  ])("P6: does not watch it, %s", (_, each) => {
    expect(watched(each)).toEqual(['Cloud Run service "api": no alert']);
  });

  it.each<[string, StackResource]>([
    ["another one out", alert(`${requests} AND NOT resource.labels.service_name="web"`)],
    [
      "others out by an expression",
      promql('run_googleapis_com:request_count{service_name!~"we.|x"} > 1'),
    ],
    ["nothing out", promql('run_googleapis_com:request_count{service_name=="api"} > 1')],
    [
      "nothing out of a list",
      promql('run_googleapis_com:request_count{service_name=~"web|api"} > 1'),
    ],
    ["one out, and says it once more", promql('up{service!="web", service="api"} == 0')],
  ])("P6: but one does that leaves %s", (_, each) => {
    expect(watched(each)).toEqual([]);
  });
});

describe("P6: what a message says", () => {
  const messages = (...stack: readonly StackResource[]) =>
    checkStack(stack, { watchedElsewhere: [] }).map(({ finding }) => finding.message);

  it("P6: of one thing that is missing, in one sentence", () => {
    expect(messages(open(), check("a.example.com"), alert(requests))).toEqual([
      'is reached from the internet and has no objective, so its users are the first to know that it is down or slow. Add a service level objective (gcp.monitoring.Slo), or name the service in the option "watchedElsewhere" if another program watches it.',
    ]);
  });

  it("P6: of what may be there, and of who may reach it", () => {
    const [unread] = messages(
      open(),
      check("a.example.com"),
      alert(unknown as never),
      slo(requests),
    );
    expect(unread).toContain("of what watches something a part is known only after deployment");
    const [closed] = messages(open({ ingress: unknown }));
    expect(closed).toContain("may be reached from the internet: its ingress is known only after");
  });
});

describe("P6: an expression that would take for ever", () => {
  it("P6: is not tried", () => {
    const name = `${"a".repeat(48)}-`;
    const forever = promql('run_googleapis_com:request_count{service_name=~"(a+)+"} > 1');
    const started = performance.now();
    lacks(open({ name }), forever);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe("P6: a service of Cloud Run", () => {
  it("P6: may be open where that is not known yet", () => {
    expect(lacks(open({ invokerIamDisabled: unknown }))).toEqual([
      `perhaps Cloud Run service "api": ${ALL}`,
    ]);
  });

  it("P6: has no address of its own where the default one is turned off", () => {
    expect(lacks(open({ defaultUriDisabled: true }))).toEqual([]);
    expect(lacks(open({ defaultUriDisabled: "true" }))).toEqual([]);
    expect(lacks(open({ defaultUriDisabled: false }))).toHaveLength(1);
    const mapping = stackResource("gcp:cloudrun/domainMapping:DomainMapping", "d", {
      name: "api.example.com",
      spec: { routeName: "api" },
    });
    expect(lacks(open({ defaultUriDisabled: true }), mapping)).toHaveLength(1);
  });
});

describe("P6: a Service of Kubernetes", () => {
  const object = (type: string, name: string, fields: Props, annotations: Data = {}) =>
    stackResource(`kubernetes:${type}`, name, {
      metadata: { name, namespace: "shop", annotations },
      ...fields,
    });
  const service = (spec: Props = {}, annotations: Data = {}) =>
    object(
      "core/v1:Service",
      "web",
      { spec: { selector: { app: "web" }, ports: [{ port: 80 }], ...spec } },
      annotations,
    );
  const balancer = (spec: Props, annotations?: Data) =>
    lacks(service({ type: "LoadBalancer", ...spec }, annotations));
  const SOURCES = "service.beta.kubernetes.io/load-balancer-source-ranges";

  it.each<[string, Props, Data?]>([
    ["takes some sources alone", { loadBalancerSourceRanges: ["10.0.0.0/8", "203.0.113.7/32"] }],
    ["takes some sources by its annotation", {}, { [SOURCES]: "10.0.0.0/8, 192.168.0.0/16" }],
    ["has a class of the network", { loadBalancerClass: "networking.gke.io/l4-regional-internal" }],
  ])("P6: is not reached where its load balancer %s", (_, spec, annotations) => {
    expect(balancer(spec, annotations)).toEqual([]);
  });

  it.each<[string, Props, Data?]>([
    ["everybody", { loadBalancerSourceRanges: ["10.0.0.0/8", "0.0.0.0/0"] }],
    ["everybody by its annotation", {}, { [SOURCES]: "::/0" }],
    ["an empty list of sources", { loadBalancerSourceRanges: [] }],
    ["a class of the internet", { loadBalancerClass: "networking.gke.io/l4-regional-external" }],
  ])("P6: is reached where its load balancer takes %s", (_, spec, annotations) => {
    expect(balancer(spec, annotations)).toEqual([`Service "web": ${ALL}`]);
  });

  it.each<[string, Props, Data?]>([
    ["sources", { loadBalancerSourceRanges: unknown }],
    ["one of the sources", { loadBalancerSourceRanges: ["10.0.0.0/8", unknown] }],
    ["class", { loadBalancerClass: unknown }],
    ["annotations", {}, unknown],
    ["type", {}, { "networking.gke.io/load-balancer-type": unknown }],
  ])("P6: may be reached where these are not known: %s", (_, spec, annotations) => {
    expect(balancer(spec, annotations)).toEqual([`perhaps Service "web": ${ALL}`]);
  });

  const ingress = (ingressClassName: string) =>
    object("networking.k8s.io/v1:Ingress", "web", {
      spec: {
        ingressClassName,
        rules: [
          {
            host: "w.example.com",
            http: { paths: [{ backend: { service: { name: "web", port: { number: 80 } } } }] },
          },
        ],
      },
    });

  it("P6: is reached by an Ingress, unless its class says that the network alone is", () => {
    expect(lacks(service(), ingress("nginx"))).toHaveLength(1);
    expect(lacks(service(), ingress("nginx-internal"))).toEqual([]);
    expect(lacks(service(), ingress("private"))).toEqual([]);
    // What leads to it by another way does not become uncertain by its own.
    expect(lacks(service({}, unknown), ingress("nginx"))).toEqual([`Service "web": ${ALL}`]);
  });

  const rules = (expr: string) =>
    object("monitoring.coreos.com/v1:PrometheusRule", "rules", {
      spec: { groups: [{ rules: [{ alert: "A", expr }] }] },
    });
  const objective = object("sloth.slok.dev/v1:PrometheusServiceLevel", "slo", {
    spec: { service: "web" },
  });
  const watched = (...more: readonly StackResource[]) =>
    lacks(service(), ingress("gce"), objective, ...more);

  it("P6: is watched by the name of what leads to it, and not by where the rules lie", () => {
    const up = check("w.example.com");
    const edge = {
      ...ingress("gce"),
      inputs: { ...ingress("gce").inputs, metadata: { name: "edge", namespace: "shop" } },
    };
    const judged = (rule: StackResource) => lacks(service(), edge, objective, up, rule);
    expect(judged(rules('nginx_requests{ingress="edge"} > 1'))).toEqual([]);
    expect(judged(rules('nginx_requests{ingress="other"} > 1'))).toHaveLength(1);
    const there = rules('nginx_requests{ingress="other"} > 1');
    const metadata = { name: "rules", namespace: "web" };
    expect(judged({ ...there, inputs: { ...there.inputs, metadata } })).toHaveLength(1);
  });

  it("P6: behind a Gateway is asked for at the hosts of its route", () => {
    const gateway = object("gateway.networking.k8s.io/v1:Gateway", "gw", {
      spec: { gatewayClassName: "gke-l7-global-external-managed" },
    });
    const route = object("gateway.networking.k8s.io/v1:HTTPRoute", "web", {
      spec: {
        hostnames: ["w.example.com"],
        parentRefs: [{ name: "gw" }],
        rules: [{ backendRefs: [{ name: "web", port: 80 }] }],
      },
    });
    const judged = (host: string) =>
      lacks(service(), gateway, route, objective, rules('up{job="web"} == 0'), check(host));
    expect(judged("w.example.com")).toEqual([]);
    expect(judged("x.example.com")).toEqual(['Service "web": no uptime check']);
  });

  it("P6: is asked by a Probe of Prometheus", () => {
    const probe = (target: string) =>
      object("monitoring.coreos.com/v1:Probe", "probe", {
        spec: { targets: { staticConfig: { static: [target] } } },
      });
    expect(watched(rules('up{job="web"} == 0'), probe("https://w.example.com/"))).toEqual([]);
    expect(watched(rules('up{job="web"} == 0'), probe("https://x.example.com/"))).toEqual([
      'Service "web": no uptime check',
    ]);
  });

  it("P6: is watched by what watches its namespace, and not by what watches another in it", () => {
    const up = check("w.example.com");
    const replicas = "kube_deployment_status_replicas_available";
    expect(watched(up, rules(`${replicas}{namespace="shop"} < 1`))).toEqual([]);
    expect(watched(up, rules(`${replicas}{namespace=~"jobs|shop"} < 1`))).toEqual([]);
    expect(watched(up, rules(`${replicas}{namespace="shop",deployment="db"} < 1`))).toEqual([
      'Service "web": no alert',
    ]);
    expect(watched(up, rules(`${replicas}{namespace!="shop"} < 1`))).toEqual([
      'Service "web": no alert',
    ]);
    expect(watched(up, rules(`${replicas}{namespace!="kube-system"} < 1`))).toEqual([]);
  });
});

describe("P6: a thousand services with a thousand expressions", () => {
  it("P6: are judged in a moment", () => {
    const names = Array.from({ length: 1000 }, (_, at) => `service-${at}`);
    const stack = names.flatMap((name) => [
      stackResource("gcp:cloudrunv2/service:Service", name, { name, invokerIamDisabled: true }),
      stackResource("gcp:monitoring/alertPolicy:AlertPolicy", `${name}-alert`, {
        conditions: [
          {
            conditionThreshold: {
              filter: `${requests} AND resource.labels.service_name=~"${name}|x"`,
            },
          },
          {
            conditionThreshold: {
              filter: `${requests} AND resource.labels.service_name!="${name}"`,
            },
          },
        ],
      }),
    ]);
    const started = performance.now();
    expect(lacks(...stack)).toHaveLength(1000);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
