import { describe, expect, it } from "vitest";
import { deployment, namespace, object, secret } from "../models/kubernetes/program.fixture";
import { judgeResources, messagesAtEnd } from "../testing/judge-resources";
import { type CaseResource, UNKNOWN } from "../testing/policy-case";
import { referenceResolves } from "./policy";

/** The messages for a program, as a user reads them. */
const messages = (...resources: readonly CaseResource[]) =>
  messagesAtEnd(referenceResolves, resources);

/** A Deployment with a variable from a key of a Secret. */
const takes = (name: unknown, more: object = {}, from: readonly string[] = []) =>
  deployment(
    { env: [{ name: "A", valueFrom: { secretKeyRef: { name, key: "password", ...more } } }] },
    {},
    { propertyDependencies: { spec: from } },
  );
const refused = [expect.stringMatching(/^mandatory: /)];
const notEvaluated = [expect.stringMatching(/^advisory: Not evaluated: /)];

describe("a Secret whose name is unknown and may be that of several", () => {
  const good = secret("good", { password: "p" });
  const hidden = object("core/v1:Secret", "hidden", { stringData: UNKNOWN });
  const bad = secret("bad", { username: "app" });

  it.each<[string, CaseResource[], readonly unknown[]]>([
    ["passes where one of them has the key", [bad, hidden, good], []],
    ["is not evaluated where one of them may have it", [bad, hidden], notEvaluated],
    ["is refused where none of them has it", [bad], refused],
  ])("%s", async (_what, secrets, expected) => {
    const from = secrets.map(({ name = "" }) => name);
    expect(await messages(...secrets, takes(UNKNOWN, {}, from))).toEqual(expected);
  });

  it("is refused where all of them lie in another namespace, but not where that is unknown", async () => {
    const inNamespace = (where: unknown) => secret("good", { password: "p" }, { namespace: where });
    expect(await messages(inNamespace("frontend"), takes(UNKNOWN, {}, ["good"]))).toEqual(refused);
    expect(await messages(inNamespace(UNKNOWN), takes(UNKNOWN, {}, ["good"]))).toEqual([]);
  });
});

describe("a Secret that may be optional", () => {
  it("is not evaluated where it or its key is not there", async () => {
    const optional = { optional: UNKNOWN };
    expect(await messages(namespace(), takes("gone", optional))).toEqual(notEvaluated);
    expect(await messages(secret("db", { username: "app" }), takes("db", optional))).toEqual(
      notEvaluated,
    );
  });
});

describe("an object that nobody declares", () => {
  it("is refused without a word of others in another namespace", async () => {
    const other = secret("other", {}, { namespace: "frontend" });
    const [message, ...more] = await messages(namespace(), other, takes("db"));
    expect(more).toEqual([]);
    expect(message).toMatch(/^mandatory: .*which the program does not declare\. Name one/);
  });

  it("is refused where a StatefulSet makes claims of its name, in another namespace or of another kind", async () => {
    const claims = (where: string) =>
      object(
        "apps/v1:StatefulSet",
        "db",
        { spec: { volumeClaimTemplates: [{ metadata: { name: "data" } }] } },
        { namespace: where },
      );
    const claiming = deployment(
      {},
      { volumes: [{ name: "d", persistentVolumeClaim: { claimName: "data-db-0" } }] },
    );
    expect(await messages(namespace(), claims("backend"), claiming)).toEqual([]);
    expect(await messages(namespace(), claims("frontend"), claiming)).toEqual(refused);
    expect(await messages(namespace(), claims("backend"), takes("data-db-0"))).toEqual(refused);
  });

  it("is refused beside others that are kept elsewhere", async () => {
    const ask = (elsewhere: string) =>
      judgeResources(referenceResolves, [namespace(), takes("db")], { elsewhere: [elsewhere] });
    expect((await ask("Secret/backend/other")).atEnd).toHaveLength(1);
    expect((await ask("Secret/backend/d?")).atEnd).toEqual([]);
  });

  it("is refused where a Job is told its name and makes nothing of its kind", async () => {
    const job = object("batch/v1:Job", "job", {
      spec: { template: { spec: { containers: [{ name: "a", image: "a:1", args: ["data"] }] } } },
    });
    const claiming = deployment(
      {},
      { volumes: [{ name: "d", persistentVolumeClaim: { claimName: "data" } }] },
    );
    expect(await messages(namespace(), job, claiming)).toEqual(refused);
  });

  it("is told of at each place that names it", async () => {
    const valueFrom = { secretKeyRef: { name: "db", key: "password" } };
    const env = ["A", "B"].map((name) => ({ name, valueFrom }));
    expect(await messages(deployment({ env }))).toEqual([...notEvaluated, ...notEvaluated]);
  });
});

describe("a secret of Secret Manager", () => {
  const declared = (name: string): CaseResource => ({
    type: "gcp:secretmanager/secret:Secret",
    name,
    props: { secretId: name },
  });
  const disabled = (of: string): CaseResource => ({
    type: "gcp:secretmanager/secretVersion:SecretVersion",
    name: `${of}-1`,
    props: { secret: UNKNOWN, enabled: false },
    propertyDependencies: { secret: [of] },
  });
  const service = (secretName: unknown, from: readonly string[] = []): CaseResource => ({
    type: "gcp:cloudrunv2/service:Service",
    name: "api",
    props: {
      template: {
        containers: [
          {
            envs: [
              { name: "LOG_LEVEL", value: "info" },
              {
                name: "A",
                valueSource: { secretKeyRef: { secret: secretName, version: "latest" } },
              },
            ],
          },
        ],
      },
    },
    propertyDependencies: { template: from },
  });

  it("is refused whose every version is disabled, by what its name is made from", async () => {
    expect(await messages(declared("a"), disabled("a"), service(UNKNOWN, ["a"]))).toEqual(refused);
  });

  it("passes where nothing tells which of several is named", async () => {
    const all = [declared("a"), disabled("a"), declared("b"), disabled("b")];
    expect(await messages(...all, service(UNKNOWN, ["a", "b"]))).toEqual([]);
  });

  it("is refused in the first version of the API too, which calls it a name", async () => {
    const valueFrom = { secretKeyRef: { name: "a", key: "latest" } };
    const first = {
      type: "gcp:cloudrun/service:Service",
      name: "api",
      props: {
        template: { spec: { containers: [{ image: "api:1", envs: [{ name: "A", valueFrom }] }] } },
      },
    };
    expect(await messages(declared("a"), disabled("a"), first)).toEqual([
      expect.stringMatching(/^mandatory: .*secretKeyRef\.name names the secret "a"/),
    ]);
  });
});
