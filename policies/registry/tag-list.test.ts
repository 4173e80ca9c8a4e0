import { describe, expect, it } from "vitest";
import { nextPage, tagsOf } from "./tag-list";
import type { HttpAnswer } from "./transport";

function answerWithLink(link: string | undefined): HttpAnswer {
  return {
    status: 200,
    url: new URL("https://registry.example.com/v2/shop/api/tags/list?n=1000"),
    header: (name) => (name === "link" ? link : undefined),
    body: Buffer.alloc(0),
    complete: true,
  };
}

describe("a page of tags", () => {
  it.each<[string, string[] | undefined]>([
    ['{"name":"api","tags":["1.0.0","latest"]}', ["1.0.0", "latest"]],
    ['{"name":"api","tags":[]}', []],
    // What is left of a repository whose last tag was deleted.
    ['{"name":"api","tags":null}', []],
    ['{"tags":["1.0.0",7,null]}', ["1.0.0"]],
    // What is no tag could write to the terminal of whoever reads the message.
    [String.raw`{"tags":["1.0.0","\u001b[31m1.0.1","a b",""]}`, ["1.0.0"]],
    ['{"name":"api"}', undefined],
    ['{"tags":"1.0.0"}', undefined],
    ["[]", undefined],
    ["<html>", undefined],
  ])("%s holds %j", (body, tags) => {
    expect(tagsOf(Buffer.from(body))).toEqual(tags);
  });
});

describe("the next page", () => {
  it.each<[string | undefined, string | undefined]>([
    ['</v2/shop/api/tags/list?last=b&n=2>; rel="next"', "tags/list?last=b&n=2"],
    ["</v2/shop/api/tags/list?last=b>;rel=next", "tags/list?last=b"],
    ["<https://registry.example.com/v2/shop/api/tags/list?last=b>; rel=next", "tags/list?last=b"],
    [
      '</v2/shop/api/tags/list?last=a>; rel="prev", </v2/shop/api/tags/list?last=b>; rel="next"',
      "tags/list?last=b",
    ],
    [undefined, undefined],
    ["", undefined],
    ['</v2/shop/api/tags/list?last=a>; rel="prev"', undefined],
    // The credentials of one repository are of no use elsewhere, and no business of others.
    ['<https://evil.example.com/v2/shop/api/tags/list>; rel="next"', undefined],
    ['</v2/other/tags/list>; rel="next"', undefined],
  ])("after Link %j is %j", (link, path) => {
    expect(nextPage(answerWithLink(link), "shop/api")).toBe(path);
  });
});
