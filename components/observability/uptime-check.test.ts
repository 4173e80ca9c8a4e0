import { describe, expect, it } from "vitest";
import { readJsonPath } from "../../verify/json-path";
import { aiaWith } from "../testing/aia";
import { record, revealed } from "../testing/recording";
import { stagingWith, uncheckedStagingWith } from "../testing/staging";
import { uptimeChecks } from "./uptime-check";
import { UptimeChecks } from "./uptime-checks";

const checksOf = (configuration: ReturnType<typeof aiaWith>) => {
  const { observability } = configuration;
  if (observability === undefined) expect.unreachable();
  return uptimeChecks(configuration, observability);
};

describe("A14: the uptime checks of a host", () => {
  const checked = (change: Parameters<typeof uncheckedStagingWith>[0]) =>
    checksOf(uncheckedStagingWith(change));

  it("A14: expect what healthy means to the service", () => {
    const checks = checked((config) => {
      config["holdfast:services"].backend.health = {
        path: "/live",
        body: { jsonPath: "$.checks[0].state", equals: "ok" },
      };
    });
    expect(checks).toHaveLength(2);
    for (const check of checks) {
      expect(check).toMatchObject({ path: "/live", jsonPath: "$.checks[0].state", equals: "ok" });
    }
  });

  it("A14: expect what healthy means to the service that answers at that path", () => {
    const [first, second] = checked((config) => {
      const { auth } = config["holdfast:services"];
      auth.health = { path: "/health", body: { equals: "up" } };
      config["holdfast:edge"].hosts["staging.netrasystems.ai"].routes["/health"] = "auth";
      config["holdfast:edge"].hosts["api-staging.netrasystems.ai"].routes["/heal"] = "auth";
    });
    expect([first?.equals, second?.equals]).toEqual(["up", "healthy"]);
  });

  it.each([
    ["Cloud Run", stagingWith(), "staging.netrasystems.ai"],
    ["GKE", aiaWith(), "api.013a.tech"],
  ])("A14: are one for each thing that healthy means, on %s", (_, configuration, host) => {
    const found = checksOf(configuration).filter((check) => check.host === host);
    expect(found.map(({ name, jsonPath, equals }) => [name, jsonPath, equals])).toEqual([
      [host, "$.status", "healthy"],
      [`${host}-redis_connected`, "$.redis_connected", true],
    ]);
  });
});

describe("P4: the uptime checks of a host whose health demands a secret", () => {
  const checks = () =>
    checksOf(
      stagingWith((config) => {
        config["holdfast:secrets"]["health-key"] = { generate: {} };
        config["holdfast:services"].backend.health = {
          path: "/health",
          headers: {
            "X-API-Key": { secret: "health-key" },
            Accept: "text/plain",
            Host: "a.example",
          },
        };
      }),
    ).slice(0, 1);

  it("send it, secret in the state and shown by nobody", async () => {
    const { project, stack } = stagingWith();
    const secretValues = { "health-key": "kn0wn" };
    const recording = await record(
      () => new UptimeChecks("uptime", { project, stack, checks: checks(), secretValues }),
    );
    const [check] = recording.all("gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig");
    const { headers, maskHeaders } = revealed(check?.inputs.httpCheck) as {
      headers: Record<string, unknown>;
      maskHeaders: boolean;
    };
    expect(maskHeaders).toBe(true);
    expect(headers.Accept).toBe("text/plain");
    expect(headers["X-API-Key"]).toBe("kn0wn");
    expect(headers).not.toHaveProperty("Host");
  });

  it("are not made without its value", async () => {
    const { project, stack } = stagingWith();
    await expect(
      record(() => new UptimeChecks("uptime", { project, stack, checks: checks() })),
    ).rejects.toThrow("known to Secret Manager alone");
  });
});

/** Which checks of a host an answer fails, by the matchers that the stack registers. */
async function redChecks(host: string, body: unknown): Promise<string[]> {
  const configuration = aiaWith();
  const checks = checksOf(configuration);
  const { project, stack } = configuration;
  const recording = await record(() => new UptimeChecks("uptime", { project, stack, checks }));
  return recording
    .all("gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig")
    .filter(({ inputs }) => labelsOf(inputs).host === host)
    .filter(({ inputs }) => !matches(inputs, body))
    .map(({ inputs }) => String(inputs.displayName));
}

type Inputs = Readonly<Record<string, unknown>>;

function labelsOf({ monitoredResource }: Inputs) {
  return (monitoredResource as { labels: { host: string } }).labels;
}

/** As Cloud Monitoring does: only the first matcher counts, and it compares the JSON that stands at its place. */
function matches({ contentMatchers }: Inputs, body: unknown): boolean {
  const [first] = contentMatchers as {
    content: string;
    matcher: string;
    jsonPathMatcher: { jsonPath: string; jsonMatcher: string };
  }[];
  if (first?.matcher !== "MATCHES_JSON_PATH") expect.unreachable();
  expect(first.jsonPathMatcher.jsonMatcher).toBe("EXACT_MATCH");
  return JSON.stringify(readJsonPath(body, first.jsonPathMatcher.jsonPath)) === first.content;
}

describe("A14: an answer with status 200 of AIA", () => {
  const status = "[aia] api.013a.tech/health";
  const cache = "[aia] api.013a.tech/health $.redis_connected";

  it("passes when it is healthy", async () => {
    expect(await redChecks("api.013a.tech", { status: "healthy", redis_connected: true })).toEqual(
      [],
    );
    expect(await redChecks("013a.tech", { status: "healthy" })).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    ["a degraded status", { status: "degraded", redis_connected: true }, [status]],
    ["a cache that is not connected", { status: "healthy", redis_connected: false }, [cache]],
    ["both", { status: "degraded", redis_connected: false }, [status, cache]],
    ["a text where a value should be", { status: "healthy", redis_connected: "true" }, [cache]],
    ["nothing of either", {}, [status, cache]],
  ])("fails with %s", async (_, body, red) => {
    expect(await redChecks("api.013a.tech", body)).toEqual(red);
  });

  it("fails with a degraded frontend, which knows nothing of the cache", async () => {
    expect(await redChecks("013a.tech", { status: "degraded" })).toEqual([
      "[aia] 013a.tech/health",
    ]);
  });
});
