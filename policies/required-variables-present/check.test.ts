import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StackResource } from "../framework/policy";
import { Unknown } from "../framework/value";
import { arbitraryData } from "../testing/arbitrary-data";
import { imageWith, registryOf } from "../testing/image-registry";
import { stackResource } from "../testing/stack-resource";
import { checkStack } from "./check";
import type { ConfiguredRequirement } from "./requirement";

const unknown = new Unknown("is known only after deployment");
const plain = imageWith();
const withEnv = imageWith({
  environment: new Map([
    ["LANG", "C"],
    ["EMPTY", ""],
  ]),
});
const images = {
  "docker.io/library/api:1": withEnv,
  "docker.io/library/proxy:1": plain,
  "docker.io/library/gone:1": {
    kind: "unavailable",
    reason: "the registry did not answer",
    action: "Try again.",
  },
} as const;

async function found(
  stack: readonly StackResource[],
  required: readonly ConfiguredRequirement[] = [],
): Promise<string[]> {
  const registry = registryOf({ images });
  const read = async ({ image }: { readonly image: unknown }) => {
    if (image instanceof Unknown) return image;
    const reading = images[`docker.io/library/${String(image)}` as keyof typeof images];
    return reading === undefined
      ? new Unknown("is none")
      : { shown: `"${String(image)}"`, reading };
  };
  const findings = await checkStack(stack, {
    required,
    registry,
    readImage: read as never,
  });
  return findings.map(
    ({ subject, finding }) => `${finding.kind}: ${subject} ${finding.path} ${finding.message}`,
  );
}

function deployment(container: object, annotations: object = {}, pod: object = {}): StackResource {
  const containers = [{ name: "api", image: "api:1", ...container }];
  return stackResource("kubernetes:apps/v1:Deployment", "api", {
    metadata: { name: "api" },
    spec: { template: { metadata: { annotations }, spec: { containers, ...pod } } } as never,
  });
}

function service(container: object, annotations: object = {}): StackResource {
  return stackResource("gcp:cloudrunv2/service:Service", "api", {
    template: { annotations, containers: [{ image: "api:1", ...container }] } as never,
  });
}

function object(kind: string, name: string, data: object): StackResource {
  const texts = kind === "Secret" ? { stringData: data } : { data };
  return stackResource(`kubernetes:core/v1:${kind}`, name, {
    metadata: { name },
    ...texts,
  } as never);
}

const NOTE = "holdfast.dev/required-variables";
const needs = (names: string) => ({ [NOTE]: names });
const env = (values: Record<string, unknown>) => ({
  env: Object.entries(values).map(([name, value]) => ({ name, value })),
});
const envs = (values: Record<string, unknown>) => ({ envs: env(values).env });
const from = (kind: string, name: string, key: string, optional?: boolean) => ({
  env: [{ name: key, valueFrom: { [`${kind}KeyRef`]: { name, key, optional } } }],
});

describe("P2: variables that a workload says it requires", () => {
  it("fail where one is missing, with the name of one in another case", async () => {
    const note = needs("DATABASE_URL, REDIS_URL");
    expect(await found([deployment(env({ DATABASE_URL: "a", redis_url: "b" }), note)])).toEqual([
      'violation: Deployment "api" spec.template.spec.containers[0].env lacks "REDIS_URL", which the annotation "holdfast.dev/required-variables" requires. It has "redis_url", and case matters. Set it in the list of variables, or take it from the Secret or ConfigMap that holds it.',
    ]);
    expect(await found([service(envs({ DATABASE_URL: "a" }), note)])).toEqual([
      expect.stringContaining(
        'Cloud Run service "api" template.containers[0].envs lacks "REDIS_URL"',
      ),
    ]);
  });

  it.each<[string, unknown]>([
    ["nothing", ""],
    ["white space", " \t\n"],
    ["no value at all", undefined],
  ])("fail where one has %s", async (_, value) => {
    for (const resource of [
      deployment(env({ REDIS_PASSWORD: value }), needs("REDIS_PASSWORD")),
      service(envs({ REDIS_PASSWORD: value }), needs("REDIS_PASSWORD")),
    ]) {
      expect(await found([resource])).toEqual([
        expect.stringContaining('gives "REDIS_PASSWORD" nothing but white space'),
      ]);
    }
  });

  it("fail where no image is given that could set one", async () => {
    expect(await found([deployment({ image: undefined }, needs("A"))])).toEqual([
      expect.stringContaining(
        'violation: Deployment "api" spec.template.spec.containers[0].env lacks "A"',
      ),
    ]);
  });

  it("fail where the image alone would set it, and the list empties it", async () => {
    expect(await found([deployment(env({ LANG: "" }), needs("LANG"))])).toHaveLength(1);
    expect(await found([deployment({}, needs("LANG"))])).toEqual([]);
    expect(await found([deployment({}, needs("EMPTY"))])).toHaveLength(1);
  });

  it.each(["Secret", "ConfigMap"])("fail where the %s behind one is empty", async (kind) => {
    const reference = kind === "Secret" ? "secret" : "configMap";
    const client = deployment(from(reference, "it", "TOKEN"), needs("TOKEN"));
    const held = (data: object) => object(kind, "it", data);
    for (const stack of [
      [held({ TOKEN: "" }), client],
      [client, held({ TOKEN: "" })],
    ]) {
      expect(await found(stack)).toEqual([expect.stringContaining('gives "TOKEN" nothing')]);
    }
    expect(await found([held({ TOKEN: "s3cret" }), client])).toEqual([]);
    const whole = deployment(
      { envFrom: [{ [`${reference}Ref`]: { name: "it" } }] },
      needs("TOKEN"),
    );
    expect(await found([held({ TOKEN: "s3cret" }), whole])).toEqual([]);
    expect(await found([held({ OTHER: "s3cret" }), whole])).toEqual([
      expect.stringContaining('lacks "TOKEN"'),
    ]);
  });

  it("fail where an optional reference leads to a key that is not there", async () => {
    const client = deployment(from("secret", "it", "TOKEN", true), needs("TOKEN"));
    expect(await found([object("Secret", "it", { OTHER: "a" }), client])).toEqual([
      expect.stringContaining('lacks "TOKEN"'),
    ]);
    // Without it the pod does not start, which reference-resolves refuses.
    const demanding = deployment(from("secret", "it", "TOKEN"), needs("TOKEN"));
    expect(await found([object("Secret", "it", { OTHER: "a" }), demanding])).toEqual([]);
  });

  it.each([0, 5, false])("pass with %s, of which the provider makes a text", async (value) => {
    const note = needs("RETRIES");
    expect(await found([deployment(env({ RETRIES: value }), note)])).toEqual([]);
    expect(await found([service(envs({ RETRIES: value }), note)])).toEqual([]);
  });

  it("are not evaluated where one of the objects that give all they have is unknown", async () => {
    expect(await found([deployment({ envFrom: [unknown] }, needs("A"))])).toEqual([
      expect.stringMatching(/^undetermined: .*envFrom\[0\] is known only after/),
    ]);
  });

  it("pass where a prefix makes the name, and where the list wins over objects", async () => {
    const held = object("ConfigMap", "it", { URL: "a", TOKEN: "" });
    const client = deployment(
      { envFrom: [{ prefix: "DB_", configMapRef: { name: "it" } }], ...env({ DB_TOKEN: "b" }) },
      needs("DB_URL DB_TOKEN"),
    );
    expect(await found([held, client])).toEqual([]);
  });

  it("pass where one of several containers has it, and fail where the one that is named lacks it", async () => {
    const containers = [
      { name: "proxy", image: "proxy:1" },
      { name: "api", image: "api:1", ...env({ URL: "a" }) },
    ];
    const of = (annotation: object) => deployment({}, annotation, { containers });
    expect(await found([of(needs("URL"))])).toEqual([]);
    expect(await found([of({ [`${NOTE}.proxy`]: "URL" })])).toEqual([
      expect.stringContaining("spec.template.spec.containers[0].env lacks"),
    ]);
    expect(await found([of({ [`${NOTE}.other`]: "URL" })])).toEqual([
      expect.stringContaining(
        'speaks of a container "other", which is not there. Name one of "proxy", "api".',
      ),
    ]);
  });

  it("pass with what the platform sets", async () => {
    expect(await found([service({}, needs("PORT K_SERVICE K_REVISION"))])).toEqual([]);
    expect(await found([deployment({}, needs("KUBERNETES_SERVICE_HOST HOSTNAME"))])).toEqual([]);
    expect(await found([deployment({}, needs("PORT"))])).toHaveLength(1);
    expect(await found([deployment({}, needs("K_SERVICE"))])).toHaveLength(1);
  });

  it("pass with the host of a Service of the program, unless the pod wants none", async () => {
    const redis = stackResource("kubernetes:core/v1:Service", "redis-master", {
      metadata: { name: "redis-master" },
    });
    const note = needs("REDIS_MASTER_SERVICE_HOST");
    expect(await found([redis, deployment({}, note)])).toEqual([]);
    expect(await found([redis, deployment({}, note, { enableServiceLinks: false })])).toHaveLength(
      1,
    );
    expect(await found([deployment({}, note)])).toEqual([expect.stringMatching(/^undetermined/)]);
  });

  it("are not evaluated where a value is unknown, which hides no missing one beside it", async () => {
    expect(await found([deployment(env({ A: unknown }), needs("A, B"))])).toEqual([
      expect.stringMatching(/^undetermined: .*env\[0\]\.value is known only after.*"A"/),
      expect.stringMatching(/^violation: .*lacks "B"/),
    ]);
  });

  it("are not evaluated where objects or images cannot be read", async () => {
    const elsewhere = { envFrom: [{ secretRef: { name: "elsewhere" } }] };
    expect(await found([deployment(elsewhere, needs("A"))])).toEqual([
      expect.stringMatching(
        /^undetermined: .*envFrom\[0\]\.secretRef names what is made elsewhere/,
      ),
    ]);
    expect(await found([deployment({ image: "gone:1" }, needs("A"))])).toEqual([
      expect.stringMatching(/^undetermined: .*the registry did not answer/),
    ]);
    const unnamed = deployment({ env: [{ name: unknown, value: "a" }] }, needs("A"));
    const unread = service({ envs: [{ name: "A", valueSource: unknown }] }, needs("A"));
    for (const resource of [unnamed, unread]) {
      expect(await found([resource])).toEqual([
        expect.stringMatching(/^undetermined: .*envs?\[0\].* is known only after deployment/),
      ]);
    }
    const later = { envFrom: [{ configMapRef: { name: "later" } }] };
    const held = object("ConfigMap", "later", unknown);
    expect(await found([held, deployment(later, needs("A"))])).toEqual([
      expect.stringMatching(/^undetermined: .*envFrom\[0\]\.configMapRef is known only after/),
    ]);
    expect(await found([deployment({ env: unknown }, needs("A"))])).toEqual([
      expect.stringMatching(/^undetermined/),
    ]);
  });

  it("fail with an annotation that names nothing, and are not evaluated with an unknown one", async () => {
    expect(await found([deployment({}, needs(" , "))])).toEqual([
      expect.stringContaining("does not name variables"),
    ]);
    expect(await found([deployment({}, { [NOTE]: unknown })])).toEqual([
      expect.stringMatching(/^undetermined/),
    ]);
  });

  it("show no value", async () => {
    const stack = [
      object("Secret", "it", { TOKEN: " ", OTHER: "s3cret" }),
      deployment({ envFrom: [{ secretRef: { name: "it" } }] }, needs("TOKEN MORE")),
    ];
    expect((await found(stack)).join()).not.toContain("s3cret");
  });
});

describe("N13: variables that the configuration requires", () => {
  it.each<[string, ConfiguredRequirement, number]>([
    ["the name of the workload", { workload: "ap?", variables: ["A"] }, 1],
    ["the image", { image: "*/library/api", variables: ["A"] }, 1],
    ["the container", { container: "api", variables: ["A", "B"] }, 2],
    ["nothing", { variables: ["A"] }, 1],
    ["another workload", { workload: "web", variables: ["A"] }, 0],
    ["another image", { image: "*/proxy", variables: ["A"] }, 0],
    ["another container", { container: "web", variables: ["A"] }, 0],
  ])("are those of %s", async (_, requirement, count) => {
    expect(await found([deployment({})], [requirement])).toHaveLength(count);
    expect(await found([deployment(env({ A: "a", B: "b" }))], [requirement])).toEqual([]);
  });
});

describe("N13: variables that are named by $(NAME)", () => {
  it("fail where nothing gives them: in values, commands and arguments", async () => {
    const container = {
      ...env({ URL: "redis://:$(REDIS_PASSWORD)@redis:6379" }),
      command: ["/server", "--host=$(HOST)"],
      args: ["$(PORTS)"],
    };
    const messages = await found([deployment(container)]);
    expect(messages[0]).toBe(
      'violation: Deployment "api" spec.template.spec.containers[0].env[0].value names $(REDIS_PASSWORD), which nothing gives the container, so it stays as it is written; variables of the image do not count there. Set "REDIS_PASSWORD" in env before it, or write $$(REDIS_PASSWORD) where the text is meant.',
    );
    expect(messages.map((message) => message.split(" ")[3])).toEqual([
      "spec.template.spec.containers[0].env[0].value",
      "spec.template.spec.containers[0].command[1]",
      "spec.template.spec.containers[0].args[0]",
    ]);
  });

  it("fail where the list gives them further down, or the image alone does", async () => {
    expect(await found([deployment(env({ URL: "$(HOST)", HOST: "a" }))])).toEqual([
      expect.stringContaining("names $(HOST), which the list gives further down"),
    ]);
    expect(await found([deployment(env({ LOCALE: "$(LANG)" }))])).toHaveLength(1);
  });

  it.each<[string, object]>([
    ["given before", env({ HOST: "a", URL: "$(HOST)" })],
    ["given anywhere, for an argument", { ...env({ HOST: "a" }), args: ["$(HOST)"] }],
    ["escaped", { args: ["$$(HOST)"] }],
    ["commands of a shell", { command: ["sh", "-c", "echo $(date) $(hostname -f)"] }],
    ["variables of a shell", { command: ["sh", "-c", "echo $HOST"] }],
    ["empty, which is a value", env({ HOST: "", URL: "$(HOST)" })],
    ["what the platform sets", { args: ["$(KUBERNETES_SERVICE_HOST)"] }],
    [
      "fields of the pod",
      {
        env: [{ name: "IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } }],
        args: ["$(IP)"],
      },
    ],
  ])("pass where they are %s", async (_, container) => {
    expect(await found([deployment(container)])).toEqual([]);
  });

  it("are not evaluated where objects made elsewhere may give them", async () => {
    const container = { envFrom: [{ secretRef: { name: "elsewhere" } }], args: ["$(HOST)"] };
    expect(await found([deployment(container)])).toEqual([
      expect.stringMatching(/^undetermined: .*args\[0\] names \$\(HOST\)/),
    ]);
  });

  it("are not evaluated where a Service of elsewhere may give them", async () => {
    expect(await found([deployment({ args: ["$(REDIS_SERVICE_HOST)"] })])).toEqual([
      expect.stringMatching(/^undetermined: .*args\[0\] names \$\(REDIS_SERVICE_HOST\)/),
    ]);
    expect(await found([deployment({ args: ["$(REDIS_HOST)"] })])).toEqual([
      expect.stringMatching(/^violation: /),
    ]);
  });

  it("mean nothing on Cloud Run and in a patch", async () => {
    expect(await found([service({ args: ["$(HOST)"] })])).toEqual([]);
    const patch = {
      ...deployment({ args: ["$(HOST)"] }),
      type: "kubernetes:apps/v1:DeploymentPatch",
    };
    expect(await found([patch])).toEqual([]);
  });
});

describe("N13: variables that a script demands", () => {
  const script = (text: string) => ({ command: ["/bin/sh", "-ec", text] });

  it("fail where they are missing, or empty where that does not do", async () => {
    const demand = script(`exec /server "\${TOKEN:?is missing}"`);
    expect(await found([deployment(demand)])).toEqual([
      expect.stringContaining(
        `command[2] lacks "TOKEN", which \${TOKEN:?} in the script of the container requires.`,
      ),
    ]);
    expect(
      await found([service({ commands: ["sh", "-c"], args: [`run \${TOKEN:?}`] })]),
    ).toHaveLength(1);
    expect(await found([deployment({ ...demand, ...env({ TOKEN: "" }) })])).toHaveLength(1);
    expect(
      await found([deployment({ ...script(`run \${TOKEN?}`), ...env({ TOKEN: "" }) })]),
    ).toEqual([]);
    expect(await found([deployment(script(`run \${TOKEN?}`))])).toHaveLength(1);
  });

  it.each([
    `TOKEN=$(cat /token); run \${TOKEN:?}`,
    `for TOKEN in a b; do run \${TOKEN:?}; done`,
    `read -r TOKEN < /token; run \${TOKEN:?}`,
    `. /environment; run \${TOKEN:?}`,
    `printf -v TOKEN %s a; run \${TOKEN:?}`,
    `while getopts a TOKEN; do run \${TOKEN:?}; done`,
    `cat <<'END'\n\${TOKEN:?}\nEND`,
    `cat <<-"END" > /it\n\t\${TOKEN:?}\n\tEND\nrun`,
    `echo '\${TOKEN:?}'`,
    `run # \${TOKEN:?}`,
    `run \\\${TOKEN:?}`,
    `run \${TOKEN:-none}`,
    `run \${LANG:?}`,
  ])("pass with %s", async (text) => {
    expect(await found([deployment(script(text))])).toEqual([]);
  });

  it.each([
    `cat <<END\n\${TOKEN:?}\nEND`,
    `cat <<'END'\nEND\nrun \${TOKEN:?}`,
    `printf TOKEN; run \${TOKEN:?}`,
  ])("fail with %s", async (text) => {
    expect(await found([deployment(script(text))])).toHaveLength(1);
  });

  it("pass where the word is no script", async () => {
    expect(await found([deployment({ args: [`\${TOKEN:?}`] })])).toEqual([]);
  });
});

it("required variables are judged without an error, whatever stands in the place of a workload", async () => {
  const keys =
    "metadata annotations spec template containers name image env envFrom value valueFrom secretKeyRef secretRef optional command args holdfast.dev/required-variables";
  await fc.assert(
    fc.asyncProperty(arbitraryData(keys, ["A", "$(A)", "sh", "-c", `\${A:?}`]), async (data) => {
      for (const type of ["kubernetes:apps/v1:Deployment", "gcp:cloudrunv2/service:Service"]) {
        await found([stackResource(type, "it", data)], [{ variables: ["A"] }]);
      }
    }),
  );
});
