import { describe, expect, it } from "vitest";
import { ExemptionRegister } from "../framework/exemption-register";
import { noReport } from "../framework/result-report";
import { type CaseResource, secret, UNKNOWN } from "../testing/policy-case";
import { analyzeResource, analyzeStack } from "../testing/run-policies";
import policyFor, { type World } from "./cases/setup";

const PASSWORD = "Xk29slwQ7";
const TOKEN = `ghp_${"a1B2c3D4e5".repeat(4).slice(0, 36)}`;
const base64 = (text: string) => Buffer.from(text).toString("base64");

interface Shown {
  readonly early: readonly string[];
  readonly atEnd: readonly string[];
}

async function judge(
  resources: readonly [CaseResource, ...CaseResource[]],
  world: World = {},
): Promise<Shown> {
  const runtime = { exemptions: new ExemptionRegister(), report: noReport };
  const policies = [policyFor(world).forPack("mandatory", runtime)];
  const early: string[] = [];
  for (const resource of resources) {
    const { diagnostics } = await analyzeResource(policies, resource);
    early.push(...diagnostics.map(({ message }) => message));
  }
  const { diagnostics } = await analyzeStack(policies, resources);
  const atEnd = diagnostics.map(({ message }) => message);
  for (const message of [...early, ...atEnd]) {
    for (const hidden of [PASSWORD, TOKEN, base64(PASSWORD), "supersecret"]) {
      expect(message).not.toContain(hidden);
    }
  }
  return { early, atEnd };
}

const service = (envs: readonly object[], more: object = {}): CaseResource => ({
  type: "gcp:cloudrunv2/service:Service",
  name: "api",
  props: { template: { containers: [{ envs, ...more }] } },
});
const kubernetesSecret = (props: object): CaseResource => ({
  type: "kubernetes:core/v1:Secret",
  name: "db",
  props: { metadata: { name: "db" }, ...props },
});
const made = (type: string, outputs: object): CaseResource => ({
  type,
  name: "source",
  props: {},
  outputs,
});
const generated = made("random:index/randomString:RandomString", { result: PASSWORD });
const from = (resource: CaseResource, property: string): CaseResource => ({
  ...resource,
  propertyDependencies: { [property]: ["source"] },
});

describe("A7: what nobody generated", () => {
  it.each([
    ["a variable", service([{ name: "DB_PASSWORD", value: "supersecret" }])],
    [
      "a variable that is marked as secret",
      service([{ name: "DB_PASSWORD", value: secret("supersecret") }]),
    ],
    ["a URL", service([{ name: "URL", value: "postgres://a:supersecret@db/a" }])],
    [
      "a Secret",
      kubernetesSecret({ stringData: secret({ URL: "postgres://a:supersecret@db/a" }) }),
    ],
    [
      "a Secret in base64",
      kubernetesSecret({ data: secret({ URL: base64("postgres://a:supersecret@db/a") }) }),
    ],
    [
      "a ConfigMap",
      {
        type: "kubernetes:core/v1:ConfigMap",
        props: { data: { URL: "postgres://a:supersecret@db/a" } },
      },
    ],
    ["an argument", service([], { args: ["--password", "supersecret"] })],
    ["an argument with =", service([], { args: ["--db-password=supersecret"] })],
    [
      "a script",
      service([], {
        commands: ["sh", "-c"],
        args: ["PGPASSWORD=supersecret psql -h db -c 'select 1'"],
      }),
    ],
    ["a user", { type: "gcp:sql/user:User", props: { name: "app", password: secret("changeme") } }],
    [
      "a user with its own name",
      { type: "gcp:sql/user:User", props: { name: "app-rw", password: secret("app-rw") } },
    ],
    [
      "a user without a password",
      { type: "gcp:sql/user:User", props: { name: "app", password: "" } },
    ],
    [
      "a cluster",
      {
        type: "gcp:alloydb/cluster:Cluster",
        props: { initialUser: { user: "postgres", password: secret("postgres") } },
      },
    ],
    [
      "a secret version",
      {
        type: "gcp:secretmanager/secretVersion:SecretVersion",
        props: { secret: "projects/p/secrets/db-password", secretData: secret("password123") },
      },
    ],
    [
      "a function",
      {
        type: "gcp:cloudfunctionsv2/function:Function",
        props: { serviceConfig: { environmentVariables: { DB_PASSWORD: "admin" } } },
      },
    ],
  ] as const)("A7: is refused before it is created, in %s", async (_name, resource) => {
    const { early, atEnd } = await judge([resource as CaseResource]);
    expect(early).toHaveLength(1);
    expect(atEnd).toEqual([]);
  });

  it("A7: names the property, and shows nothing of the value", async () => {
    const { early } = await judge([
      service([{ name: "URL", value: "postgres://a:supersecret@db/a" }]),
    ]);
    expect(early).toEqual([
      'Cloud Run service "api": template.containers[0].envs[0].value holds a password in a connection URL that is among the first that anybody tries, or the user\'s own name (hidden). Generate it (random.RandomPassword), keep it in a secret, and let the workload refer to that secret.',
    ]);
  });
});

describe("A7: credentials in clear", () => {
  const plain = service([{ name: "DB_PASSWORD", value: PASSWORD }]);

  it("A7: are refused when no resource gave them", async () => {
    const { early, atEnd } = await judge([plain]);
    expect(early).toEqual([]);
    expect(atEnd).toEqual([expect.stringContaining("holds a password in clear (hidden)")]);
  });

  it("are left alone when a resource generated them, also within a URL", async () => {
    expect(await judge([generated, from(plain, "template")])).toEqual({ early: [], atEnd: [] });
    const url = service([{ name: "URL", value: `postgres://a:${PASSWORD}@10.0.0.5/a` }]);
    expect(await judge([generated, from(url, "template")])).toEqual({ early: [], atEnd: [] });
  });

  it("A7: are refused beside what other resources gave", async () => {
    const instance = made("gcp:sql/databaseInstance:DatabaseInstance", {
      privateIpAddress: "10.0.0.5",
    });
    expect((await judge([instance, from(plain, "template")])).atEnd).toHaveLength(1);
  });

  it("are not evaluated where a resource may have made them of something else", async () => {
    const other = made("random:index/randomString:RandomString", { result: "something else" });
    const { atEnd } = await judge([other, from(plain, "template")]);
    expect(atEnd).toEqual([expect.stringMatching(/^Not evaluated: /)]);
  });

  it("A7: are refused at once when their issuer makes them recognisable", async () => {
    const { early } = await judge([service([{ name: "X", value: TOKEN }])]);
    expect(early).toEqual([expect.stringContaining("holds a token of GitHub in clear (hidden)")]);
  });

  it("are no matter of a value that the program marks as secret", async () => {
    const marked = service([
      { name: "DB_PASSWORD", value: secret(PASSWORD) },
      { name: "TOKEN", value: secret(TOKEN) },
    ]);
    expect(await judge([marked])).toEqual({ early: [], atEnd: [] });
  });

  it("A7: are found beside a secret that makes everything around it one", async () => {
    const around = {
      ...plain,
      props: {
        template: secret({ containers: [{ envs: [{ name: "DB_PASSWORD", value: PASSWORD }] }] }),
      },
    };
    expect((await judge([around])).atEnd).toHaveLength(1);
    expect((await judge([around], { configuration: [PASSWORD] })).atEnd).toEqual([]);
  });
});

describe("A7: credentials where secrets belong", () => {
  const literal = kubernetesSecret({ stringData: secret({ password: PASSWORD }) });

  it("A7: are refused when nothing but the program gave them", async () => {
    expect((await judge([literal])).atEnd).toEqual([
      'Secret "db": stringData.password holds a password that is written in the program (hidden): no resource and no secret of the configuration gave it. Generate it (random.RandomPassword), keep it in a secret, and let the workload refer to that secret. One that others issue belongs into the secret configuration (pulumi config set --secret).',
    ]);
    const encoded = kubernetesSecret({ data: secret({ password: base64(PASSWORD) }) });
    expect((await judge([encoded])).atEnd).toHaveLength(1);
  });

  it("are left alone when the secret configuration gave them, also as a part of an object", async () => {
    for (const configuration of [[PASSWORD], [JSON.stringify({ db: { password: PASSWORD } })]]) {
      expect(await judge([literal], { configuration })).toEqual({ early: [], atEnd: [] });
    }
  });

  it("are left alone when a variable of the process gave them", async () => {
    expect(await judge([literal], { environment: [PASSWORD] })).toEqual({ early: [], atEnd: [] });
    expect((await judge([literal], { environment: [`${PASSWORD}-not`] })).atEnd).toHaveLength(1);
  });

  it("are left alone when a resource generated them, in base64 too", async () => {
    expect((await judge([generated, from(literal, "stringData")])).atEnd).toEqual([]);
    const encoded = kubernetesSecret({ data: secret({ password: base64(PASSWORD) }) });
    expect((await judge([generated, from(encoded, "data")])).atEnd).toEqual([]);
  });

  it("are left alone when the provider has moved them to another property", async () => {
    const moved = kubernetesSecret({ data: secret({ password: base64(PASSWORD) }) });
    expect((await judge([generated, from(moved, "stringData")])).atEnd).toEqual([]);
    expect((await judge([from(moved, "stringData"), generated])).atEnd).toEqual([]);
    const other = made("gcp:storage/bucket:Bucket", { name: "bucket" });
    expect((await judge([other, from(moved, "stringData")])).atEnd).toHaveLength(1);
  });

  it("A7: are refused beside a generated one in the same map", async () => {
    const both = kubernetesSecret({
      stringData: secret({ password: PASSWORD, API_KEY: "other-9d8f7a6s5" }),
    });
    const { atEnd } = await judge([
      made("gcp:redis/instance:Instance", { authString: PASSWORD }),
      from(both, "stringData"),
    ]);
    expect(atEnd).toEqual([expect.stringContaining("stringData.API_KEY")]);
  });

  it("are not evaluated where the configuration is not known, as in an analysis of a state", async () => {
    const { atEnd } = await judge([literal], { configuration: null });
    expect(atEnd).toEqual([expect.stringMatching(/^Not evaluated: /)]);
  });

  it("A7: do not come from plain configuration, which stands in the stack file", async () => {
    expect((await judge([literal], { configuration: [] })).atEnd).toHaveLength(1);
  });
});

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
});
