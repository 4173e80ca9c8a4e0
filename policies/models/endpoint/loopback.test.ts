import { describe, expect, it } from "vitest";
import { readLoopback } from "./loopback";

describe("readLoopback", () => {
  it.each([
    "localhost",
    "LOCALHOST",
    "LocalHost.",
    "localhost.localdomain",
    "localhost.localdomain.",
    "localhost4",
    "localhost6",
    "localhost6.localdomain6",
    "ip6-localhost",
    "ip6-loopback",
    "127.0.0.1",
    "127.0.0.1.",
    "127.255.255.254",
    "127.1",
    "127.0.1",
    "2130706433",
    "2147483647",
    "0x7f000001",
    "0X7F000001",
    "0x7f.0.0.1",
    "0x7f.1",
    "0177.0.0.1",
    "0177.1",
    "017700000001",
    "127.0x0.00.1",
    "::1",
    "[::1]",
    "0:0:0:0:0:0:0:1",
    "0000:0000:0000:0000:0000:0000:0000:0001",
    "0::0:1",
    "::0001",
    "::1%lo",
    "[::1%25lo]",
    "::0.0.0.1",
    "::ffff:127.0.0.1",
    "::FFFF:7F00:1",
    "0:0:0:0:0:ffff:127.8.9.10",
    "ｌｏｃａｌｈｏｓｔ",
    "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
    "local\u00adhost",
    "１２７．０．０．１",
    "127。0。0。1",
  ])("takes %s for loopback", (host) => {
    expect(readLoopback(host)?.kind).toBe("loopback");
  });

  it.each(["0.0.0.0", "0", "0.0", "0x0", "00", "::", "[::]", "0:0:0:0:0:0:0:0", "::ffff:0.0.0.0"])(
    "takes %s for every interface",
    (host) => {
      expect(readLoopback(host)?.kind).toBe("unspecified");
    },
  );

  it.each([
    "",
    "localhostess.example.com",
    "mylocalhost",
    "localhost.example.com",
    "not-localhost.db",
    "localhost-db",
    "local.host",
    "localdomain",
    ".localhost.",
    "127.0.0.1.nip.io",
    "127.example.com",
    "127-0-0-1.example.com",
    "128.0.0.1",
    "126.255.255.255",
    "10.127.0.1",
    "1.127",
    "127.0.0.256",
    "127.0.0.0.1",
    "127..1",
    "127.0.0.1x",
    "0127.0.0.1",
    "089.0.0.1",
    "0.0.0.1",
    "2147483648",
    "4294967296",
    "99999999999999999999999",
    "0x80000001",
    "0x",
    "::2",
    "::1:1",
    "1::",
    "fe80::1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "::ffff:128.0.0.1",
    "::ffff:127.1",
    ":::1",
    "::1::",
    "1:2:3:4:5:6:7:8:9",
    "0:0:0:0:0:0:1",
    "host.docker.internal",
    "lvh.me",
    "a".repeat(300),
    "\u200b",
  ])("takes %s for another host", (host) => {
    expect(readLoopback(host)).toBeUndefined();
  });

  it.each([
    ["LOCALHOST.", "localhost"],
    ["aia.supersecret.localhost", "*.localhost"],
    ["::1%supersecret", "::1"],
    ["ｌocalhost", "localhost"],
    ["0X7F.1", "0x7f.1"],
    [`0x${"0".repeat(60)}7f000001`, "127.0.0.1"],
  ])("shows %s as %s", (host, shown) => {
    expect(readLoopback(host)?.shown).toBe(shown);
  });
});
