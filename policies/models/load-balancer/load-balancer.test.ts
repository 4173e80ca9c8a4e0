import { describe, expect, it } from "vitest";
import { type Data, Unknown } from "../../framework/value";
import { stackResource } from "../../testing/stack-resource";
import { Relations } from "../relation/relations";
import { backendGroupsOf, isBackendService } from "./backend-groups";
import { isForwardingRule, rulesByBackendService } from "./forwarding";

const unknown = new Unknown("is known only after deployment");
const SERVICE = "gcp:compute/backendService:BackendService";
const REGIONAL = "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup";
const MANAGER = "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager";

const neg = (name: string, props: { [key: string]: Data } = {}) =>
  stackResource(REGIONAL, name, { name, region: "europe-west1", ...props });
const group = (type: string, name = "vms") => stackResource(type, name, { name });
const link = (name: string) => `projects/p/regions/europe-west1/networkEndpointGroups/${name}`;

/** What stands behind a service with these groups, made from these resources. */
function behind(groups: Data[] | Unknown, ...from: ReturnType<typeof group>[]) {
  const backends = groups instanceof Unknown ? groups : groups.map((each) => ({ group: each }));
  const service = stackResource(
    SERVICE,
    "web",
    { backends },
    { from: { backends: from.map(({ urn }) => urn) } },
  );
  const { serverless, others, untold } = backendGroupsOf(
    service,
    new Relations([service, ...from]),
  );
  return {
    serverless: serverless.map(({ name }) => name),
    others,
    untold: untold.map(({ path }) => path),
  };
}

describe("the groups behind a backend service", () => {
  it.each<[string, Data[] | Unknown]>([
    ["an unknown link", [unknown]],
    ["a link", [link("api")]],
    ["an unknown list", unknown],
  ])("are serverless by %s", (_what, groups) => {
    expect(behind(groups, neg("api"))).toEqual({ serverless: ["api"], others: [], untold: [] });
  });

  it("are serverless whether the program says so or leaves it open", () => {
    const said = neg("api", { networkEndpointType: "SERVERLESS" });
    expect(behind([unknown], said).serverless).toEqual(["api"]);
  });

  it.each([
    neg("vms", { networkEndpointType: "INTERNET_FQDN_PORT" }),
    neg("vms", { networkEndpointType: "PRIVATE_SERVICE_CONNECT" }),
    group("gcp:compute/networkEndpointGroup:NetworkEndpointGroup"),
    group("gcp:compute/globalNetworkEndpointGroup:GlobalNetworkEndpointGroup"),
    group("gcp:compute/instanceGroup:InstanceGroup"),
    group("gcp:compute/instanceGroupManager:InstanceGroupManager"),
    group(MANAGER),
  ])("are others when they are a $type ($props.networkEndpointType)", (other) => {
    expect(behind([unknown], other)).toEqual({ serverless: [], others: ["vms"], untold: [] });
  });

  it.each([
    "projects/p/zones/europe-west1-b/networkEndpointGroups/vms",
    "projects/p/zones/europe-west1-b/instanceGroups/vms",
    "https://www.googleapis.com/compute/v1/projects/p/regions/r/instanceGroups/vms",
    "projects/p/global/networkEndpointGroups/vms",
  ])("are others by the link %s, wherever they are", (other) => {
    expect(behind([other])).toEqual({ serverless: [], others: ["vms"], untold: [] });
  });

  it("are untold when nothing tells what they are", () => {
    expect(behind([unknown]).untold).toEqual(["backends[0].group"]);
    expect(behind([link("elsewhere")]).untold).toEqual(["backends[0].group"]);
    expect(behind(unknown).untold).toEqual(["backends"]);
    expect(behind([unknown], neg("api", { networkEndpointType: unknown })).untold).toEqual([
      "backends[0].group",
    ]);
    expect(behind([unknown], neg("api"), group(MANAGER))).toEqual({
      serverless: [],
      others: [],
      untold: ["backends[0].group"],
    });
  });

  it("may be of two kinds in a list of two", () => {
    expect(behind([unknown, unknown], neg("api"), group(MANAGER))).toEqual({
      serverless: ["api"],
      others: ["vms"],
      untold: [],
    });
    expect(behind([link("api"), unknown], group(MANAGER), neg("api"))).toMatchObject({
      serverless: ["api"],
      others: ["vms"],
    });
  });

  it("are none without backends", () => {
    expect(behind([])).toEqual({ serverless: [], others: [], untold: [] });
  });
});

describe("the types of a load balancer", () => {
  it.each([
    ["gcp:compute/backendService:BackendService", true],
    ["gcp:compute/regionBackendService:RegionBackendService", true],
    ["gcp:compute/backendServiceIamMember:BackendServiceIamMember", false],
    ["gcp:compute/backendBucket:BackendBucket", false],
  ])("%s is a backend service: %s", (type, is) => {
    expect(isBackendService(type)).toBe(is);
  });

  it.each([
    ["gcp:compute/globalForwardingRule:GlobalForwardingRule", true],
    ["gcp:compute/forwardingRule:ForwardingRule", true],
    ["gcp:compute/urlmap:URLMap", false],
  ])("%s is a forwarding rule: %s", (type, is) => {
    expect(isForwardingRule(type)).toBe(is);
  });
});

describe("a forwarding rule", () => {
  const service = (name: string) => stackResource(SERVICE, name, { name });
  const web = service("web");
  const api = service("api");
  const rest = service("rest");

  function chain(
    kinds: { map: string; proxy: string; rule: string },
    routes: { [key: string]: Data },
    from: { [property: string]: readonly string[] },
  ) {
    const map = stackResource(kinds.map, "routes", { name: "routes", ...routes }, { from });
    const proxy = stackResource(
      kinds.proxy,
      "proxy",
      { name: "proxy", urlMap: unknown },
      { from: { urlMap: [map.urn] } },
    );
    const rule = stackResource(
      kinds.rule,
      "rule",
      { target: unknown },
      { from: { target: [proxy.urn], ipAddress: [rest.urn] } },
    );
    const stack = [rule, web, proxy, api, map, rest];
    return [...rulesByBackendService(stack, new Relations(stack))].map(
      ([urn, rules]) => `${urn.split("::").at(-1)}: ${rules.map(({ name }) => name)}`,
    );
  }

  const GLOBAL = {
    map: "gcp:compute/uRLMap:URLMap",
    proxy: "gcp:compute/targetHttpsProxy:TargetHttpsProxy",
    rule: "gcp:compute/globalForwardingRule:GlobalForwardingRule",
  };

  it.each([
    GLOBAL,
    { ...GLOBAL, proxy: "gcp:compute/targetHttpProxy:TargetHttpProxy" },
    {
      map: "gcp:compute/regionUrlMap:RegionUrlMap",
      proxy: "gcp:compute/regionTargetHttpsProxy:RegionTargetHttpsProxy",
      rule: "gcp:compute/forwardingRule:ForwardingRule",
    },
  ])("reaches services through $proxy and $map", (kinds) => {
    const routes = { defaultService: unknown };
    expect(chain(kinds, routes, { defaultService: [web.urn] })).toEqual(["web: rule"]);
  });

  it("reaches services of every route, by link and by dependency", () => {
    const routes = {
      defaultService: "projects/p/global/backendServices/web",
      hostRules: [{ hosts: ["api.example.com"], pathMatcher: "api" }],
      pathMatchers: [
        {
          name: "api",
          routeRules: [
            {
              priority: 1,
              routeAction: { weightedBackendServices: [{ backendService: unknown }] },
            },
          ],
        },
      ],
    };
    const reached = chain(GLOBAL, routes, { pathMatchers: [api.urn] });
    expect(reached.sort()).toEqual(["api: rule", "web: rule"]);
  });

  it("reaches nothing through a redirect", () => {
    expect(chain(GLOBAL, { defaultUrlRedirect: { httpsRedirect: true } }, {})).toEqual([]);
  });
});
