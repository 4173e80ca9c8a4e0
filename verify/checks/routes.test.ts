import { describe, expect, it } from "vitest";
import type { Raw } from "../../config/stack-file.fixture";
import { type Answerer, json, TOKEN } from "../testing/application";
import { expectNoSecret, html, limits, textOf } from "../testing/broken";
import { checksWith } from "../testing/run";
import {
  API,
  APP,
  internal,
  runTenServices,
  type TenServicesBreakage,
  tenServicesPlan,
} from "../testing/ten-services";

const LOGIN_PAGE = `route/GET ${APP}/auth/login`;
const REGISTER_PAGE = `route/GET ${APP}/auth/register`;
const REGISTER = `route/POST ${API}/auth/register`;
const LOGIN = `route/POST ${API}/auth/login`;
const TABLES_REFUSED = `route/GET ${API}/api/tables`;
const TABLES = `route/GET ${API}/api/tables #2`;
const OF_FRONTEND = [`health/${APP}`, `availability/${APP}`, LOGIN_PAGE, REGISTER_PAGE];
const OF_GATEWAY = [`availability/${API}`, REGISTER, LOGIN, TABLES_REFUSED, TABLES];

/** Expects exactly these lines to be red, and these not to be run. */
async function expectRed(
  breakage: TenServicesBreakage,
  red: readonly string[],
  notRun: readonly string[],
) {
  const { report } = await runTenServices({ groups: ["health", "routes"], ...breakage });
  expect(checksWith(report, "failed", "unchecked")).toEqual(red);
  expect(checksWith(report, "not-run").sort()).toEqual([...notRun].sort());
  expect(report.ok).toBe(false);
  expectNoSecret(textOf(report));
  return report;
}

/** What the only red line says, and what it advises. */
async function onlyRed(breakage: TenServicesBreakage, red: string, notRun: readonly string[] = []) {
  const { checks } = await expectRed(breakage, [red], notRun);
  const { problem, advice } = checks.find(({ check }) => check === red) ?? {};
  return `${problem} ${advice}`;
}

/** The plan in which one more route of the frontend is expected to answer in this way. */
const withPage = (route: Raw) =>
  tenServicesPlan((file) => {
    file["holdfast:services"].frontend.routes.push({ path: "/more", ...route });
  });
const MORE = `route/GET ${APP}/more`;
const more = (answer: Answerer) => ({ "GET /more": answer });

describe.concurrent("P10: the routes of a healthy system", () => {
  it("are green, each service's after those of the services that it requires", async ({
    expect,
  }) => {
    const { report, api } = await runTenServices({ groups: ["routes"] });
    expect(report.checks.map(({ check, status, problem }) => [check, status, problem])).toEqual(
      [
        `tls/${APP}`,
        `tls/${API}`,
        `health/${APP}`,
        `health/${API}`,
        "login",
        REGISTER,
        LOGIN,
        TABLES_REFUSED,
        TABLES,
        LOGIN_PAGE,
        REGISTER_PAGE,
      ].map((check) => [check, "passed", undefined]),
    );
    expect(api.seen.get("/auth/login")).toBe(2);
  });
});

describe.concurrent("P10: a page of the frontend that answers 404", () => {
  it("is the only red line, and says where to look", async () => {
    const says = await onlyRed(
      { app: { "GET /auth/register": json({ detail: "Not Found" }, 404) } },
      REGISTER_PAGE,
    );
    expect(says).toBe(
      `GET https://${APP}/auth/register answered 404; expected 200. Look at the routes of the host, and at which paths service "frontend" has.`,
    );
  });

  it("is red with 500 as well", async () => {
    const broken = { "GET /auth/login": json({ detail: "boom" }, 500) };
    expect(await onlyRed({ app: broken }, LOGIN_PAGE)).toContain("answered 500; expected 200.");
  });
});

describe.concurrent("P5: one of ten services that breaks", () => {
  it.each(internal)(
    "%s is one red line, at the gateway that says so; what requires it is not checked",
    async (down) => {
      const says = await onlyRed({ down }, `health/${API}`, [
        ...OF_GATEWAY,
        ...OF_FRONTEND,
        "login",
      ]);
      expect(says).toContain(`$.services.${down} is "down", expected "healthy"`);
    },
  );

  it("api-gateway is one red line; its routes and the frontend are not checked, and say why", async () => {
    const { checks } = await expectRed(
      { down: "api-gateway" },
      [`health/${API}`],
      [...OF_GATEWAY, ...OF_FRONTEND, "login"],
    );
    expect(checks.find(({ check }) => check === LOGIN_PAGE)).toMatchObject({
      service: "frontend",
      status: "not-run",
      problem: `Not checked, because service "api-gateway" is red: "Health of https://${API}/health".`,
    });
  });

  it("frontend is one red line, and everything that it requires is green", async () => {
    await onlyRed({ down: "frontend" }, `health/${APP}`, OF_FRONTEND.slice(1));
  });

  it("airtable-gateway is the red line of the route that goes through it, where health is silent", async () => {
    const plan = tenServicesPlan((file) => {
      file["holdfast:verify"].bodies = {};
    });
    const { checks } = await expectRed(
      { down: "airtable-gateway", plan },
      [TABLES_REFUSED, TABLES],
      OF_FRONTEND,
    );
    expect(checks.find(({ check }) => check === LOGIN)?.status).toBe("passed");
  });

  it("does not gate what uses it optionally, in a circle too", async () => {
    const plan = tenServicesPlan((file) => {
      file["holdfast:services"].frontend.uses["api-gateway"] = { optional: true };
      file["holdfast:services"]["api-gateway"].uses.frontend = { optional: true };
    });
    await onlyRed({ down: "frontend", plan }, `health/${APP}`, OF_FRONTEND.slice(1));
  });

  it("that is slow is red after its time, and what requires it is not checked", async () => {
    const slow: Answerer = (response, request) =>
      void setTimeout(() => json({}, 422)(response, request), 3000);
    const says = await onlyRed(
      {
        api: { "POST /auth/register": slow },
        plan: limits({ routeAnswerSeconds: 1 })(tenServicesPlan()),
      },
      REGISTER,
      OF_FRONTEND,
    );
    expect(says).toContain(`POST https://${API}/auth/register did not answer within 1 s.`);
  });

  it("that is slow but in time delays the others and no more", async () => {
    const slow: Answerer = (response, request) =>
      void setTimeout(() => json({}, 422)(response, request), 700);
    const { report } = await runTenServices({ api: { "POST /auth/register": slow } });
    expect(report.ok).toBe(true);
  });
});

describe.concurrent("P10: a route that does not answer as it must", () => {
  it("is red when a frontend answers in the place of an API", async () => {
    const plan = withPage({ body: { "$.tables": 0 } });
    expect(await onlyRed({ plan, app: more(html) }, MORE)).toContain(
      'answered 200 as "text/html", which is not JSON; expected JSON. Look at the routes of the host: another service than "frontend" may answer here',
    );
  });

  it("is red when its body says something else, also with the status of an error", async () => {
    const plan = withPage({ status: [400, "4xx"], body: { "$.code": 7, "$.more": true } });
    expect(await onlyRed({ plan, app: more(json({ code: "7" }, 409)) }, MORE)).toContain(
      'answered 409 as expected, but $.code is "7", expected 7; $.more is nothing, expected true.',
    );
  });

  it("is red when it is another page", async () => {
    const plan = withPage({ contains: "Sign in" });
    expect(await onlyRed({ plan, app: more(html) }, MORE)).toContain(
      'but without the text "Sign in".',
    );
  });

  it("is red with a redirect, which is not followed", async () => {
    const redirect: Answerer = (response) =>
      void response.writeHead(307, { location: `https://${API}/auth/login?token=abc` }).end();
    const says = await onlyRed({ plan: withPage({}), app: more(redirect) }, MORE);
    expect(says).toContain(`answered 307 and leads to "https://${API}/auth/login"; expected 200.`);
    expect(says).not.toContain("abc");
  });

  it("is green with a redirect that is expected", async () => {
    const redirect: Answerer = (response) =>
      void response.writeHead(308, { location: "/auth/login" }).end();
    const plan = withPage({ status: "3xx" });
    const { report } = await runTenServices({ plan, app: more(redirect) });
    expect(report.ok).toBe(true);
  });

  it("is red when what must be protected answers without a login", async () => {
    const plan = withPage({ status: [401, 403] });
    expect(await onlyRed({ plan, app: more(html) }, MORE)).toBe(
      `GET https://${APP}/more answered 200; expected 401, 403. Look at what service "frontend" lets in there: it must refuse such a request.`,
    );
  });

  it("is red with a body beyond all bounds in which something is expected", async () => {
    const large = json({ a: "x".repeat(3 * 1024 * 1024) });
    const plan = withPage({ contains: "y" });
    expect(await onlyRed({ plan, app: more(large) }, MORE)).toContain("more than 1 MiB");
  });

  it("is green with such a body where its status is all that is asked", async () => {
    const large = json({ a: "x".repeat(3 * 1024 * 1024) });
    const { report } = await runTenServices({ plan: withPage({}), app: more(large) });
    expect(report.ok).toBe(true);
  });

  it("is red when it never ends its answer", async () => {
    const hanging: Answerer = (response) =>
      void response.writeHead(200, { "content-type": "text/html" }).write("<!doctype html>");
    const plan = limits({ routeAnswerSeconds: 1 })(withPage({}));
    expect(await onlyRed({ plan, app: more(hanging) }, MORE)).toContain("within 1 s");
  });

  it("is red when the connection is cut in the middle of the answer", async () => {
    const cut: Answerer = (response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("<!doctype html>", () => response.destroy());
    };
    expect(await onlyRed({ plan: withPage({}), app: more(cut) }, MORE)).toContain(
      "the connection was cut",
    );
  });

  it("is sent with its method, body and headers", async () => {
    const seen: unknown[] = [];
    const echo: Answerer = (response, { body, headers }) => {
      seen.push(body, headers["content-type"], headers["accept-language"], headers.accept);
      json({}, 201)(response, { body, headers });
    };
    const plan = withPage({
      method: "PUT",
      json: { a: [1, null] },
      headers: { "Accept-Language": "de", Accept: "text/plain" },
      status: 201,
    });
    const { report } = await runTenServices({ plan, app: { "PUT /more": echo } });
    expect(report.ok).toBe(true);
    expect(seen).toEqual(['{"a":[1,null]}', "application/json", "de", "text/plain"]);
  });

  it("is asked by HEAD, whose answer has no body", async () => {
    const plan = withPage({ method: "HEAD" });
    const { report } = await runTenServices({ plan, app: { "HEAD /more": html } });
    expect(report.ok).toBe(true);
  });
});

describe.concurrent("P10: routes behind a login", () => {
  it("are not run when it fails, and it is one red line", async () => {
    const says = await onlyRed({ password: "wrong", groups: ["routes"] }, "login", [TABLES]);
    expect(says).toContain("refused the login");
  });

  it("say without a password what is missing", async () => {
    const says = await onlyRed({ password: "", groups: ["routes"] }, "login", [TABLES]);
    expect(says).toContain("HOLDFAST_VERIFY_PASSWORD is not set");
  });

  it("show neither the password nor the token when the answer repeats them", async () => {
    const echo: Answerer = (response, request) =>
      json({ tables: [{ name: request.headers.authorization ?? "nobody" }] })(response, request);
    const { report } = await runTenServices({ api: { "GET /api/tables": echo } });
    const line = report.checks.find(({ check }) => check === TABLES);
    expect(line?.problem).toContain('$.tables[0].name is "Bearer (hidden)", expected "Tasks"');
    expectNoSecret(JSON.stringify(report));
    expect(JSON.stringify(tenServicesPlan())).not.toContain(TOKEN);
  });
});
