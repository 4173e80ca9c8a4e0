import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outcomeOf, type PlannedUrlMap } from "../../components/testing/url-map";
import { openSession, type Session } from "../../offline/session";
import { StackState, type StateResource } from "./stack-state";

const program = join(__dirname, "..", "..");
const stackFile = readFileSync(join(program, "Pulumi.staging.yaml"), "utf8");

const mapType = "gcp:compute/uRLMap:URLMap";
const backendType = "gcp:compute/backendService:BackendService";
const groupType = "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup";
const ruleType = "gcp:compute/globalForwardingRule:GlobalForwardingRule";
const proxyType = "gcp:compute/targetHttpsProxy:TargetHttpsProxy";
const serviceType = "gcp:cloudrunv2/service:Service";
const entryType = "gcp:certificatemanager/certificateMapEntry:CertificateMapEntry";

interface Step {
  readonly urn: string;
  readonly newState?: { readonly inputs?: Readonly<Record<string, unknown>> };
}

let session: Session;
let planned: readonly Step[];
let state: StackState;

/** What staging does with a request: the Cloud Run service that gets it, or the answer of the load balancer. */
function served(host: string, path: string): unknown {
  const map = state.one(mapType, "staging-edge-https").inputs as PlannedUrlMap;
  const outcome = outcomeOf(map, host, path);
  if (!("service" in outcome)) {
    return outcome;
  }
  return serviceBehind(outcome.service);
}

/** The Cloud Run service behind a backend service. */
function serviceBehind(backendId: unknown): string {
  const { backends } = byId(backendType, backendId).inputs as { backends: { group: string }[] };
  expect(backends).toHaveLength(1);
  const { cloudRun } = byId(groupType, backends[0]?.group).inputs as {
    cloudRun: { service: string };
  };
  return cloudRun.service;
}

function byId(type: string, id: unknown): StateResource {
  const found = state.all(type).find(({ id: own }) => own === id);
  if (found === undefined) {
    throw new Error(`The state has no ${type} with the id ${id}.`);
  }
  return found;
}

beforeAll(async () => {
  session = await openSession({ policyPack: false });
  const run = (command: readonly string[]) =>
    session.pulumi(command, { program, stack: "staging", stackFile });
  const preview = await run(["preview", "--json"]);
  expect(preview.code, preview.stderr).toBe(0);
  planned = JSON.parse(preview.stdout).steps;
  const { code, stderr } = await run(["up", "--yes", "--skip-preview"]);
  expect(code, stderr).toBe(0);
  state = new StackState((await run(["stack", "export"])).stdout);
});

afterAll(async () => {
  await session?.close();
});

describe("N11: a request to Netra's staging", () => {
  it.each([
    ["staging.netrasystems.ai", "/", "backend"],
    ["staging.netrasystems.ai", "/health", "backend"],
    ["staging.netrasystems.ai", "/auth/login", "auth"],
    ["api-staging.netrasystems.ai", "/health", "backend"],
    ["api-staging.netrasystems.ai", "/health/infrastructure", "backend"],
    ["api-staging.netrasystems.ai", "/auth", "auth"],
    ["api-staging.netrasystems.ai", "/authors", "backend"],
  ])("for %s%s is served by %s", (host, path, service) => {
    expect(served(host, path)).toBe(service);
  });

  it("for another host is answered by the load balancer itself", () => {
    expect(served("netrasystems.ai", "/")).toEqual({ status: 404 });
    expect(served("evil.example", "/auth")).toEqual({ status: 404 });
  });

  it("is planned with the hosts and paths that it is served by", () => {
    const { newState } =
      planned.find(({ urn }) => urn.endsWith(`${mapType}::staging-edge-https`)) ?? {};
    const routesIn = (inputs: unknown) => {
      const { hostRules = [], pathMatchers = [] } = inputs as PlannedUrlMap;
      return {
        hosts: hostRules.map(({ hosts, pathMatcher }) => [hosts, pathMatcher]),
        paths: pathMatchers.map(({ name, pathRules = [] }) => [
          name,
          pathRules.map(({ paths }) => paths),
        ]),
      };
    };
    const routes = routesIn(newState?.inputs);
    expect(routes.hosts).toHaveLength(2);
    expect(routes).toEqual(routesIn(state.one(mapType, "staging-edge-https").inputs));
  });

  it("is tested by the API itself, as it is served here", () => {
    const { tests } = state.one(mapType, "staging-edge-https").inputs as {
      tests: { host: string; path: string; service: string }[];
    };
    expect(tests.length).toBeGreaterThanOrEqual(8);
    for (const { host, path, service } of tests) {
      expect(serviceBehind(service)).toBe(served(host, path));
    }
  });
});

describe("N20: a WebSocket to Netra's staging", () => {
  it.each(["/ws", "/ws/", "/ws/health"])("at %s reaches the backend", (path) => {
    expect(served("api-staging.netrasystems.ai", path)).toBe("backend");
  });

  it("may stay open for as long as the load balancer lets it", () => {
    const { template } = state.one(serviceType, "backend").inputs as {
      template: { timeout: string };
    };
    expect(template.timeout).toBe("3600s");
  });
});

describe("N9: the load balancer of Netra's staging", () => {
  it("is the same kind on both ends", () => {
    const ends = [...state.all(backendType), ...state.all(ruleType)];
    expect(ends).toHaveLength(4);
    for (const { inputs } of ends) {
      expect(inputs?.loadBalancingScheme).toBe("EXTERNAL_MANAGED");
    }
  });

  it("has no setting that Cloud Run would not honour", () => {
    for (const { inputs = {} } of state.all(backendType)) {
      for (const setting of [
        "healthChecks",
        "timeoutSec",
        "sessionAffinity",
        "portName",
        "protocol",
      ]) {
        expect(inputs).not.toHaveProperty(setting);
      }
    }
  });

  it("logs every request, and refuses too many of one client", () => {
    for (const { inputs } of state.all(backendType)) {
      expect(inputs?.logConfig).toMatchObject({ enable: true, sampleRate: 1 });
      expect(inputs?.securityPolicy).toMatch(/\/securityPolicies\/staging-edge-limit$/);
    }
  });

  it("is the only way from the internet to a service", () => {
    const ways = state
      .all(serviceType)
      .filter(({ inputs }) => ["auth", "backend"].includes(String(inputs?.name)))
      .map(({ inputs }) => [inputs?.name, inputs?.ingress, inputs?.defaultUriDisabled]);
    expect(ways.sort()).toEqual([
      ["auth", "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER", false],
      ["backend", "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER", true],
    ]);
  });

  it("leaves the backend the address at which it calls auth", () => {
    const { uri } = state.one(serviceType, "auth").outputs ?? {};
    const { template } = state.one(serviceType, "backend").inputs as {
      template: { containers: { envs: { name: string; value: string }[] }[] };
    };
    const variables = template.containers.flatMap(({ envs }) => envs);
    expect(variables.find(({ name }) => name === "AUTH_URL")?.value).toBe(uri);
  });
});

describe("N10: the certificate of Netra's staging", () => {
  it("is for the domain and every host below it, by a record in DNS", () => {
    const certificate = state.one(
      "gcp:certificatemanager/certificate:Certificate",
      "staging-edge-certificate",
    );
    expect(certificate.inputs?.managed).toMatchObject({
      domains: ["netrasystems.ai", "*.netrasystems.ai"],
      dnsAuthorizations: [expect.stringMatching(/\/dnsAuthorizations\/staging-edge-certificate-/)],
    });
  });

  it("is shown for each host before a request can arrive", () => {
    const before = state.before(state.one(ruleType, "staging-edge-https"));
    const entries = state.all(entryType);
    expect(entries.map(({ inputs }) => inputs?.hostname).sort()).toEqual([
      "api-staging.netrasystems.ai",
      "staging.netrasystems.ai",
    ]);
    for (const { urn } of entries) {
      expect(before).toContain(`${entryType} ${urn.split("::").at(-1)}`);
    }
    expect(state.one(proxyType, "staging-edge-https").inputs?.certificateMap).toMatch(
      /^\/\/certificatemanager\.googleapis\.com\/projects\/netra-staging\/locations\/global\/certificateMaps\//,
    );
  });
});
