import { describe, expect, it } from "vitest";
import {
  base64,
  from,
  generated,
  judgeCredentials as judge,
  kubernetesSecret,
  made,
  PASSWORD,
  service,
  TOKEN,
} from "../testing/credentials";
import { type CaseResource, secret, UNKNOWN } from "../testing/policy-case";

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

  it.each(["jwt-secret-version", "dbPasswordVersion", "api-key-v2", "db-pass-1", "db-password"])(
    "A7: are refused in a version %s, whose secret has no name yet",
    async (name) => {
      const props = { secret: UNKNOWN, secretData: secret(PASSWORD) };
      const version = { type: "gcp:secretmanager/secretVersion:SecretVersion", name, props };
      expect((await judge([version])).atEnd).toHaveLength(1);
      const host = { ...version, name: "db-host-version" };
      expect((await judge([host])).atEnd).toEqual([]);
    },
  );

  it("are left alone when the secret configuration gave them, also as a part of an object", async () => {
    for (const configuration of [[PASSWORD], [JSON.stringify({ db: { password: PASSWORD } })]]) {
      expect(await judge([literal], { configuration })).toEqual({ early: [], atEnd: [] });
    }
  });

  it("are refused where the secret configuration holds others, or a variable one that is short", async () => {
    const configuration = ["another-9d8f7a6s5"];
    expect((await judge([literal], { configuration })).atEnd).toHaveLength(1);
    const short = kubernetesSecret({ stringData: secret({ password: "k3Yx9" }) });
    expect((await judge([short], { environment: ["k3Yx9"] })).atEnd).toHaveLength(1);
    expect((await judge([short], { configuration: ["k3Yx9"] })).atEnd).toEqual([]);
  });

  it("are refused beside a resource that gives others, in base64 too", async () => {
    const key = made("gcp:serviceaccount/key:Key", { privateKey: base64("another-9d8f7a6s5") });
    expect((await judge([key, from(literal, "stringData")])).atEnd).toHaveLength(1);
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

  it("are not evaluated where a function may have read them from a secret of the program", async () => {
    const kept = made("gcp:secretmanager/secret:Secret", { secretId: "db" });
    const user = { type: "gcp:sql/user:User", name: "app", props: { password: secret(PASSWORD) } };
    expect((await judge([kept, from(user, "password")])).atEnd).toEqual([
      expect.stringMatching(/^Not evaluated: /),
    ]);
    expect((await judge([kept, user])).atEnd).toHaveLength(1);
    const version = {
      type: "gcp:secretmanager/secretVersion:SecretVersion",
      name: "version",
      props: { secret: UNKNOWN, secretData: secret(`postgres://app:${PASSWORD}@10.0.0.3/a`) },
    };
    expect((await judge([kept, from(version, "secret")])).atEnd).toEqual([
      expect.stringContaining("that is written in the program (hidden)"),
    ]);
    const plain = service([{ name: "DB_PASSWORD", value: PASSWORD }]);
    expect((await judge([kept, from(plain, "template")])).atEnd).toEqual([
      expect.stringContaining("holds a password in clear (hidden)"),
    ]);
  });

  it("A7: do not come from plain configuration, which stands in the stack file", async () => {
    expect((await judge([literal], { configuration: [] })).atEnd).toHaveLength(1);
  });
});
