import { describe, expect, it } from "vitest";
import {
  base64,
  from,
  generated,
  judgeCredentials as judge,
  kubernetesSecret,
  made,
  service,
} from "../testing/credentials";
import { type CaseResource, secret, UNKNOWN } from "../testing/policy-case";

describe("what is right", () => {
  it.each([
    [
      "a reference",
      service([
        { name: "DB_PASSWORD", valueSource: { secretKeyRef: { secret: "db", version: "1" } } },
      ]),
    ],
    ["a placeholder", service([{ name: "URL", value: "postgres://a:$(DB_PASSWORD)@db/a" }])],
    ["a file", service([{ name: "DB_PASSWORD_FILE", value: "/run/secrets/db" }])],
    [
      "a first value that another tool replaces",
      kubernetesSecret({ stringData: { password: "REPLACE_ME" } }),
    ],
    [
      "names and hosts in a Secret",
      kubernetesSecret({
        stringData: { username: "app", host: "db.apps.svc.cluster.local", port: "5432" },
      }),
    ],
    [
      "a public certificate",
      kubernetesSecret({
        stringData: {
          "ca.crt":
            "-----BEGIN CERTIFICATE-----\nMIIBIjANBgkqhkiG9w0BAQE\n-----END CERTIFICATE-----\n",
        },
      }),
    ],
    [
      "a user that logs in with IAM",
      { type: "gcp:sql/user:User", props: { name: "app", type: "CLOUD_IAM_SERVICE_ACCOUNT" } },
    ],
    [
      "flags",
      service([], {
        args: ["--token-file", "/var/run/token", "--password-min-length=12", "--secret-name=db"],
      }),
    ],
  ] as const)("is no false alarm: %s", async (_name, resource) => {
    expect(await judge([resource as CaseResource])).toEqual({ early: [], atEnd: [] });
  });

  it.each([
    "$__file{/etc/secrets/admin}",
    "$__env{ADMIN_PASSWORD}",
    "%env(DB_PASSWORD)%",
    "#{ENV['DB_PASSWORD']}",
    'ENV["DB_PASSWORD"]',
    "os.environ['DB_PASSWORD']",
    "ENC[AES256_GCM,data:4Zk9bQ==,type:str]",
    "!env DB_PASSWORD",
  ])("is no false alarm: %s, which a file of settings looks up", async (value) => {
    const settings = {
      type: "kubernetes:core/v1:ConfigMap",
      props: { data: { "a.ini": `admin_password = ${value}\n` } },
    };
    expect(await judge([settings])).toEqual({ early: [], atEnd: [] });
    expect(await judge([service([{ name: "DB_PASSWORD", value }])])).toEqual({
      early: [],
      atEnd: [],
    });
  });

  it("may be known only after deployment, when a resource gives it", async () => {
    const user = { type: "gcp:sql/user:User", name: "app", props: { password: UNKNOWN } };
    expect(await judge([generated, from(user, "password")])).toEqual({ early: [], atEnd: [] });
    const url = service([
      { name: "DATABASE_URL", value: UNKNOWN },
      { name: "DB_HOST", value: UNKNOWN },
    ]);
    expect(await judge([generated, from(url, "template")])).toEqual({ early: [], atEnd: [] });
  });

  it("is not evaluated where a whole list, map or command is unknown", async () => {
    const hidden: readonly CaseResource[] = [
      { type: "gcp:cloudrunv2/service:Service", props: { template: UNKNOWN } },
      { ...service([], { envs: UNKNOWN, args: UNKNOWN }), name: "listless" },
      { ...kubernetesSecret({ stringData: UNKNOWN }), name: "mapless" },
      {
        type: "gcp:cloudfunctionsv2/function:Function",
        props: { serviceConfig: { environmentVariables: UNKNOWN } },
      },
    ];
    for (const resource of hidden) {
      const { early, atEnd } = await judge([generated, resource]);
      expect(early).toEqual([]);
      expect(atEnd.length).toBeGreaterThan(0);
      expect(atEnd.every((message) => message.startsWith("Not evaluated: "))).toBe(true);
    }
  });

  it("may be the key of a service account, with its line breaks written in any way", async () => {
    const pem = `-----BEGIN PRIVATE KEY-----\n${"MIIEvQIBADANBg".repeat(3)}\n-----END PRIVATE KEY-----\n`;
    const file = JSON.stringify({ type: "service_account", private_key: pem });
    const key = made("gcp:serviceaccount/key:Key", { privateKey: base64(file) });
    const version = {
      type: "gcp:secretmanager/secretVersion:SecretVersion",
      props: { secret: "key", secretData: secret(file) },
    };
    expect((await judge([version])).atEnd).toHaveLength(1);
    expect((await judge([key, from({ ...version, name: "version" }, "secretData")])).atEnd).toEqual(
      [],
    );
  });

  it("is not evaluated where an unknown connection string may hold a literal password", async () => {
    const url = service([
      { name: "DATABASE_URL", value: UNKNOWN },
      { name: "DB_HOST", value: UNKNOWN },
    ]);
    const instance = made("gcp:sql/databaseInstance:DatabaseInstance", {});
    const { atEnd } = await judge([instance, from(url, "template")]);
    expect(atEnd).toEqual([
      'Not evaluated: Cloud Run service "api": template.containers[0].envs holds values of which each is known only after deployment: "DATABASE_URL". Make the part with the credential from a resource that generates it, and the rest as literals.',
    ]);
  });

  it.each(["BROKERS", "REDIS", "app.yaml"])(
    "is not evaluated under the name %s, which may be one of a connection or a file",
    async (name) => {
      const { atEnd } = await judge([service([{ name, value: UNKNOWN }])]);
      expect(atEnd).toEqual([expect.stringContaining(`"${name}"`)]);
    },
  );

  it("passes under a name that is none of them", async () => {
    const variables = ["DB_HOST", "LOG_LEVEL"].map((name) => ({ name, value: UNKNOWN }));
    expect(await judge([service(variables)])).toEqual({ early: [], atEnd: [] });
  });

  it("is what a resource gives, not a part of it, where it is short", async () => {
    const short = service([{ name: "DB_PASSWORD", value: "k3Yx9" }]);
    const giving = (result: unknown) => made("gcp:redis/instance:Instance", { result });
    expect((await judge([giving("k3Yx9"), from(short, "template")])).atEnd).toEqual([]);
    expect((await judge([giving("ak3Yx9b"), from(short, "template")])).atEnd).toHaveLength(1);
  });

  it("may be a number that a resource gives", async () => {
    const pin = service([{ name: "DB_PASSWORD", value: "8305127946" }]);
    const giving = made("gcp:redis/instance:Instance", { result: 8305127946 });
    expect((await judge([giving, from(pin, "template")])).atEnd).toEqual([]);
  });
});
