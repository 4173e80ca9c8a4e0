import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StackResource } from "../framework/policy";
import { type Data, Unknown } from "../framework/value";
import {
  deployment,
  service as kubernetesService,
  object,
} from "../models/kubernetes/program.fixture";
import { arbitraryData } from "../testing/arbitrary-data";
import type { CaseResource } from "../testing/policy-case";
import { stackResource, urnIn } from "../testing/stack-resource";
import { checkStack } from "./check";

const unknown = new Unknown("is known only after deployment");
type Props = { readonly [key: string]: Data };

const SERVICE = "gcp:cloudrunv2/service:Service";
const CHECK = "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig";
const ALERT = "gcp:monitoring/alertPolicy:AlertPolicy";
const SLO = "gcp:monitoring/slo:Slo";
const CUSTOM = "gcp:monitoring/customService:CustomService";
const GENERIC = "gcp:monitoring/genericService:GenericService";
const BACKEND = "gcp:compute/backendService:BackendService";
const NEG = "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup";
const MAP = "gcp:compute/uRLMap:URLMap";
const PROXY = "gcp:compute/targetHttpsProxy:TargetHttpsProxy";
const RULE = "gcp:compute/globalForwardingRule:GlobalForwardingRule";

const open = (name = "api", more: Props = {}) =>
  stackResource(SERVICE, name, { name, invokerIamDisabled: true, ...more });
const check = (host: Data, from: string[] = []) =>
  stackResource(
    CHECK,
    "up",
    { monitoredResource: { type: "uptime_url", labels: { host } } },
    { from: { monitoredResource: from } },
  );
const byFilter = (filter: Data) => ({ displayName: "c", conditionThreshold: { filter } });
const byQuery = (query: string) => ({
  displayName: "c",
  conditionPrometheusQueryLanguage: { query },
});
const alert = (condition: Data, more: Props = {}, from: string[] = []) =>
  stackResource(
    ALERT,
    "alert",
    {
      displayName: "Something",
      conditions: condition instanceof Unknown ? condition : [condition],
      ...more,
    },
    { from: { conditions: from } },
  );
const slo = (props: Props, from: { [property: string]: string[] } = {}) =>
  stackResource(SLO, "slo", { goal: 0.99, ...props }, { from });
const ratio = (filter: string) => ({
  requestBasedSli: { goodTotalRatio: { totalServiceFilter: filter } },
});

const requests =
  'resource.type="cloud_run_revision" AND metric.type="run.googleapis.com/request_count"';
const onApi = `${requests} AND resource.labels.service_name="api"`;
const goodCheck = check("api.example.com");
const goodAlert = alert(byFilter(requests));
const goodSlo = slo(ratio(onApi));

/** What a stack lacks, by service, in the words of the message. */
function lacks(
  stack: readonly StackResource[],
  watchedElsewhere: readonly string[] = [],
): string[] {
  return checkStack(stack, { watchedElsewhere }).map(({ subject, finding }) => {
    const what = /(no [a-z ,]*?)(?:, so its users|\. Add|, and may)/.exec(finding.message)?.[1];
    return `${finding.kind === "violation" ? "" : "perhaps "}${subject}: ${what}`;
  });
}

describe("P6: a service that everybody can call", () => {
  it("P6: is refused in one finding that says what is missing and what to add", () => {
    expect(checkStack([open()], { watchedElsewhere: [] })).toEqual([
      {
        subject: 'Cloud Run service "api"',
        urn: urnIn(SERVICE, "api"),
        finding: {
          kind: "violation",
          path: "",
          message:
            "is reached from the internet and has no uptime check, no alert and no objective, so its users are the first to know that it is down or slow. " +
            "Add an uptime check of one of its hosts (gcp.monitoring.UptimeCheckConfig), an alert policy on its requests, or on those of all services (gcp.monitoring.AlertPolicy) and a service level objective (gcp.monitoring.Slo), " +
            'or name the service in the option "watchedElsewhere" if another program watches it.',
        },
      },
    ]);
  });

  it("P6: passes with all three, and is told of each one that it lacks", () => {
    const all = [goodCheck, goodAlert, goodSlo];
    expect(lacks([open(), ...all])).toEqual([]);
    const what = ["uptime check", "alert", "objective"];
    for (const [index, each] of what.entries()) {
      expect(lacks([open(), ...all.filter((_, other) => other !== index)])).toEqual([
        `Cloud Run service "api": no ${each}`,
      ]);
    }
    expect(lacks([...all.reverse(), open()])).toEqual([]);
  });

  it("P6: may be watched by another program, by name or all of them", () => {
    expect(lacks([open()], ["api"])).toEqual([]);
    expect(lacks([open(), open("web")], ["api"])).toHaveLength(1);
    expect(lacks([open(), open("web")], ["*"])).toEqual([]);
  });

  it.each<[string, StackResource[]]>([
    ["that asks callers who they are", [stackResource(SERVICE, "api", { name: "api" })]],
    ["that only the network reaches", [open("api", { ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY" })]],
    [
      "that a load balancer could reach, of which there is none",
      [open("api", { ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" })],
    ],
    [
      "whose invoker is an account",
      [
        stackResource(SERVICE, "api", { name: "api" }),
        stackResource("gcp:cloudrunv2/serviceIamMember:ServiceIamMember", "m", {
          name: "api",
          role: "roles/run.invoker",
          member: "serviceAccount:web@p.iam.gserviceaccount.com",
        }),
      ],
    ],
    [
      "that the first version of the API keeps inside",
      [
        stackResource("gcp:cloudrun/service:Service", "api", {
          name: "api",
          metadata: {
            annotations: {
              "run.googleapis.com/ingress": "internal",
              "run.googleapis.com/invoker-iam-disabled": "true",
            },
          },
        }),
      ],
    ],
    ["that is a job", [stackResource("gcp:cloudrunv2/job:Job", "api", { name: "api" })]],
  ])("P6: is no service %s", (_, stack) => {
    expect(lacks(stack)).toEqual([]);
  });

  it.each<[string, StackResource[]]>([
    [
      "by a member of which only the origin is known",
      [
        stackResource(SERVICE, "api", { name: "api" }),
        stackResource(
          "gcp:cloudrunv2/serviceIamBinding:ServiceIamBinding",
          "m",
          { name: unknown, role: "roles/run.invoker", members: ["allUsers"] },
          { from: { name: [urnIn(SERVICE, "api")] } },
        ),
      ],
    ],
    [
      "in the first version of the API",
      [
        stackResource("gcp:cloudrun/service:Service", "api", {
          name: "api",
          metadata: { annotations: { "run.googleapis.com/ingress": "all" } },
        }),
        stackResource("gcp:cloudrun/iamMember:IamMember", "m", {
          service: "api",
          role: "roles/run.invoker",
          member: "allUsers",
        }),
      ],
    ],
  ])("P6: is found when it is opened %s", (_, stack) => {
    expect(lacks(stack)).toEqual([
      'Cloud Run service "api": no uptime check, no alert and no objective',
    ]);
  });

  it("P6: is not certain where its ingress is not known", () => {
    expect(lacks([open("api", { ingress: unknown })])).toEqual([
      'perhaps Cloud Run service "api": no uptime check, no alert and no objective',
    ]);
  });
});

describe("P6: an alert counts", () => {
  const watched = (each: StackResource, ...more: StackResource[]) =>
    lacks([open(), goodCheck, goodSlo, each, ...more]);

  it.each<[string, Data]>([
    ["by a filter on the service", byFilter(onApi)],
    ["by a filter on all of them", byFilter(requests)],
    [
      "by a list of names",
      byFilter(`${requests} AND resource.labels.service_name=one_of("web","api")`),
    ],
    [
      "by words that leave another one out",
      byFilter(`${requests} AND resource.labels.service_name!="web"`),
    ],
    [
      "by an expression",
      byFilter(`${requests} AND resource.label.service_name=monitoring.regex.full_match("ap.*")`),
    ],
    [
      "by the start of a name",
      byFilter(`${requests} AND resource.label.service_name=starts_with("ap")`),
    ],
    ["by the end of a name", byFilter(`${requests} resource.label.service_name=ends_with("pi")`)],
    ["by a part of a name", byFilter(`${requests} resource.label.service_name=has_substring("p")`)],
    [
      "by PromQL on the service",
      byQuery('rate(run_googleapis_com:request_count{service_name="api"}[5m]) > 1'),
    ],
    [
      "by PromQL on all",
      byQuery("sum by (service_name) (rate(run_googleapis_com:request_count[5m])) > 1"),
    ],
    [
      "by PromQL with an expression",
      byQuery('rate(run_googleapis_com:request_count{service_name=~"a.+|web"}[5m]) > 1'),
    ],
    [
      "by PromQL on what services tell",
      byQuery("histogram_quantile(0.9, http_server_request_duration_seconds_bucket) > 1"),
    ],
    ["when nothing comes", { displayName: "c", conditionAbsent: { filter: onApi } }],
    [
      "by MQL",
      {
        displayName: "c",
        conditionMonitoringQueryLanguage: {
          query: "fetch cloud_run_revision | metric 'run.googleapis.com/request_count'",
        },
      },
    ],
    [
      "by a line of a log",
      {
        displayName: "c",
        conditionMatchedLog: { filter: 'resource.type="cloud_run_revision" severity>=ERROR' },
      },
    ],
    [
      "by an uptime check of its host",
      byFilter(
        'metric.type="monitoring.googleapis.com/uptime_check/check_passed" AND resource.labels.host="api.example.com"',
      ),
    ],
    [
      "by all uptime checks",
      byFilter(
        'metric.type="monitoring.googleapis.com/uptime_check/check_passed" AND resource.type="uptime_url"',
      ),
    ],
  ])("P6: %s", (_, condition) => {
    const map = stackResource("gcp:cloudrun/domainMapping:DomainMapping", "d", {
      name: "api.example.com",
      spec: { routeName: "api" },
    });
    expect(watched(alert(condition), map)).toEqual([]);
  });

  it("P6: that is made from the service, its objective or its check", () => {
    expect(watched(alert(unknown, {}, [urnIn(SERVICE, "api")]))).toEqual([]);
    expect(watched(alert(unknown, {}, [urnIn(SLO, "slo")]))).toEqual([]);
    const up = check(unknown, [urnIn(SERVICE, "api")]);
    expect(lacks([open(), up, goodSlo, alert(unknown, {}, [up.urn])])).toEqual([]);
  });

  it.each<[string, Data, Props]>([
    ["on another service", byFilter(onApi.replace('"api"', '"web"')), {}],
    [
      "on another service by an expression",
      byQuery('run_googleapis_com:request_count{service_name=~"web.*"} > 1'),
      {},
    ],
    [
      "by the end of another name",
      byFilter(`${requests} resource.label.service_name=ends_with("ap")`),
      {},
    ],
    ["that is disabled", byFilter(onApi), { enabled: false }],
    [
      "on a database",
      byFilter(
        'resource.type="cloudsql_database" AND metric.type="cloudsql.googleapis.com/database/cpu/utilization"',
      ),
      {},
    ],
    [
      "whose text for people names it",
      byFilter('metric.type="cloudsql.googleapis.com/database/up"'),
      { documentation: { content: "See api for help" } },
    ],
    ["on the cluster", byQuery("kube_deployment_status_replicas_available < 1"), {}],
  ])("P6: but none %s", (_, condition, more) => {
    expect(watched(alert(condition, more))).toEqual(['Cloud Run service "api": no alert']);
  });

  it("P6: but none that is made from another service, or from what only mentions it", () => {
    const ofWeb = alert(byFilter(unknown), {}, [urnIn(SERVICE, "web")]);
    expect(watched(ofWeb, open("web"))).toContain('Cloud Run service "api": no alert');
    const database = stackResource("gcp:sql/databaseInstance:DatabaseInstance", "db", {
      name: "api",
    });
    const metric = byFilter('metric.type="cloudsql.googleapis.com/database/up"');
    expect(watched(alert(metric, {}, [database.urn]), database)).toEqual([
      'Cloud Run service "api": no alert',
    ]);
  });

  it("P6: and one that cannot be read yet may", () => {
    expect(watched(alert(unknown))).toEqual(['perhaps Cloud Run service "api": no alert']);
    expect(watched(alert(unknown, {}, [urnIn(SERVICE, "web")]), open("web")).sort()).toEqual([
      'Cloud Run service "api": no alert',
      'Cloud Run service "web": no objective',
    ]);
  });
});

describe("P6: an objective counts", () => {
  const watched = (...more: StackResource[]) => lacks([open(), goodCheck, goodAlert, ...more]);
  const custom = stackResource(CUSTOM, "c", { serviceId: "api-service", displayName: "API" });

  it.each<[string, StackResource[]]>([
    ["by a filter on the service", [slo(ratio(onApi))]],
    ["by a filter on all", [slo(ratio(requests))]],
    ["of windows", [slo({ windowsBasedSli: { windowPeriod: "60s", goodBadMetricFilter: onApi } })]],
    [
      "of a generic service",
      [
        stackResource(GENERIC, "g", {
          serviceId: "g",
          basicService: { serviceType: "CLOUD_RUN", serviceLabels: { service_name: "api" } },
        }),
        slo({ service: unknown, basicSli: {} }, { service: [urnIn(GENERIC, "g")] }),
      ],
    ],
    [
      "of a custom service that is named after it",
      [
        stackResource(CUSTOM, "c", { serviceId: "api", displayName: "API" }),
        slo({ service: unknown }, { service: [urnIn(CUSTOM, "c")] }),
      ],
    ],
    [
      "of a custom service that it names by its id",
      [
        stackResource(CUSTOM, "c", { serviceId: "front", displayName: "api" }),
        slo({ service: "front", basicSli: {} }),
      ],
    ],
    [
      "of a custom service that it names by its path",
      [
        stackResource(CUSTOM, "c", { serviceId: "front", displayName: "api" }),
        slo({ service: "projects/shop/services/front", basicSli: {} }),
      ],
    ],
    [
      "whose filters are made from the service",
      [
        custom,
        slo(
          { service: "api-service", requestBasedSli: unknown },
          { requestBasedSli: [urnIn(SERVICE, "api")] },
        ),
      ],
    ],
  ])("P6: %s", (_, resources) => {
    expect(watched(...resources)).toEqual([]);
  });

  it.each<[string, StackResource[]]>([
    ["a custom service without an objective", [stackResource(CUSTOM, "c", { serviceId: "api" })]],
    [
      "one of another custom service",
      [
        stackResource(CUSTOM, "c", { serviceId: "front", displayName: "api" }),
        stackResource("gcp:sql/database:Database", "d", { serviceId: "back", displayName: "api" }),
        slo({ service: "back", basicSli: {} }),
      ],
    ],
    ["one of another service", [slo(ratio(onApi.replace('"api"', '"web"')))]],
  ])("P6: but none is %s", (_, resources) => {
    expect(watched(...resources)).toEqual(['Cloud Run service "api": no objective']);
  });
});

describe("P6: an uptime check counts", () => {
  const watched = (...more: StackResource[]) => lacks([open(), goodAlert, goodSlo, ...more]);
  const mapping = stackResource("gcp:cloudrun/domainMapping:DomainMapping", "d", {
    name: "api.example.com",
    spec: { routeName: "api" },
  });

  it.each<[string, StackResource[]]>([
    ["on a host of a domain mapping", [mapping, check("api.example.com")]],
    [
      "on any host, where the program does not say which lead to the service",
      [check("a.example.com")],
    ],
    ["on the address that the platform gives", [mapping, check(unknown, [urnIn(SERVICE, "api")])]],
    [
      "on the service itself",
      [
        mapping,
        stackResource(CHECK, "up", {
          monitoredResource: { type: "cloud_run_revision", labels: { service_name: "api" } },
        }),
      ],
    ],
    [
      "that is a synthetic monitor",
      [
        mapping,
        stackResource(CHECK, "up", { syntheticMonitor: { cloudFunctionV2: { name: unknown } } }),
      ],
    ],
  ])("P6: %s", (_, resources) => {
    expect(watched(...resources)).toEqual([]);
  });

  it("P6: on any host, where that of a mapping is not known", () => {
    const later = { ...mapping, inputs: { ...mapping.inputs, name: unknown } };
    expect(watched(later, check("a.example.com"))).toEqual([]);
  });

  it("P6: but none on another host, and one on an unknown host may", () => {
    expect(watched(mapping, check("web.example.com"))).toEqual([
      'Cloud Run service "api": no uptime check',
    ]);
    expect(watched(mapping, check(unknown))).toEqual([
      'perhaps Cloud Run service "api": no uptime check',
    ]);
    const other = stackResource(CHECK, "up", {
      monitoredResource: { type: "cloud_run_revision", labels: { service_name: "web" } },
    });
    expect(watched(mapping, other)).toEqual(['Cloud Run service "api": no uptime check']);
  });
});

describe("P6: a service behind a load balancer", () => {
  const chain = (scheme: string, hosts: string[]) => [
    open("api", { ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" }),
    stackResource(
      NEG,
      "neg",
      { name: "neg", region: "r", cloudRun: { service: unknown } },
      { from: { cloudRun: [urnIn(SERVICE, "api")] } },
    ),
    stackResource(
      BACKEND,
      "be",
      { name: "shop-backend", backends: [{ group: unknown }] },
      { from: { backends: [urnIn(NEG, "neg")] } },
    ),
    stackResource(
      MAP,
      "map",
      { name: "map", defaultService: unknown, hostRules: [{ hosts, pathMatcher: "all" }] },
      { from: { defaultService: [urnIn(BACKEND, "be")] } },
    ),
    stackResource(
      PROXY,
      "proxy",
      { name: "proxy", urlMap: unknown },
      { from: { urlMap: [urnIn(MAP, "map")] } },
    ),
    stackResource(
      RULE,
      "rule",
      { target: unknown, loadBalancingScheme: scheme },
      { from: { target: [urnIn(PROXY, "proxy")] } },
    ),
  ];
  const lb = chain("EXTERNAL_MANAGED", ["shop.example.com"]);

  it("P6: is reached by it, with its hosts", () => {
    expect(lacks(lb)).toHaveLength(1);
    expect(lacks([...lb, goodAlert, goodSlo, check("shop.example.com")])).toEqual([]);
    expect(lacks([...lb, goodAlert, goodSlo, check("web.example.com")])).toEqual([
      'Cloud Run service "api": no uptime check',
    ]);
    const any = chain("EXTERNAL_MANAGED", ["*"]);
    expect(lacks([...any, goodAlert, goodSlo, check("a.example.com")])).toEqual([]);
    const wild = chain("EXTERNAL_MANAGED", ["*.example.com"]);
    expect(lacks([...wild, goodAlert, goodSlo, check("a.example.com")])).toEqual([]);
  });

  it("P6: is not reached by one of the network", () => {
    expect(lacks(chain("INTERNAL_MANAGED", ["shop.example.com"]))).toEqual([]);
  });

  it("P6: is watched by alerts on the balancer, of all or of its backend", () => {
    const rest = [...lb, goodSlo, check("shop.example.com")];
    const count = "loadbalancing_googleapis_com:https_backend_request_count";
    expect(lacks([...rest, alert(byQuery(`${count} > 1`))])).toEqual([]);
    expect(
      lacks([...rest, alert(byQuery(`${count}{backend_target_name="shop-backend"} > 1`))]),
    ).toEqual([]);
    expect(lacks([...rest, alert(byQuery(`${count}{backend_target_name="other"} > 1`))])).toEqual([
      'Cloud Run service "api": no alert',
    ]);
  });
});

describe("P6: a Service of Kubernetes", () => {
  const plain = (resource: CaseResource) =>
    stackResource(resource.type, resource.name ?? "it", JSON.parse(JSON.stringify(resource.props)));
  const lackingIn = (resources: CaseResource[], ...more: StackResource[]) =>
    lacks([...resources.map(plain), ...more]);
  const ingress = (annotations: object = {}) =>
    object(
      "networking.k8s.io/v1:Ingress",
      "web",
      {
        spec: {
          ingressClassName: "gce",
          rules: [
            {
              host: "a.example.com",
              http: { paths: [{ backend: { service: { name: "api", port: { number: 80 } } } }] },
            },
          ],
        },
      },
      { annotations },
    );
  const rules = (expr: string) =>
    object("monitoring.coreos.com/v1:PrometheusRule", "rules", {
      spec: { groups: [{ name: "g", rules: [{ alert: "Slow", expr }] }] },
    });
  const pyrra = object("pyrra.dev/v1alpha1:ServiceLevelObjective", "api-errors", {
    spec: {
      target: "99",
      indicator: { ratio: { total: { metric: 'http_requests_total{job="api"}' } } },
    },
  });
  const up = check("a.example.com");

  it("P6: behind an Ingress is refused without a watcher, and passes with those in the cluster", () => {
    expect(lackingIn([deployment(), kubernetesService(), ingress()])).toEqual([
      'Service "api": no uptime check, no alert and no objective',
    ]);
    expect(
      lackingIn(
        [
          deployment(),
          kubernetesService(),
          ingress(),
          rules('rate(http_requests_total{namespace="backend"}[5m]) > 1'),
          pyrra,
        ],
        up,
      ),
    ).toEqual([]);
  });

  it("P6: behind a Gateway of the internet is refused, and by one of the network not", () => {
    const gateway = (gatewayClassName: string) =>
      object("gateway.networking.k8s.io/v1:Gateway", "gw", { spec: { gatewayClassName } });
    const route = object("gateway.networking.k8s.io/v1:HTTPRoute", "api", {
      spec: {
        hostnames: ["a.example.com"],
        parentRefs: [{ name: "gw" }],
        rules: [{ backendRefs: [{ name: "api", port: 80 }] }],
      },
    });
    const behind = (name: string, ...more: StackResource[]) =>
      lackingIn([deployment(), kubernetesService(), gateway(name), route], ...more);
    expect(behind("gke-l7-global-external-managed")).toHaveLength(1);
    expect(behind("gke-l7-rilb")).toEqual([]);
    const query =
      'sum(loadbalancing_googleapis_com:https_backend_request_count{backend_target_name=~"gkegw1-[a-z0-9]+-(backend-api-80|backend-web-80)-[a-z0-9]+"}) > 1';
    expect(
      behind("gke-l7-global-external-managed", up, alert(byQuery(query)), slo(ratio(query))),
    ).toEqual([]);
  });

  it("P6: with a load balancer of its own is refused, unless it is internal or no HTTP", () => {
    const balancer = (spec: object = {}, annotations: object = {}) => {
      const base = kubernetesService({ type: "LoadBalancer", ...spec });
      const { metadata } = base.props as { metadata: object };
      return { ...base, props: { ...base.props, metadata: { ...metadata, annotations } } };
    };
    expect(lackingIn([deployment(), balancer()])).toHaveLength(1);
    expect(
      lackingIn([
        deployment(),
        balancer({}, { "networking.gke.io/load-balancer-type": "Internal" }),
      ]),
    ).toEqual([]);
    expect(lackingIn([deployment(), balancer({ ports: [{ port: 5432 }] })])).toEqual([]);
    expect(lackingIn([deployment(), kubernetesService()])).toEqual([]);
  });

  it("P6: in the same namespace as its alert is watched, in another not", () => {
    const more = [
      up,
      goodSlo,
      slo(ratio('resource.labels.namespace_name="backend" kubernetes.io/')),
    ];
    const watchedBy = (namespace: string) =>
      lackingIn(
        [
          deployment(),
          kubernetesService(),
          ingress(),
          rules(`kube_deployment_status_replicas_available{namespace="${namespace}"} < 1`),
        ],
        ...more,
      );
    expect(watchedBy("backend")).toEqual([]);
    expect(watchedBy("elsewhere")).toEqual(['Service "api": no alert']);
  });
});

describe("P6: the policy", () => {
  it("P6: judges a thousand services in a moment", () => {
    const names = Array.from({ length: 1000 }, (_, index) => `service-${index}`);
    const stack = names.flatMap((name) => [
      open(name),
      stackResource(CHECK, `${name}-up`, {
        monitoredResource: { labels: { host: `${name}.example.com` } },
      }),
      stackResource(ALERT, `${name}-alert`, {
        conditions: [byFilter(`${requests} AND resource.labels.service_name="${name}"`)],
      }),
    ]);
    const started = performance.now();
    expect(lacks(stack)).toHaveLength(1000);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("P6: judges whatever a program gives", () => {
    const keys =
      "name ingress invokerIamDisabled monitoredResource labels host conditions conditionThreshold filter enabled service spec rules hosts";
    const types = [
      SERVICE,
      CHECK,
      ALERT,
      SLO,
      BACKEND,
      MAP,
      "kubernetes:networking.k8s.io/v1:Ingress",
      "kubernetes:core/v1:Service",
    ];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...types), arbitraryData(keys, [onApi, "api"])), {
          maxLength: 6,
        }),
        (given) => {
          const stack = given.map(([type, props], index) =>
            stackResource(type, `r${index}`, props),
          );
          for (const { finding } of checkStack(stack, { watchedElsewhere: [] })) {
            expect(finding.message).toMatch(/\.$/);
          }
        },
      ),
    );
  });
});
