import { describe, expect, it } from "vitest";
import { redirectTarget } from "./redirect";

const FROM = new URL("https://registry.example.com/v2/api/manifests/1?x=1");

describe("a redirect", () => {
  it.each([
    ["/v2/other", "https://registry.example.com/v2/other", true],
    ["?y=2", "https://registry.example.com/v2/api/manifests/1?y=2", true],
    ["https://registry.example.com:443/x", "https://registry.example.com/x", true],
    ["https://cdn.example.com/x", "https://cdn.example.com/x", false],
    ["//cdn.example.com/x", "https://cdn.example.com/x", false],
    ["https://registry.example.com:8443/x", "https://registry.example.com:8443/x", false],
    ["https://user:hunter2@cdn.example.com/x", "https://cdn.example.com/x", false],
  ])("to %s leads to %s and takes credentials along: %s", (location, href, sameOrigin) => {
    const target = redirectTarget(FROM, location);
    expect([target.url.href, target.sameOrigin]).toEqual([href, sameOrigin]);
  });

  it.each([undefined, "", "http://", "ftp://cdn.example.com/x"])(
    "fails without a target: %j",
    (location) => {
      expect(() => redirectTarget(FROM, location)).toThrow("redirects without saying where to");
    },
  );

  it("fails when it leaves TLS, even for the same host", () => {
    expect(() => redirectTarget(FROM, "http://registry.example.com/x")).toThrow(
      "to a connection without TLS",
    );
  });

  it("may enter TLS, as another origin", () => {
    const from = new URL("http://localhost:5000/x");
    expect(redirectTarget(from, "https://localhost:5000/x").sameOrigin).toBe(false);
  });
});
