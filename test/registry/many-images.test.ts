import { afterAll, describe, expect, it } from "vitest";
import { clientWith, lookUp, reasonOf } from "./clients";
import { answerManifest, answerWith, closeServers, serve } from "./test-server";

afterAll(closeServers);

describe("many images on one host", () => {
  it("are asked for eight at a time, and each once, however often it is looked up", async () => {
    const server = await serve((request, response) => {
      setTimeout(() => answerManifest(request, response), 2);
    });
    const client = clientWith();
    const names = Array.from({ length: 1000 }, (_, number) => `${server.host}/api-${number}:1.0.0`);
    const lookups = await Promise.all([...names, ...names].map((name) => lookUp(name, client)));
    await Promise.all(names.map((name) => lookUp(name, client)));
    expect(lookups.every(({ kind }) => kind === "exists")).toBe(true);
    expect(server.seen).toHaveLength(1000);
    expect(new Set(server.seen.map(({ path }) => path)).size).toBe(1000);
    expect(server.mostAtOnce).toBe(8);
  });

  it("are asked for as many at a time as the configuration says", async () => {
    const server = await serve((request, response) => {
      setTimeout(() => answerManifest(request, response), 5);
    });
    const client = clientWith({ concurrency: 2 });
    const names = Array.from({ length: 20 }, (_, number) => `${server.host}/api:${number}`);
    await Promise.all(names.map((name) => lookUp(name, client)));
    expect(server.mostAtOnce).toBe(2);
  });

  it("fail together when the host does not answer", async () => {
    const server = await serve(() => {});
    const client = clientWith({ timeout: 500 });
    const names = Array.from({ length: 1000 }, (_, number) => `${server.host}/api:${number}`);
    const start = performance.now();
    const reasons = await Promise.all(names.map((name) => reasonOf(lookUp(name, client))));
    expect(new Set(reasons)).toEqual(new Set([`"${server.host}" did not answer within 0.5 s`]));
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(server.seen.length).toBeLessThan(20);
  });

  it.each([429, 500, 503])(
    "fail together when the host has only HTTP %d to say",
    async (status) => {
      const server = await serve((_, response) =>
        answerWith(response, status, undefined, { "retry-after": "3600" }),
      );
      const client = clientWith();
      for (let number = 0; number < 100; number++) {
        const reason = await reasonOf(lookUp(`${server.host}/api:${number}`, client));
        expect(reason).toContain(`HTTP ${status}`);
      }
      expect(server.seen).toHaveLength(3);
    },
  );

  it("do not fail together when each is refused for itself", async () => {
    const server = await serve((request, response) => {
      if (request.path.endsWith("/good")) return answerManifest(request, response);
      answerWith(response, 403);
    });
    const client = clientWith();
    for (const name of ["a", "b", "c", "d"]) {
      expect(await reasonOf(lookUp(`${server.host}/api:${name}`, client))).toContain("HTTP 403");
    }
    expect((await lookUp(`${server.host}/api:good`, client)).kind).toBe("exists");
  });

  it("have an answer that is remembered, also where there was none", async () => {
    const server = await serve((_, response) => answerWith(response, 400));
    const client = clientWith();
    expect(await reasonOf(lookUp(`${server.host}/api:1`, client))).toContain("HTTP 400");
    expect(await reasonOf(lookUp(`${server.host}/api:1`, client))).toContain("HTTP 400");
    expect(server.seen).toHaveLength(1);
  });
});
