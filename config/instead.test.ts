import { describe, expect, it } from "vitest";
import { z } from "zod";
import { interpret } from "./interpret";
import type { Problem } from "./problem";
import { goodEdge, goodFile, problemsOf, type Raw } from "./stack-file.fixture";

const schema = z
  .strictObject({ timeouts: z.number().optional(), port: z.number().optional() })
  .meta({ instead: { timeoutSec: "Set requestTimeout.", timeout: "Set requestTimeout." } });

function problemsWith(value: object, of: z.ZodType = schema): Problem[] {
  const problems: Problem[] = [];
  interpret(of, value, { path: ["x"], secret: false, problems });
  return problems;
}

describe("a key for which the schema says what to do instead", () => {
  it("is refused with that, and not read as the key that it resembles", () => {
    expect(problemsWith({ timeout: "soon" })).toEqual([
      {
        path: "x.timeout",
        found: 'the key "timeout", which means nothing here',
        allowed: 'the keys "timeouts" and "port"',
        action: "Set requestTimeout.",
      },
    ]);
  });

  it.each(["timeout_sec", "timeoutSEC", "timeout-sec"])("is known in the form %s", (key) => {
    expect(problemsWith({ [key]: 1 }).map(({ action }) => action)).toEqual(["Set requestTimeout."]);
  });

  it("leaves other unknown keys as they were", () => {
    expect(problemsWith({ prot: 1 }).map(({ action }) => action)).toEqual([
      'Write "port" instead.',
    ]);
    expect(problemsWith({ toString: 1 }).map(({ action }) => action)).toEqual(["Remove it."]);
  });

  it("is known below optional and default", () => {
    const [problem] = problemsWith({ timeout: 1 }, schema.default({}).optional());
    expect(problem?.action).toBe("Set requestTimeout.");
  });
});

/** The action for one key more at a place of a good file. */
function actionFor(path: readonly string[], key: string): string[] {
  const file: Raw = { ...goodFile(), "holdfast:edge": goodEdge() };
  const place = path.reduce<Raw>((map, segment) => map[segment], file);
  place[key] = "600s";
  return problemsOf(file).map((problem) => problem.slice(problem.indexOf(". ") + 2));
}

const host = ["holdfast:edge", "hosts", "app.example.com"];
const service = ["holdfast:services", "backend"];

describe("N9: what a load balancer in front of Cloud Run does not honour", () => {
  it.each<[readonly string[], string, string]>([
    [["holdfast:edge"], "healthChecks", "Set services.<name>.health"],
    [["holdfast:edge"], "timeoutSec", "Set services.<name>.requestTimeout"],
    [["holdfast:edge"], "sessionAffinity", "Set services.<name>.sessionAffinity"],
    [["holdfast:edge"], "balancingMode", "Set services.<name>.scale"],
    [["holdfast:edge"], "startupTimeout", "Set services.<name>.startup.within"],
    [["holdfast:edge"], "connectTimeout", "Set postgres.<name>.connectTimeout"],
    [["holdfast:edge"], "portName", "Set services.<name>.port"],
    [["holdfast:edge"], "securityPolicy", "Set rateLimit."],
    [["holdfast:edge"], "idleTimeoutSec", "Set services.<name>.requestTimeout"],
    [["holdfast:edge"], "minTlsVersion", "TLS 1.2"],
    [host, "websocketTimeout", "Set services.<name>.requestTimeout"],
    [host, "timeout", "Set services.<name>.requestTimeout"],
    [host, "healthCheck", "Set services.<name>.health"],
    [host, "session_affinity", "Set services.<name>.sessionAffinity"],
    [host, "paths", "Write the paths under routes"],
    [["holdfast:edge", "certificate"], "domains", "Set domain"],
    [["holdfast:edge", "rateLimit"], "intervalSec", "Set interval, with its unit."],
    [service, "timeoutSec", "Set requestTimeout"],
    [service, "livenessProbe", "Set health."],
    [service, "maxInstances", "Set scale.max."],
    [service, "connectTimeout", "Set postgres.<name>.connectTimeout"],
    [[...service, "startup"], "timeoutSeconds", "Set timeout, with its unit"],
    [[...service, "startup"], "failureThreshold", "Set within"],
    [[...service, "startup"], "initialDelaySeconds", "until within is over"],
    [[...service, "health"], "periodSeconds", "Set period, with its unit."],
    [[...service, "health"], "initialDelaySeconds", "once it has started"],
    [[...service, "uses", "main-db"], "connectTimeout", "Set postgres.<name>.connectTimeout"],
    [[...service, "scale"], "maxInstances", "Set max."],
    [[...service, "scale"], "max_instance_count", "Set max."],
    [[...service, "scale"], "minScale", "Set min."],
    [[...service, "health"], "httpHeaders", "Set headers"],
    [[...service, "startup"], "httpHeaders", "Set headers"],
    [service, "containerPort", "Set port"],
  ])("at %j, %s is refused with the setting that does it", (path, key, action) => {
    expect(actionFor(path, key)).toEqual([expect.stringContaining(action)]);
  });
});

describe("P3: words of other tools for what a service needs", () => {
  it.each([
    ["depends_on", "uses"],
    ["dependsOn", "uses"],
    ["needs", "uses"],
    ["environment", "env"],
    ["ports", "port"],
    ["containerConcurrency", "scale.concurrency"],
  ])("lead from %s to %s, with every key that there is", (key, meant) => {
    const [advice = "", ...others] = actionFor(service, key);
    expect(others).toEqual([]);
    expect(advice).toMatch(new RegExp(`(Set|under) ${meant}\\b`));
    expect(advice).toMatch(/and "deletionProtection"\./);
  });
});
