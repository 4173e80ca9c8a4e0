import { describe, expect, it } from "vitest";
import { proxyAuthorization, proxyFor } from "./proxy";

function proxied(address: string, environment: Record<string, string>): string | undefined {
  return proxyFor(new URL(address), environment)?.href;
}

const PROXY = "http://proxy.example.com:3128/";

describe("the proxy", () => {
  it.each<[string, Record<string, string>, string | undefined]>([
    ["https://h.example", {}, undefined],
    ["https://h.example", { HTTPS_PROXY: PROXY }, PROXY],
    ["https://h.example", { https_proxy: PROXY, HTTPS_PROXY: "http://other" }, PROXY],
    ["https://h.example", { ALL_PROXY: PROXY }, PROXY],
    ["https://h.example", { HTTPS_PROXY: "proxy.example.com:3128" }, PROXY],
    ["https://h.example", { HTTPS_PROXY: "" }, undefined],
    ["https://h.example", { HTTP_PROXY: PROXY }, undefined],
    ["http://h.example", { HTTP_PROXY: PROXY }, PROXY],
    ["http://h.example", { HTTPS_PROXY: PROXY }, undefined],
    ["http://localhost:5000", { HTTP_PROXY: PROXY }, undefined],
    ["http://127.0.0.1:5000", { ALL_PROXY: PROXY }, undefined],
  ])("for %s with %j is %s", (address, environment, expected) => {
    expect(proxied(address, environment)).toBe(expected);
  });

  it.each([
    ["https://h.example", "h.example", true],
    ["https://h.example", "H.EXAMPLE", true],
    ["https://a.h.example", "h.example", true],
    ["https://a.h.example", ".h.example", true],
    ["https://a.h.example", "*.h.example", true],
    ["https://h.example", "other, h.example", true],
    ["https://h.example", "other h.example", true],
    ["https://h.example", "*", true],
    ["https://h.example", "h.example:443", true],
    ["https://h.example:8443", "h.example:8443", true],
    ["https://10.0.0.7", "10.0.0.7", true],
    ["https://h.example", "h.example:8443", false],
    ["https://ah.example", "h.example", false],
    ["https://h.example.org", "h.example", false],
    ["https://h.example", "a.h.example", false],
    ["https://h.example", "", false],
    ["https://h.example", " , ", false],
  ])("for %s with NO_PROXY=%j is left out: %s", (address, list, excepted) => {
    const environment = { HTTPS_PROXY: PROXY, NO_PROXY: list };
    expect(proxied(address, environment)).toBe(excepted ? undefined : PROXY);
  });

  it.each(["http://user:hunter2@proxy:port", "socks5://user:hunter2@proxy:1080"])(
    "fails when it is %s, without telling it",
    (value) => {
      const lookup = () => proxied("https://h.example", { https_proxy: value });
      expect(lookup).toThrow('the variable "https_proxy" is not the address of an HTTP proxy');
      expect(lookup).not.toThrow("hunter2");
    },
  );

  it("gets the credentials in its address", () => {
    expect(proxyAuthorization(new URL("http://proxy"))).toBeUndefined();
    expect(proxyAuthorization(new URL("http://me:p%40ss@proxy"))).toBe(
      `Basic ${Buffer.from("me:p@ss").toString("base64")}`,
    );
  });
});
