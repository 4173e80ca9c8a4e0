import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMovingTag } from "./moving-tag";

describe("a moving tag", () => {
  it.each([
    "latest",
    "LATEST",
    "latest-alpine",
    "latest-arm64",
    "latest-linux-amd64",
    "alpine-latest",
    "my-app-latest",
    "stable",
    "stable-slim",
    "lts",
    "lts-alpine",
    "main",
    "main_arm64v8",
    "master",
    "develop",
    "dev",
    "edge",
    "nightly",
    "canary",
    "staging",
    "production",
    "alpine",
    "slim",
    "nonroot",
    "debug-nonroot",
    "x86_64-latest",
  ])("is %s", (tag) => {
    expect(isMovingTag(tag)).toBe(true);
  });

  it.each([
    "1.27.3",
    "v2.0.0-rc.1",
    "3",
    "3.11-slim",
    "22-alpine",
    "lts-alpine3.19",
    "2024-11-20",
    "nightly-20240101",
    "main-4f2a9c1",
    "main-deadbee",
    "4f2a9c1d",
    "latest-20240101",
    "8-latest",
    "build-381",
    "r12",
    "stable-diffusion",
    "next-auth",
    "edge-proxy",
    "feature-login",
    "bookworm",
    "amd64",
    "mainframe",
    "latestnews",
  ])("is not %s", (tag) => {
    expect(isMovingTag(tag)).toBe(false);
  });

  it("is never a version, whatever its flavour", () => {
    const version = fc
      .tuple(fc.nat(99), fc.nat(99), fc.nat(99))
      .map((numbers) => numbers.join("."));
    const flavour = fc.constantFrom("", "-alpine", "-slim", "-stable", "-latest", "-amd64");
    fc.assert(
      fc.property(fc.constantFrom("", "v"), version, flavour, (prefix, number, suffix) => {
        expect(isMovingTag(`${prefix}${number}${suffix}`)).toBe(false);
      }),
    );
  });

  it("is never a commit hash", () => {
    const digit = fc.constantFrom(..."0123456789abcdef");
    const hash = fc.array(digit, { minLength: 7, maxLength: 64 }).map((digits) => digits.join(""));
    fc.assert(
      fc.property(hash, (tag) => {
        expect(isMovingTag(tag)).toBe(false);
        expect(isMovingTag(`main-${tag}`)).toBe(false);
      }),
    );
  });
});
