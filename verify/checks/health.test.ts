import { describe } from "vitest";
import { type Answerer, HEALTHY, json } from "../testing/application";
import { AVAILABILITY, HEALTH, html, limits, shows } from "../testing/broken";
import { API_HOST, HOST } from "../testing/stack";

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
