import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StackResource } from "../framework/policy";
import { type Data, Unknown } from "../framework/value";
import { arbitraryData } from "../testing/arbitrary-data";
import { stackResource } from "../testing/stack-resource";
import { checkStack } from "./check";

const unknown = new Unknown("is known only after deployment");
const NEG = "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup";

type Props = { readonly [key: string]: Data };

const neg = (name: string, region = "europe-west1", props: Props = {}) =>
  stackResource(NEG, name, { name, region, networkEndpointType: "SERVERLESS", ...props });

/** A backend service as the provider hands it on: with its defaults. */
function backendService(changes: Props, groups: readonly StackResource[], kind = "backendService") {
  return stackResource(
    `gcp:compute/${kind}:${kind[0]?.toUpperCase()}${kind.slice(1)}`,
    "web",
    {
      name: "web",
      loadBalancingScheme: "EXTERNAL_MANAGED",
      connectionDrainingTimeoutSec: 300,
      backends: groups.map(() => ({
        group: unknown,
        balancingMode: "UTILIZATION",
        capacityScaler: 1,
      })),
      ...changes,
    },
    { from: { backends: groups.map(({ urn }) => urn) } },
  );
}

function judge(...stack: StackResource[]): string[] {
  return checkStack(stack).map(({ subject, finding }) => {
    expect(subject).toMatch(/^gcp\.compute\.(Region)?BackendService "web"$/);
    return `${finding.kind} ${finding.path}: ${finding.message}`;
  });
}

const places = (...stack: StackResource[]) =>
  judge(...stack).map((text) => text.slice(0, text.indexOf(":")));

/** Where a service with one serverless NEG and these settings is wrong. */
function judgeSettings(changes: Props, kind = "backendService"): string[] {
  const api = neg("api");
  return places(api, backendService(changes, [api], kind));
}

/** The backends of a service with one NEG, with settings of the backend. */
const backend = (settings: Props) => ({ backends: [{ group: unknown, ...settings }] });

describe("a backend service with serverless NEGs", () => {
  it.each<[string, Props]>([
    ["nothing but its backends", {}],
    ["the classic scheme", { loadBalancingScheme: "EXTERNAL" }],
    [
      "values that say nothing",
      { sessionAffinity: "NONE", portName: "http", localityLbPolicy: "ROUND_ROBIN" },
    ],
    [
      "empty values",
      {
        healthChecks: "",
        timeoutSec: null,
        sessionAffinity: "",
        portName: "",
        localityLbPolicy: "",
      },
    ],
    ["an empty list of health checks", { healthChecks: [] }],
    ["bounds of zero, as an import writes them", backend({ maxRate: 0, maxConnections: 0 })],
    ["Cloud CDN", { enableCdn: true, iap: { enabled: false } }],
    ["Identity-Aware Proxy", { iap: { enabled: true }, enableCdn: false }],
    ["outlier detection", { outlierDetection: { consecutiveErrors: 5, enforcingSuccessRate: 0 } }],
    [
      "a security policy, logs and headers",
      {
        securityPolicy: unknown,
        logConfig: { enable: true },
        customRequestHeaders: ["A: b"],
        protocol: "HTTPS",
      },
    ],
  ])("with %s passes", (_what, changes) => {
    expect(judgeSettings(changes)).toEqual([]);
  });

  it.each<[string, Props, string[]]>([
    ["health checks", { healthChecks: unknown }, ["violation healthChecks"]],
    [
      "health checks by link",
      { healthChecks: "projects/p/global/healthChecks/h" },
      ["violation healthChecks"],
    ],
    ["health checks as a list", { healthChecks: [unknown] }, ["violation healthChecks"]],
    ["a timeout", { timeoutSec: 600 }, ["violation timeoutSec"]],
    [
      "the timeout that other backends have by default",
      { timeoutSec: 30 },
      ["violation timeoutSec"],
    ],
    ["an unknown timeout", { timeoutSec: unknown }, ["violation timeoutSec"]],
    ["session affinity", { sessionAffinity: "GENERATED_COOKIE" }, ["violation sessionAffinity"]],
    ["unknown session affinity", { sessionAffinity: unknown }, ["undetermined sessionAffinity"]],
    ["a locality policy", { localityLbPolicy: "LEAST_REQUEST" }, ["violation localityLbPolicy"]],
    [
      "a list of locality policies",
      { localityLbPolicies: [{ policy: { name: "MAGLEV" } }] },
      ["violation localityLbPolicies"],
    ],
    [
      "consistent hashing",
      { consistentHash: { minimumRingSize: 10 } },
      ["violation consistentHash"],
    ],
    ["a port name", { portName: "grpc" }, ["violation portName"]],
    [
      "a balancing mode",
      backend({ balancingMode: "RATE", maxRatePerEndpoint: 10 }),
      ["violation backends[0].balancingMode", "violation backends[0].maxRatePerEndpoint"],
    ],
    ["a utilization", backend({ maxUtilization: 0.8 }), ["violation backends[0].maxUtilization"]],
    [
      "a part of its capacity",
      backend({ capacityScaler: 0.5 }),
      ["violation backends[0].capacityScaler"],
    ],
    [
      "outlier detection by success rate",
      { outlierDetection: { enforcingSuccessRate: 100, successRateStdevFactor: 1900 } },
      [
        "violation outlierDetection.enforcingSuccessRate",
        "violation outlierDetection.successRateStdevFactor",
      ],
    ],
    [
      "outlier detection on a classic load balancer",
      { loadBalancingScheme: "EXTERNAL", outlierDetection: { consecutiveErrors: 5 } },
      ["violation outlierDetection"],
    ],
    [
      "outlier detection behind Identity-Aware Proxy",
      { outlierDetection: { consecutiveErrors: 5 }, iap: { enabled: true } },
      ["violation outlierDetection"],
    ],
    [
      "Cloud CDN and Identity-Aware Proxy",
      { enableCdn: true, iap: { enabled: true } },
      ["violation enableCdn"],
    ],
    [
      "many at once",
      { healthChecks: unknown, timeoutSec: 600, sessionAffinity: "CLIENT_IP" },
      ["violation healthChecks", "violation timeoutSec", "violation sessionAffinity"],
    ],
    ["an unknown scheme", { loadBalancingScheme: unknown }, ["undetermined loadBalancingScheme"]],
  ])("N9: with %s is judged where it says so", (_what, changes, expected) => {
    expect(judgeSettings(changes)).toEqual(expected);
  });

  it("N9: is told what does what was meant", () => {
    const api = neg("api");
    const service = backendService({ timeoutSec: 600, sessionAffinity: "CLIENT_IP" }, [api]);
    expect(judge(service, api)).toEqual([
      "violation timeoutSec: is set, but a backend service with serverless NEGs takes none: the load balancer waits 60 minutes. Remove it, and bound requests by the service's own timeout, on Cloud Run template.timeout.",
      'violation sessionAffinity: is "CLIENT_IP", but serverless NEGs have no session affinity. Remove it, and set that of the service, on Cloud Run template.sessionAffinity.',
    ]);
  });

  it("N9: is judged by the known links of an update as well", () => {
    const id = "projects/p/regions/europe-west1/networkEndpointGroups/api";
    const api = neg("api", "europe-west1", { id });
    const service = backendService({ timeoutSec: 600, backends: [{ group: id }] }, []);
    expect(places(api, service)).toEqual(["violation timeoutSec"]);
  });

  it("is not judged by what the provider adds", () => {
    const api = neg("api");
    const { inputs = {}, ...service } = backendService({}, [api]);
    const props = { ...inputs, timeoutSec: 30, sessionAffinity: "NONE", portName: "http" };
    expect(judge(api, { ...service, inputs, props })).toEqual([]);
    expect(judge(api, { ...service, props: { ...props, timeoutSec: 600 } })).toEqual([]);
  });

  it("has one serverless NEG in each region", () => {
    const groups = [neg("a"), neg("b", "us-central1"), neg("c")];
    expect(judge(...groups, backendService({}, groups))).toEqual([
      'violation backends: has several serverless NEGs ("a", "c") in the region "europe-west1". A backend service has one in each region. Make one backend service for each, and route between them in the URL map.',
    ]);
    expect(judge(...groups, backendService({}, groups.slice(0, 2)))).toEqual([]);
  });

  it("has no other groups", () => {
    const api = neg("api");
    const vms = stackResource("gcp:compute/instanceGroup:InstanceGroup", "vms", {});
    expect(places(api, vms, backendService({}, [api, vms]))).toEqual(["violation backends"]);
  });
});

describe("a backend service of a regional load balancer", () => {
  it.each(["EXTERNAL_MANAGED", "INTERNAL_MANAGED"])("with the scheme %s passes", (scheme) => {
    expect(judgeSettings({ loadBalancingScheme: scheme }, "regionBackendService")).toEqual([]);
  });

  it.each(["INTERNAL", "EXTERNAL", "", undefined])(
    "N9: with the scheme %j is refused",
    (scheme) => {
      expect(judgeSettings({ loadBalancingScheme: scheme }, "regionBackendService")).toEqual([
        "violation loadBalancingScheme",
      ]);
    },
  );
});

describe("a backend service without serverless NEGs", () => {
  const settings = { healthChecks: unknown, timeoutSec: 600, sessionAffinity: "CLIENT_IP" };

  it.each([
    stackResource(NEG, "internet", { networkEndpointType: "INTERNET_FQDN_PORT" }),
    stackResource("gcp:compute/networkEndpointGroup:NetworkEndpointGroup", "pods", {}),
    stackResource("gcp:compute/globalNetworkEndpointGroup:GlobalNetworkEndpointGroup", "net", {}),
    stackResource("gcp:compute/instanceGroup:InstanceGroup", "vms", {}),
  ])("but a $type has such settings", (group) => {
    expect(judge(group, backendService(settings, [group]))).toEqual([]);
  });

  it("has such settings even with a serverless NEG elsewhere in the stack", () => {
    const vms = stackResource("gcp:compute/instanceGroup:InstanceGroup", "vms", {});
    expect(judge(neg("api"), vms, backendService(settings, [vms]))).toEqual([]);
    expect(judge(neg("api"), backendService({ ...settings, backends: [] }, []))).toEqual([]);
  });

  it("is undetermined when nothing tells what its groups are, and its settings would matter", () => {
    const service = (changes: Props) => backendService({ ...backend({}), ...changes }, []);
    expect(places(service(settings))).toEqual(["undetermined backends[0].group"]);
    expect(places(service({}))).toEqual([]);
  });
});

it("a backend service never breaks the policy, whatever a program gives", () => {
  const api = neg("api");
  const data = arbitraryData(
    "backends group balancingMode capacityScaler maxRate timeoutSec healthChecks sessionAffinity outlierDetection enforcingSuccessRate iap enabled enableCdn loadBalancingScheme",
    ["EXTERNAL", "EXTERNAL_MANAGED", "RATE"],
  );
  fc.assert(
    fc.property(data, (props) => {
      for (const { finding } of checkStack([api, backendService(props, [api])])) {
        expect(finding.message).toMatch(/\.$/);
      }
    }),
  );
});
