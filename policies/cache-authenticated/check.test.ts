import { expect, it } from "vitest";
import type { Data } from "../framework/value";
import { readCache } from "../models/cache/cache";
import { checkCache } from "./check";

function found(type: string, props: { readonly [key: string]: Data }) {
  const cache = readCache({ type, name: "cache", props });
  return cache === undefined
    ? undefined
    : checkCache(cache).map(({ path, message }) => `${path} ${message}`);
}

it.each(["P2", "A15"])("%s: a cache that takes anybody for a client is refused", () => {
  expect(
    found("gcp:redis/instance:Instance", { transitEncryptionMode: "SERVER_AUTHENTICATION" }),
  ).toEqual([
    "authEnabled is not set, so whoever reaches the network reads and writes the cache. It must be true. Set it, and give its clients what they log in with.",
  ]);
});

it("a cache that takes passwords in clear is refused", () => {
  expect(
    found("gcp:redis/instance:Instance", { authEnabled: true, transitEncryptionMode: "DISABLED" }),
  ).toEqual([
    'transitEncryptionMode is "DISABLED", so credentials and data cross the network in clear. It must be "SERVER_AUTHENTICATION". Set it, and have the clients use TLS.',
  ]);
});

it("each product is told its own words", () => {
  expect(found("gcp:redis/cluster:Cluster", {})?.join()).toContain('"AUTH_MODE_IAM_AUTH"');
  expect(found("gcp:memorystore/instance:Instance", {})?.join()).toContain(
    '"IAM_AUTH" or "TOKEN_AUTH"',
  );
});

it("what is no cache is not read", () => {
  expect(found("gcp:sql/databaseInstance:DatabaseInstance", {})).toBeUndefined();
});
