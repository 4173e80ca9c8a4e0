import { afterAll, describe, expect, it } from "vitest";
import { clientWith, lookUp, reasonOf } from "./clients";
import { answerManifest, answerWith, closeServers, errorBody, serve } from "./test-server";

afterAll(closeServers);

describe("tokens", () => {
  /** A registry that takes any token of a server that gives such answers. */
  async function registryWith(tokenAnswer: () => object | number) {
    let issued = 0;
    const tokens = await serve((_, response) => {
      issued += 1;
      const answer = tokenAnswer();
      if (typeof answer === "number") answerWith(response, answer, errorBody("DENIED"));
      else answerWith(response, 200, { ...answer });
    });
    const registry = await serve((request, response) => {
      if (request.authorization?.startsWith("Bearer good")) {
        return answerManifest(request, response);
      }
      const challenge = `Bearer realm="${tokens.url}/token",service="s"`;
      answerWith(response, 401, errorBody("UNAUTHORIZED"), { "www-authenticate": challenge });
    });
    return { registry, tokens, issued: () => issued };
  }

  it("are used until shortly before they expire", async () => {
    const { registry, issued } = await registryWith(() => ({ token: "good", expires_in: 1 }));
    const client = clientWith();
    await lookUp(`${registry.host}/api:1`, client);
    await lookUp(`${registry.host}/api:2`, client);
    expect(issued()).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 900));
    await lookUp(`${registry.host}/api:3`, client);
    expect(issued()).toBe(2);
  });

  it("are fetched again when the registry no longer takes them", async () => {
    let number = 0;
    const tokens = await serve((_, response) => {
      number += 1;
      answerWith(response, 200, { token: `number-${number}`, expires_in: 3600 });
    });
    const registry = await serve((request, response) => {
      if (request.authorization === `Bearer number-${number}`) {
        return answerManifest(request, response);
      }
      const challenge = `Bearer realm="${tokens.url}/token"`;
      answerWith(response, 401, undefined, { "www-authenticate": challenge });
    });
    const client = clientWith();
    expect(await lookUp(`${registry.host}/api:1`, client)).toMatchObject({ kind: "exists" });
    number += 1;
    expect(await lookUp(`${registry.host}/api:2`, client)).toMatchObject({ kind: "exists" });
    expect(tokens.seen).toHaveLength(2);
  });

  it("are fetched before the next question once it is known that they are wanted", async () => {
    const { registry } = await registryWith(() => ({ token: "good" }));
    const client = clientWith();
    await lookUp(`${registry.host}/api:1`, client);
    await lookUp(`${registry.host}/web:1`, client);
    expect(registry.seen.map(({ path, authorization }) => [path, authorization])).toEqual([
      ["/v2/api/manifests/1", undefined],
      ["/v2/api/manifests/1", "Bearer good"],
      ["/v2/web/manifests/1", "Bearer good"],
    ]);
  });

  it("are fetched for what the registry asks for", async () => {
    const tokens = await serve((_, response) => answerWith(response, 200, { token: "good" }));
    const registry = await serve((request, response) => {
      if (request.authorization === "Bearer good") return answerManifest(request, response);
      const challenge = `Bearer realm="${tokens.url}/token",scope="repository:team/api:pull"`;
      answerWith(response, 401, undefined, { "www-authenticate": challenge });
    });
    await lookUp(`${registry.host}/api:1`, clientWith());
    expect(tokens.seen.map(({ path }) => path)).toEqual([
      "/token?scope=repository%3Ateam%2Fapi%3Apull",
    ]);
  });

  it("that a server does not give leave the image unavailable: 403, as Artifact Registry says of what may not be read or is not there", async () => {
    const { registry } = await registryWith(() => 403);
    expect(await reasonOf(lookUp(`${registry.host}/api:1`))).toContain("(HTTP 403)");
  });

  it("that the registry does not take leave the image unavailable: 401, as Docker Hub says of what is private or is not there", async () => {
    const { registry } = await registryWith(() => ({ token: "bad" }));
    expect(await reasonOf(lookUp(`${registry.host}/api:1`, clientWith()))).toContain(
      "or there is no such repository (HTTP 401)",
    );
    expect(registry.seen).toHaveLength(2);
  });

  it.each([
    [404, "Check the configuration of the registry."],
    [429, "Try again later."],
    [503, "Try again later."],
  ])("that a server refuses with %d leave the image unavailable", async (status, action) => {
    const { registry, tokens } = await registryWith(() => status);
    expect(await lookUp(`${registry.host}/api:1`)).toEqual({
      kind: "unavailable",
      reason: `the token server "${tokens.host}" answered HTTP ${status}`,
      action,
    });
  });

  it.each([
    ["no token", {}],
    ["an empty token", { token: "" }],
    ["a token with a line break", { token: "good\r\nx: y" }],
  ])("that are none leave the image unavailable: %s", async (_, answer) => {
    const { registry } = await registryWith(() => answer);
    expect(await reasonOf(lookUp(`${registry.host}/api:1`))).toContain("without a token");
  });
});
