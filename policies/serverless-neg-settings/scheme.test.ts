import { describe, expect, it } from "vitest";
import { type Data, Unknown } from "../framework/value";
import { stackResource } from "../testing/stack-resource";
import { checkStack } from "./check";

const unknown = new Unknown("is known only after deployment");

type Props = { readonly [key: string]: Data };

describe("the forwarding rule of such a backend service", () => {
  const api = stackResource(
    "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup",
    "api",
    { name: "api", region: "europe-west1" },
  );

  /** What is found of a service with these properties behind a rule with these. */
  function through(ruleProps: Props, serviceProps: Props): string[] {
    const service = stackResource(
      "gcp:compute/backendService:BackendService",
      "web",
      { backends: [{ group: unknown }], ...serviceProps },
      { from: { backends: [api.urn] } },
    );
    const map = stackResource(
      "gcp:compute/uRLMap:URLMap",
      "routes",
      { defaultService: unknown },
      { from: { defaultService: [service.urn] } },
    );
    const proxy = stackResource(
      "gcp:compute/targetHttpsProxy:TargetHttpsProxy",
      "proxy",
      { urlMap: unknown },
      { from: { urlMap: [map.urn] } },
    );
    const rule = stackResource(
      "gcp:compute/globalForwardingRule:GlobalForwardingRule",
      "https",
      { target: unknown, ...ruleProps },
      { from: { target: [proxy.urn] } },
    );
    return checkStack([rule, proxy, map, service, api]).map(
      ({ finding: { kind, path, message } }) => `${kind} ${path}: ${message}`,
    );
  }
  const scheme = (loadBalancingScheme: Data) => ({ loadBalancingScheme });

  it.each<[string, Props, Props]>([
    ["both managed", scheme("EXTERNAL_MANAGED"), scheme("EXTERNAL_MANAGED")],
    ["both classic", scheme("EXTERNAL"), scheme("EXTERNAL")],
    ["both left open", scheme(undefined), scheme(undefined)],
    [
      "the service in migration",
      scheme("EXTERNAL"),
      { ...scheme("EXTERNAL_MANAGED"), externalManagedMigrationState: "TEST_ALL_TRAFFIC" },
    ],
    [
      "the rule in migration",
      { ...scheme("EXTERNAL"), externalManagedBackendBucketMigrationState: "PREPARE" },
      scheme("EXTERNAL_MANAGED"),
    ],
  ])("has the same scheme: %s", (_what, rule, service) => {
    expect(through(rule, service)).toEqual([]);
  });

  it.each<[Data, Data, string]>([
    ["EXTERNAL", "EXTERNAL_MANAGED", "EXTERNAL_MANAGED"],
    [undefined, "EXTERNAL_MANAGED", "EXTERNAL_MANAGED"],
    ["EXTERNAL_MANAGED", "EXTERNAL", "EXTERNAL_MANAGED"],
    ["EXTERNAL_MANAGED", undefined, "EXTERNAL_MANAGED"],
    ["INTERNAL_MANAGED", "EXTERNAL", "INTERNAL_MANAGED"],
  ])("N9: is refused with %j before a service with %j", (rule, service, wanted) => {
    const [finding, ...others] = through(scheme(rule), scheme(service));
    expect(others).toEqual([]);
    expect(finding).toContain('violation loadBalancingScheme: is "');
    expect(finding).toContain('the forwarding rule "https" that reaches it has "');
    expect(finding).toMatch(new RegExp(`Set "${wanted}" on both\\.$`));
  });

  it("is undetermined with an unknown scheme", () => {
    expect(through(scheme(unknown), scheme("EXTERNAL_MANAGED"))).toEqual([
      'undetermined loadBalancingScheme: must be that of the forwarding rule "https", which is known only after deployment. Give both as literals.',
    ]);
  });
});
