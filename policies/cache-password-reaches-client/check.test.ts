import { describe, expect, it } from "vitest";
import {
  CONTAINER,
  client,
  configMapOf,
  env,
  fromSecret,
  redis,
  secretOf,
} from "../models/cache/program.fixture";
import { messagesAtEnd } from "../testing/judge-resources";
import { type CaseResource, UNKNOWN } from "../testing/policy-case";
import { cachePasswordReachesClient } from "./policy";

/** The messages for a program, as a user reads them. */
const messagesOf = (...resources: readonly CaseResource[]) =>
  messagesAtEnd(cachePasswordReachesClient, resources);

const PASSWORD = "q7-generated-Xy3";
const SECRET = secretOf({ password: PASSWORD });

describe("A15, P2: a server that demands a password and a client without one", () => {
  it("is refused with client and server, in any order", async () => {
    const program = [SECRET, ...redis(), client()];
    const messages = [
      `mandatory: Deployment "api": ${CONTAINER}.env[0].value tells of the cache that StatefulSet "redis" runs, which demands a password (${CONTAINER}.args), and no variable, URL, file or argument gives it one. A client of such a cache must be given its password. Take it from the Secret that the server takes it from, as in a variable REDIS_PASSWORD with a secretKeyRef.`,
    ];
    expect(await messagesOf(...program)).toEqual(messages);
    expect(await messagesOf(...program.toReversed())).toEqual(messages);
  });

  it.each<[how: string, variables: object[]]>([
    ["a short name", env({ REDIS_HOST: "redis-master" })],
    ["a long name", env({ REDIS_ADDR: "redis-master.aia-backend.svc.cluster.local:6379" })],
    ["a URL", env({ REDIS_URL: "redis://redis-master:6379/0" })],
    ["a URL with a user alone", env({ CACHE_URL: "redis://default@redis-master:6379/0" })],
    ["a URL for something of its own", env({ CELERY_BROKER_URL: "redis://redis-master:6379/1" })],
    ["a password that is empty", env({ REDIS_HOST: "redis-master", REDIS_PASSWORD: "" })],
    ["a password of something else", env({ REDIS_HOST: "redis-master", DB_PASSWORD: "x-9y-8z" })],
    ["a switch", env({ REDIS_HOST: "redis-master", REDIS_AUTH_ENABLED: "true" })],
  ])("is refused where the client is told of it by %s", async (_how, variables) => {
    const [message, ...others] = await messagesOf(SECRET, ...redis(), client({ env: variables }));
    expect(others).toEqual([]);
    expect(message).toMatch(/^mandatory: Deployment "api": .* or argument gives it one\./);
  });

  it("is refused where a container beside the client gets the password, with its name", async () => {
    const beside = { initContainers: [{ name: "init", env: [fromSecret("REDIS_PASSWORD")] }] };
    expect(await messagesOf(SECRET, ...redis(), client(undefined, beside))).toEqual([
      expect.stringMatching(/^mandatory: .* or argument gives the container "api" one\./),
    ]);
  });

  it.each<[how: string, container: object, pod?: object]>([
    ["words", { command: ["redis-server", "--requirepass", PASSWORD] }],
    ["a word that is not known", { args: ["redis-server", "--requirepass", UNKNOWN] }],
    [
      "a script",
      {
        command: ["sh", "-c", 'exec redis-server --requirepass "$REDIS_PASSWORD"'],
        env: [fromSecret("REDIS_PASSWORD")],
      },
    ],
    [
      "a variable of Bitnami's image",
      { image: "docker.io/bitnami/redis:7.4", env: [fromSecret("REDIS_PASSWORD")] },
    ],
    [
      "a variable with arguments",
      {
        image: "redis/redis-stack-server:7.4.0-v1",
        env: env({ REDIS_ARGS: `--requirepass ${PASSWORD}` }),
      },
    ],
    [
      "a list of users",
      { args: ["redis-server", "--user", "default", "off", "--user", "api", "on", `>${PASSWORD}`] },
    ],
    [
      "another server",
      {
        image: "valkey/valkey:8",
        args: ["valkey-server", "--requirepass", "$(P)"],
        env: [fromSecret("P")],
      },
    ],
    [
      "a file",
      {
        args: ["/etc/redis/redis.conf"],
        volumeMounts: [{ name: "conf", mountPath: "/etc/redis" }],
      },
      { volumes: [{ name: "conf", secret: { secretName: "conf" } }] },
    ],
  ])("is refused where the server is told by %s", async (_how, container, pod) => {
    const conf = secretOf({ "redis.conf": `port 6379\nrequirepass ${PASSWORD}\n` }, "conf");
    const messages = await messagesOf(SECRET, conf, ...redis(container, pod), client());
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/^mandatory: /);
    expect(messages[0]).not.toContain(PASSWORD);
  });

  it.each<[how: string, container: object, pod?: object]>([
    [
      "a secretKeyRef",
      { env: [...env({ REDIS_HOST: "redis-master" }), fromSecret("REDIS_PASSWORD")] },
    ],
    ["another name", { env: [...env({ REDIS_HOST: "redis-master" }), fromSecret("REDIS_AUTH")] }],
    [
      "the name of its own client",
      { env: [...env({ REDIS_HOST: "redis-master" }), fromSecret("REDISCLI_AUTH")] },
    ],
    [
      "a name that says no more",
      { env: [...env({ REDIS_HOST: "redis-master" }), fromSecret("PASSWORD")] },
    ],
    [
      "a framework's name",
      {
        env: [
          ...env({ SPRING_DATA_REDIS_HOST: "redis-master" }),
          fromSecret("SPRING_DATA_REDIS_PASSWORD"),
        ],
      },
    ],
    ["a URL", { env: env({ REDIS_URL: `redis://:${PASSWORD}@redis-master:6379/0` }) }],
    [
      "a URL from a reference",
      {
        env: [
          fromSecret("REDIS_PASSWORD"),
          ...env({ REDIS_URL: "redis://:$(REDIS_PASSWORD)@redis-master:6379/0" }),
        ],
      },
    ],
    ["a URL in a Secret", { env: [fromSecret("REDIS_URL", "url", "url")] }],
    [
      "all keys of a Secret",
      {
        env: env({ REDIS_HOST: "redis-master" }),
        envFrom: [{ prefix: "REDIS_", secretRef: { name: "upper" } }],
      },
    ],
    [
      "a file",
      {
        env: env({ REDIS_HOST: "redis-master" }),
        volumeMounts: [{ name: "p", mountPath: "/var/redis" }],
      },
      { volumes: [{ name: "p", secret: { secretName: "redis" } }] },
    ],
    [
      "a file that a variable names",
      { env: env({ REDIS_HOST: "redis-master", REDIS_PASSWORD_FILE: "/run/redis/p" }) },
    ],
    ["an argument", { args: ["--redis-host=redis-master", `--redis-password=${PASSWORD}`] }],
  ])("passes where the client gets it by %s", async (_how, container, pod) => {
    const url = secretOf({ url: `redis://:${PASSWORD}@redis-master:6379/0` }, "url");
    const upper = secretOf({ PASSWORD }, "upper");
    expect(await messagesOf(SECRET, url, upper, ...redis(), client(container, pod))).toEqual([]);
  });

  it("passes for a server without one, which another policy refuses, and for other hosts", async () => {
    expect(await messagesOf(...redis({}), client())).toEqual([]);
    expect(
      await messagesOf(
        SECRET,
        ...redis(),
        client({ env: env({ REDIS_HOST: "redis.example.com" }) }),
      ),
    ).toEqual([]);
    expect(await messagesOf(SECRET, ...redis())).toEqual([]);
  });
});

describe("a client with another password", () => {
  const given = (password: unknown) => [
    secretOf({ REDIS_PASSWORD: password }, "api"),
    client({
      env: env({ REDIS_HOST: "redis-master" }),
      envFrom: [{ secretRef: { name: "api" } }],
    }),
  ];

  it("is refused without either being shown", async () => {
    const [message, ...others] = await messagesOf(SECRET, ...redis(), ...given("0ther-9x8y"));
    expect(others).toEqual([]);
    expect(message).toMatch(
      /^mandatory: .* gives another password than the one that StatefulSet "redis" demands/,
    );
    expect(message).not.toMatch(/0ther|q7-gen/);
  });

  it("passes with the same one of another Secret", async () => {
    expect(await messagesOf(SECRET, ...redis(), ...given(PASSWORD))).toEqual([]);
  });

  it("cannot be told from the right one while it is not known, unless both are made from one value", async () => {
    const [message, ...others] = await messagesOf(SECRET, ...redis(), ...given(UNKNOWN));
    expect(others).toEqual([]);
    expect(message).toMatch(/^advisory: Not evaluated: .* cannot be compared/);
    const random = {
      type: "random:index/randomPassword:RandomPassword",
      name: "random",
      props: {},
    };
    const made = (resource: CaseResource) => ({
      ...resource,
      propertyDependencies: { stringData: ["random"] },
    });
    const [own, user] = given(UNKNOWN) as [CaseResource, CaseResource];
    expect(
      await messagesOf(random, made(secretOf({ password: UNKNOWN })), ...redis(), made(own), user),
    ).toEqual([]);
  });
});

describe("TLS", () => {
  const tls = {
    args: ["redis-server", "--port", "0", "--tls-port", "6379", "--requirepass", "$(P)"],
    env: [fromSecret("P")],
  };
  const url = (scheme: string, more: object = {}) =>
    client({ env: env({ REDIS_URL: `${scheme}://:${PASSWORD}@redis-master:6379/0`, ...more }) });

  it("that the server alone speaks is refused", async () => {
    const [message, ...others] = await messagesOf(SECRET, ...redis(tls), url("redis"));
    expect(others).toEqual([]);
    expect(message).toMatch(/^mandatory: .* in clear .* "rediss:\/\/"/);
    expect(message).not.toContain(PASSWORD);
  });

  it("that the client alone speaks is refused", async () => {
    expect(await messagesOf(SECRET, ...redis(), url("rediss"))).toHaveLength(1);
  });

  it.each(["rediss", "valkeys"])("that both speak passes (%s)", async (scheme) => {
    expect(await messagesOf(SECRET, ...redis(tls), url(scheme))).toEqual([]);
  });

  it("that an option of the URL turns on passes", async () => {
    const REDIS_URL = `redis://:${PASSWORD}@redis-master:6379/0?ssl=true`;
    expect(await messagesOf(SECRET, ...redis(tls), client({ env: env({ REDIS_URL }) }))).toEqual(
      [],
    );
  });

  it("that a container beside the client turns on is refused", async () => {
    const REDIS_URL = `redis://:${PASSWORD}@redis-master:6379/0`;
    const beside = { initContainers: [{ name: "init", env: env({ REDIS_TLS: "true" }) }] };
    const program = [SECRET, ...redis(tls), client({ env: env({ REDIS_URL }) }, beside)];
    expect(await messagesOf(...program)).toEqual([
      expect.stringMatching(/^mandatory: .* in clear/),
    ]);
  });

  it("that another variable turns on passes", async () => {
    expect(await messagesOf(SECRET, ...redis(tls), url("redis", { REDIS_TLS: "true" }))).toEqual(
      [],
    );
  });
});

it("takes a file of users in a ConfigMap for what it says", async () => {
  const acl = configMapOf(
    { "users.acl": "user default off\nuser api on >{{ .password }} ~* +@all\n" },
    "acl",
  );
  const server = redis(
    {
      args: ["redis-server", "--aclfile", "/acl/users.acl"],
      volumeMounts: [{ name: "acl", mountPath: "/acl" }],
    },
    { volumes: [{ name: "acl", configMap: { name: "acl" } }] },
  );
  expect(await messagesOf(acl, ...server, client())).toHaveLength(1);
});

describe("before anything is known", () => {
  const made = (resource: CaseResource, ...from: readonly string[]) => ({
    ...resource,
    propertyDependencies: { stringData: from },
  });
  const random = { type: "random:index/randomPassword:RandomPassword", name: "random", props: {} };
  const server = redis(
    {
      args: ["redis-server", "/etc/redis/redis.conf"],
      volumeMounts: [{ name: "conf", mountPath: "/etc/redis" }],
    },
    { volumes: [{ name: "conf", secret: { secretName: "redis" } }] },
  );
  const conf = made(secretOf({ "redis.conf": UNKNOWN }), "random");
  const api = client({ envFrom: [{ secretRef: { name: "api" } }] });

  it("a URL passes that is made from the server and from its password", async () => {
    const url = made(secretOf({ REDIS_URL: UNKNOWN }, "api"), "redis-master", "random");
    expect(await messagesOf(random, conf, ...server, url, api)).toEqual([]);
  });

  it("a URL that is made from the server alone is not evaluated", async () => {
    const url = made(secretOf({ REDIS_URL: UNKNOWN }, "api"), "redis-master");
    const [message, ...others] = await messagesOf(random, conf, ...server, url, api);
    expect(others).toEqual([]);
    expect(message).toMatch(/^advisory: Not evaluated: /);
  });
});

describe("a client whose password lies where a policy cannot see it", () => {
  const host = { REDIS_HOST: "redis-master" };
  const annotated = (annotations: object) => {
    const made = client();
    const { spec } = made.props as { spec: { template: { metadata?: object } } };
    const template = { ...spec.template, metadata: { ...spec.template.metadata, annotations } };
    return { ...made, props: { ...made.props, spec: { ...spec, template } } };
  };
  const answer = async (of: CaseResource) => (await messagesOf(SECRET, ...redis(), of)).join();

  it("is not evaluated where an injector gives its pods secrets", async () => {
    const injector = "vault.hashicorp.com/agent-inject";
    expect(await answer(annotated({ [injector]: "true" }))).toMatch(
      /^advisory: Not evaluated: Deployment "api": spec\.template\.metadata\.annotations\["vault\.hashicorp\.com\/agent-inject"\] asks for secrets that a policy cannot see,/,
    );
    expect(await answer(annotated({ [injector]: "false" }))).toMatch(/^mandatory/);
    expect(await answer(annotated({ [injector]: "" }))).toMatch(/^mandatory/);
    expect(await answer(annotated({ "prometheus.io/scrape": "true" }))).toMatch(/^mandatory/);
  });

  it("is not evaluated where a driver puts secrets into a volume, but with other volumes", async () => {
    const withDriver = (driver: string) => client(undefined, { volumes: [{ csi: { driver } }] });
    expect(await answer(withDriver("secrets-store.csi.k8s.io"))).toMatch(
      /^advisory: .*spec\.template\.spec\.volumes\[0\]\.csi holds secrets that a policy cannot see/,
    );
    expect(await answer(withDriver("gcsfuse.csi.storage.gke.io"))).toMatch(/^mandatory/);
  });

  it.each([
    "vault:kv/redis#password",
    "op://prod/redis/password",
    `\${sm://redis-password}`,
    "projects/p/secrets/redis/versions/3",
  ])("is not evaluated where it is told the place of its password: %s", async (place) => {
    const variables = env({ ...host, REDIS_PASSWORD: place });
    expect(await answer(client({ env: variables }))).toMatch(
      /^advisory: Not evaluated: .* gives a password that cannot be compared/,
    );
  });

  it.each(["REDIS_SECRET_ID", "REDIS_PASSWORD_SECRET_NAME"])(
    "is not evaluated where it reads a secret by itself, which %s names",
    async (name) => {
      const message = await answer(client({ env: env({ ...host, [name]: "redis-password" }) }));
      expect(message).toMatch(/^advisory: Not evaluated: .* names a secret that the client may/);
    },
  );

  it("is refused with another password, and with the name of another secret", async () => {
    const other = client({ env: env({ ...host, REDIS_PASSWORD: "another-9x" }) });
    expect(await answer(other)).toMatch(/^mandatory/);
    const mail = client({ env: env({ ...host, SMTP_SECRET_ID: "smtp" }) });
    expect(await answer(mail)).toMatch(/^mandatory/);
  });
});
