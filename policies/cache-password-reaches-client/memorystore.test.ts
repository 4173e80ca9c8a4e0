import { describe, expect, it } from "vitest";
import { messagesAtEnd } from "../testing/judge-resources";
import { type CaseResource, UNKNOWN } from "../testing/policy-case";
import { cachePasswordReachesClient } from "./policy";

/** The messages for a program, as a user reads them. */
const messagesOf = (...resources: readonly CaseResource[]) =>
  messagesAtEnd(cachePasswordReachesClient, resources);

describe("a Memorystore instance", () => {
  const instance = (props: object) => ({
    type: "gcp:redis/instance:Instance",
    name: "sessions",
    props: { memorySizeGb: 1, ...props },
    outputs: { memorySizeGb: 1, ...props, host: UNKNOWN, authString: UNKNOWN },
  });
  const service = (...envs: object[]) => ({
    type: "gcp:cloudrunv2/service:Service",
    name: "api",
    props: { template: { containers: [{ image: "api:1.0.0", envs }] } },
    propertyDependencies: { template: ["sessions"] },
  });
  const host = { name: "REDIS_HOST", value: UNKNOWN };

  it("whose host alone a service is given refuses it", async () => {
    const messages = await messagesOf(instance({ authEnabled: true }), service(host));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(
      /^mandatory: Cloud Run service "api": template\.containers\[0\]\.envs\[0\]/,
    );
  });

  it("passes with a password, and without authentication", async () => {
    const password = {
      name: "REDIS_PASSWORD",
      valueSource: { secretKeyRef: { secret: "redis-password", version: "1" } },
    };
    expect(await messagesOf(instance({ authEnabled: true }), service(host, password))).toEqual([]);
    expect(await messagesOf(instance({ authEnabled: false }), service(host))).toEqual([]);
  });

  it("passes with a URL in a secret that is made from it", async () => {
    const url = {
      type: "gcp:secretmanager/secretVersion:SecretVersion",
      name: "url",
      props: { secret: "projects/p/secrets/url", secretData: UNKNOWN },
      propertyDependencies: { secretData: ["sessions"] },
    };
    const variable = {
      name: "REDIS_URL",
      valueSource: { secretKeyRef: { secret: "url", version: "1" } },
    };
    expect(await messagesOf(instance({ authEnabled: true }), url, service(variable))).toEqual([]);
  });

  it("cannot be judged where the URL is not known, or whether it demands a password", async () => {
    const url = { name: "REDIS_URL", value: UNKNOWN };
    for (const program of [
      [instance({ authEnabled: true }), service(url)],
      [instance({ authEnabled: UNKNOWN }), service(host)],
    ]) {
      const messages = await messagesOf(...program);
      expect(messages).toHaveLength(1);
      expect(messages[0]).toMatch(/^advisory: Not evaluated: /);
    }
  });
});
