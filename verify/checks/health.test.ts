import { describe, expect, it } from "vitest";
import { type Answerer, HEALTHY, json } from "../testing/application";
import { AVAILABILITY, HEALTH, html, limits, shows } from "../testing/broken";
import { checksWith, runAgainst } from "../testing/run";
import { API_HOST, HOST, planAfter } from "../testing/stack";

describe("A14: a health path that answers 200 and is not healthy", () => {
  shows([
    {
      title: "A14: is red when its status is degraded",
      behaviour: { health: json({ ...HEALTHY, status: "degraded" }) },
      red: [HEALTH],
      notRun: [AVAILABILITY],
      says: ["answered 200 but is not healthy", '$.status is "degraded", expected "healthy"'],
      lookAt: 'service "backend"',
    },
    {
      title: "A14: is red when the cache is not connected though the status is healthy",
      behaviour: { health: json({ ...HEALTHY, redis_connected: false }) },
      red: [HEALTH],
      notRun: [AVAILABILITY],
      says: ["$.redis_connected is false, expected true"],
      lookAt: 'service "backend"',
    },
    {
      title: "A14: is red when the body does not say how it is",
      behaviour: { health: json({}) },
      red: [HEALTH],
      notRun: [AVAILABILITY],
      says: ['$.status is nothing, expected "healthy"'],
      lookAt: 'service "backend"',
    },
    {
      title: "A14: is red when the word stands for something else",
      behaviour: { health: json({ ...HEALTHY, redis_connected: "true" }) },
      red: [HEALTH],
      notRun: [AVAILABILITY],
      says: ['$.redis_connected is "true", expected true'],
      lookAt: 'service "backend"',
    },
  ]);
});

describe("N19: a health path that does not answer well", () => {
  shows([
    {
      title: "N19: is red with 503",
      behaviour: { health: json({ status: "healthy" }, 503) },
      red: [HEALTH],
      notRun: [AVAILABILITY],
      says: [`https://${HOST}/health answered 503; expected 200.`],
      lookAt: "load balancer's backend",
    },
    {
      title: "N22: is red when it takes longer than its limit",
      behaviour: {
        health: (response, request) =>
          void setTimeout(() => json(HEALTHY)(response, request), 6000),
      },
      plan: limits({ healthAnswerSeconds: 2 }),
      red: [HEALTH],
      notRun: [AVAILABILITY],
      says: ["did not answer within 2 s"],
      lookAt: "latency",
    },
    {
      title: "N19: is red when it never ends its answer",
      behaviour: {
        health: (response) => {
          response.writeHead(200, { "content-type": "application/json" });
          response.write('{"status":"healthy",');
        },
      },
      plan: limits({ healthAnswerSeconds: 2 }),
      red: [HEALTH],
      notRun: [AVAILABILITY],
      says: ["did not answer within 2 s"],
      lookAt: "latency",
    },
    {
      title: "N19: is red when the connection is cut in the middle of the answer",
      behaviour: {
        health: (response) => {
          response.writeHead(200, { "content-length": "1000" });
          response.write('{"status":"healthy",', () => response.destroy());
        },
      },
      red: [HEALTH],
      notRun: [AVAILABILITY],
      says: ["the connection was cut"],
      lookAt: "load balancer's log",
    },
    {
      title: "N11: is red when a frontend answers in its place with HTML",
      behaviour: { health: html },
      red: [HEALTH],
      notRun: [AVAILABILITY],
      says: ['answered 200 as "text/html", which is not JSON'],
      lookAt: "routes of the host",
    },
    {
      title: "N19: is red with a body beyond all bounds",
      behaviour: { health: json({ ...HEALTHY, more: "x".repeat(3 * 1024 * 1024) }) },
      red: [HEALTH],
      notRun: [AVAILABILITY],
      says: ["answered with more than 1 MiB"],
      lookAt: "what the path leads to",
    },
    {
      title: "N11: is red with a redirect, which is not followed and whose query is not shown",
      behaviour: {
        health: (response) => {
          response.writeHead(302, { location: `https://${API_HOST}/login?token=abc` });
          response.end();
        },
      },
      red: [HEALTH],
      notRun: [AVAILABILITY],
      says: [`answered 302 and leads to "https://${API_HOST}/login"; expected 200.`],
      lookAt: "routes of the host",
    },
    {
      title: "N22: is red in its availability alone when one answer of ten fails",
      behaviour: { health: everyNth(10, json({ detail: "overloaded" }, 503), json(HEALTHY)) },
      red: [AVAILABILITY],
      says: ["9 of 10 requests", "(90 %); expected at least 99 %", "answered 503"],
      lookAt: "instances and restarts",
    },
  ]);
});

/** Answers every nth time by the one, else by the other. The first time is none of them. */
function everyNth(n: number, one: Answerer, other: Answerer): Answerer {
  let times = 0;
  return (response, request) => {
    (times > 0 && times % n === 0 ? one : other)(response, request);
    times += 1;
  };
}

describe("P4: a health path that demands a secret", () => {
  const variable = "HOLDFAST_VERIFY_HEADER_HEALTH_KEY";
  const key = "kn0wn-to-few";
  const plan = () =>
    planAfter((file) => {
      file["holdfast:secrets"]["health-key"] = { generate: {} };
      const { auth, backend } = file["holdfast:services"];
      backend.health.headers = { "X-API-Key": { secret: "health-key" } };
      auth.health.headers = backend.health.headers;
    });
  const demanding: Answerer = (response, request) =>
    request.headers["x-api-key"] === key
      ? json(HEALTHY)(response, request)
      : response.writeHead(401, { "content-type": "application/json" }).end("{}");

  it("P4: is asked with it, once named for all hosts", async () => {
    expect(plan().secrets).toMatchObject({ [variable]: "health-key" });
    const { report } = await runAgainst({
      plan,
      behaviour: { health: demanding },
      environment: { [variable]: key },
      groups: ["health"],
    });
    expect(checksWith(report, "failed", "unchecked", "not-run")).toEqual([]);
    expect(JSON.stringify(report)).not.toContain(key);
  });

  shows([
    {
      title: "P4: is red with another secret",
      plan,
      behaviour: { health: demanding },
      environment: { [variable]: "0ld-key" },
      red: [HEALTH],
      notRun: [AVAILABILITY],
      says: ["answered 401"],
      lookAt: 'service "backend"',
    },
    {
      title: "P4: is red without the variable, and says where the secret is",
      plan,
      behaviour: { health: demanding },
      red: [HEALTH, "health/api-staging.netrasystems.ai"],
      notRun: [AVAILABILITY, "availability/api-staging.netrasystems.ai"],
      says: [`the environment variable ${variable} is not set`],
      lookAt: "gcloud secrets versions access latest --secret health-key",
    },
    {
      title: "P4: is red with what no header can hold, which is not shown",
      plan,
      behaviour: { health: demanding },
      environment: { [variable]: "a\r\nX-Evil: 1" },
      red: [HEALTH, "health/api-staging.netrasystems.ai"],
      notRun: [AVAILABILITY, "availability/api-staging.netrasystems.ai"],
      says: ["(hidden) what no header can hold"],
      lookAt: "printable characters",
    },
  ]);
});
