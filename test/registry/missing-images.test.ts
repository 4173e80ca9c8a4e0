import { afterAll, describe, expect, it } from "vitest";
import { clientWith, lookUp, reasonOf } from "./clients";
import {
  answerManifest,
  answerWith,
  closeServers,
  errorBody,
  MANIFEST_DIGEST,
  serve,
} from "./test-server";

afterAll(closeServers);

describe("what a registry says of what it does not have", () => {
  it.each([
    ["a repository that it does not know", "NAME_UNKNOWN", "repository"],
    ["a tag that it does not know", "MANIFEST_UNKNOWN", "tag"],
  ])("tells %s", async (_, code, what) => {
    const server = await serve((_request, response) => answerWith(response, 404, errorBody(code)));
    expect(await lookUp(`${server.host}/api:1`)).toEqual({
      kind: "missing",
      what,
      closestTags: [],
    });
  });

  it("is missing even when the tags cannot be listed", async () => {
    const server = await serve((request, response) => {
      const status = request.path.includes("/tags/") ? 403 : 404;
      answerWith(response, status, errorBody("MANIFEST_UNKNOWN"));
    });
    expect(await lookUp(`${server.host}/api:1`)).toMatchObject({ kind: "missing", what: "tag" });
  });

  it("is a repository that it does not know even when its tags cannot be listed", async () => {
    const server = await serve((request, response) => {
      if (request.path.includes("/tags/")) return answerWith(response, 403);
      answerWith(response, 404, errorBody("NAME_UNKNOWN"));
    });
    expect(await lookUp(`${server.host}/api:1`)).toMatchObject({ what: "repository" });
  });

  it("is missing even when nothing comes of the question for its tags", async () => {
    const server = await serve((request, response) => {
      if (!request.path.includes("/tags/")) {
        answerWith(response, 404, errorBody("MANIFEST_UNKNOWN"));
      }
    });
    const client = clientWith({ timeout: 500 });
    expect(await lookUp(`${server.host}/api:1`, client)).toEqual({
      kind: "missing",
      what: "tag",
      closestTags: [],
    });
  });

  it("is a digest, for which no tag is asked that was not written", async () => {
    const server = await serve((_, response) =>
      answerWith(response, 404, errorBody("MANIFEST_UNKNOWN")),
    );
    const digest = `sha256:${"0".repeat(64)}`;
    expect(await lookUp(`${server.host}/api@${digest}`)).toEqual({
      kind: "missing",
      what: "digest",
      closestTags: [],
    });
    expect(server.seen.filter(({ path }) => !path.endsWith(digest))).toEqual([]);
  });

  it("is not the tag beside a digest where the registry does not tell of it", async () => {
    const server = await serve((request, response) => {
      if (request.path.endsWith(MANIFEST_DIGEST)) return answerManifest(request, response);
      answerWith(response, 403, errorBody("DENIED"));
    });
    const lookup = await lookUp(`${server.host}/api:1@${MANIFEST_DIGEST}`);
    expect(lookup).toMatchObject({ kind: "exists", digest: MANIFEST_DIGEST });
    expect(lookup).not.toHaveProperty("tagDrift");
  });

  it("comes with tags of a list that is read once, however many are missing", async () => {
    const server = await serve((request, response) => {
      if (!request.path.includes("/tags/list")) {
        return answerWith(response, 404, errorBody("MANIFEST_UNKNOWN"));
      }
      setTimeout(() => answerWith(response, 200, { tags: ["1.0.0"] }), 20);
    });
    const client = clientWith();
    const ask = (tag: string) => lookUp(`${server.host}/api:${tag}`, client);
    const lookups = [...(await Promise.all([ask("2.0.0"), ask("3.0.0")])), await ask("4.0.0")];
    expect(lookups).toEqual(
      Array(3).fill({ kind: "missing", what: "tag", closestTags: ["1.0.0"], tagCount: 1 }),
    );
    expect(server.seen.filter(({ path }) => path.includes("/tags/list"))).toHaveLength(1);
  });

  it("comes with tags of every page", async () => {
    const pages: Record<string, { tags: string[]; next?: string }> = {
      "/v2/shop/api/tags/list?n=1000": { tags: ["1.0.0", "9.0.0"], next: "last=9.0.0&n=2" },
      "/v2/shop/api/tags/list?last=9.0.0&n=2": { tags: ["2.0.0"], next: "last=2.0.0&n=2" },
      "/v2/shop/api/tags/list?last=2.0.0&n=2": { tags: ["2.0.1"] },
    };
    const server = await serve((request, response) => {
      const page = pages[request.path];
      if (page === undefined) return answerWith(response, 404, errorBody("MANIFEST_UNKNOWN"));
      const link = page.next && `</v2/shop/api/tags/list?${page.next}>; rel="next"`;
      answerWith(response, 200, { name: "shop/api", tags: page.tags }, link ? { link } : {});
    });
    expect(await lookUp(`${server.host}/shop/api:2.0.2`)).toEqual({
      kind: "missing",
      what: "tag",
      closestTags: ["2.0.1", "2.0.0", "1.0.0", "9.0.0"],
      tagCount: 4,
    });
  });

  it("comes with tags of no more than ten pages, and then no count", async () => {
    let page = 0;
    const server = await serve((request, response) => {
      if (!request.path.includes("/tags/")) {
        return answerWith(response, 404, errorBody("MANIFEST_UNKNOWN"));
      }
      page += 1;
      const link = `</v2/api/tags/list?last=${page}>; rel="next"`;
      answerWith(response, 200, { tags: [`1.0.${page}`] }, { link });
    });
    const lookup = await lookUp(`${server.host}/api:1.0.0`, clientWith());
    expect(lookup).toMatchObject({ kind: "missing", what: "tag" });
    expect(lookup).not.toHaveProperty("tagCount");
    expect(page).toBe(10);
  });

  it("is read as Artifactory means it: 403 for a tag that its list lacks", async () => {
    const server = await serve((request, response) => {
      if (request.path.includes("/tags/")) return answerWith(response, 200, { tags: ["1.0.0"] });
      answerWith(response, 403, errorBody("DENIED"));
    });
    expect(await lookUp(`${server.host}/api:2.0.0`)).toEqual({
      kind: "missing",
      what: "tag",
      closestTags: ["1.0.0"],
      tagCount: 1,
    });
    expect(await reasonOf(lookUp(`${server.host}/api:1.0.0`))).toContain("(HTTP 403)");
    expect(await reasonOf(lookUp(`${server.host}/api@sha256:${"0".repeat(64)}`))).toContain(
      "(HTTP 403)",
    );
  });

  it("is not told by a 403 where the list of tags is too long to be read", async () => {
    let page = 0;
    const server = await serve((request, response) => {
      if (!request.path.includes("/tags/")) return answerWith(response, 403, errorBody("DENIED"));
      page += 1;
      const link = `</v2/api/tags/list?last=${page}>; rel="next"`;
      answerWith(response, 200, { tags: [`1.0.${page}`] }, { link });
    });
    expect(await reasonOf(lookUp(`${server.host}/api:2.0.0`))).toContain("(HTTP 403)");
  });
});
