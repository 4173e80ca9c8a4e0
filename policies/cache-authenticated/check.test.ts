import { describe, expect, it } from "vitest";
import type { Data } from "../framework/value";
import { readCache } from "../models/cache/cache";
import { CONTAINER, env, redis } from "../models/cache/program.fixture";
import { stackResource } from "../testing/stack-resource";
import { checkCache, checkCacheContainers } from "./check";

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

describe("A15: a server in a container", () => {
  const found = (container?: object) =>
    checkCacheContainers(
      redis(container).map(({ type, name = "it", props }) =>
        stackResource(type, name, JSON.parse(JSON.stringify(props))),
      ),
    ).map(({ finding }) => `${finding.kind} ${finding.path} ${finding.message}`);

  it("A15: is refused when it lets everybody in", () => {
    const message =
      "starts a cache that lets in whoever reaches it. A cache in the cluster must demand a password. Start it with requirepass or a list of users, from a Secret.";
    expect(found({})).toEqual([`violation ${CONTAINER} ${message}`]);
    expect(found({ env: env({ REDIS_PASSWORD: "told-and-not-read" }) })).toEqual([
      `violation ${CONTAINER} ${message}`,
    ]);
  });

  it("A15: passes when it demands the password of a Secret", () => {
    expect(found()).toEqual([]);
  });
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
