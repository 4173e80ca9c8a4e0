import { describe, expect, it } from "vitest";
import {
  configMap,
  deployment,
  namespace,
  object,
  secret,
  service,
} from "../models/kubernetes/program.fixture";
import { messagesAtEnd } from "../testing/judge-resources";
import { type CaseResource, UNKNOWN } from "../testing/policy-case";
import { referenceResolves } from "./policy";

/** The messages for a program, as a user reads them. */
const messages = (...resources: readonly CaseResource[]) =>
  messagesAtEnd(referenceResolves, resources);

const takes = (name: unknown, key: string) =>
  deployment({ env: [{ name: "A", valueFrom: { secretKeyRef: { name, key } } }] });
const at = 'Deployment "api": spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef';

describe("P2: credentials that do not reach their client", () => {
  it("are refused with the keys that the Secret has, the nearest first", async () => {
    const login = secret("redis", { password: "hunter22", username: "app", PASSWORD_OLD: "x" });
    expect(await messages(login, takes("redis", "passwort"))).toEqual([
      `mandatory: ${at}.key is "passwort", which Secret "redis" in namespace "backend" does not have: it has keys "password", "username", "PASSWORD_OLD". Name a key that it has, or add this one.`,
    ]);
  });

  it("are refused when the Secret is empty", async () => {
    expect(await messages(secret("redis"), takes("redis", "password"))).toEqual([
      `mandatory: ${at}.key is "password", which Secret "redis" in namespace "backend" does not have: it has no key at all. Name a key that it has, or add this one.`,
    ]);
  });
});

describe("A5: what a workload is told comes from an object that is there", () => {
  it("is refused with the nearest name", async () => {
    expect(await messages(namespace(), secret("redis-auth"), takes("redis-autn", "p"))).toEqual([
      `mandatory: ${at}.name names Secret "redis-autn" in namespace "backend", which the program does not declare. The nearest Secret there is "redis-auth". Name one that is declared, or declare it.`,
    ]);
  });

  it("is refused with the namespace where one of the name lies", async () => {
    const other = secret("db", {}, { namespace: "frontend" });
    expect(await messages(namespace(), other, takes("db", "p"))).toEqual([
      `mandatory: ${at}.name names Secret "db" in namespace "backend", which the program does not declare. One of that name lies in namespace "frontend". Name one that is declared, or declare it.`,
    ]);
  });

  it("is shown as not evaluated where the namespace may be filled by others", async () => {
    expect(await messages(takes("db", "p"))).toEqual([
      `advisory: Not evaluated: ${at}.name names Secret "db" in namespace "backend", where the program declares no Secret, so others may keep it there. Check by hand that it is there, or declare it.`,
    ]);
  });

  it("is shown as not evaluated where its name is unknown and nothing tells what it is made from", async () => {
    expect(await messages(takes(UNKNOWN, "p"))).toEqual([
      `advisory: Not evaluated: ${at}.name names what cannot be told to exist, because its name is known only after deployment and is made from no Secret of the program. Refer to it as a resource of the program, or check by hand that it is there.`,
    ]);
  });

  it("shows nothing that is no name", async () => {
    const [shown = ""] = await messages(namespace(), takes("s3cret pass!word", "p"));
    expect(shown).toContain("Secret (hidden)");
    expect(shown).not.toContain("pass!word");
  });
});

it("of many keys of a Secret that cannot be read the first stands for all", async () => {
  const hidden = object("core/v1:Secret", "db", { stringData: UNKNOWN });
  const env = ["A", "B", "C"].map((key) => ({
    name: key,
    valueFrom: { secretKeyRef: { name: "db", key } },
  }));
  const [only = "", ...others] = await messages(hidden, deployment({ env }));
  expect(only).toContain("env[0].valueFrom.secretKeyRef.key names what cannot be told to exist");
  expect(others).toEqual([]);
});

it("a ConfigMap that two resources write has the keys of both", async () => {
  const patch = object(
    "core/v1:ConfigMapPatch",
    "patch",
    { data: { B: "2" } },
    { name: "settings" },
  );
  const takesBoth = deployment({
    env: ["A", "B", "C"].map((key) => ({
      name: key,
      valueFrom: { configMapKeyRef: { name: "settings", key } },
    })),
  });
  expect(await messages(configMap("settings", { A: "1" }), patch, takesBoth)).toHaveLength(1);
  const [only = ""] = await messages(patch, takesBoth);
  expect(only).toMatch(/^advisory: Not evaluated: .*env\[0\].*is only patched by the program/);
});

it("A18: a route to a port that the Service does not have is refused", async () => {
  const route = object("gateway.networking.k8s.io/v1:HTTPRoute", "web", {
    spec: { rules: [{ backendRefs: [{ name: "api", port: 8000 }] }] },
  });
  expect(await messages(service(), route)).toEqual([
    'mandatory: HTTPRoute "web": spec.rules[0].backendRefs[0].port is "8000", which Service "api" in namespace "backend" does not have: it has ports "80", "http". Name a port that it has, or add this one.',
  ]);
});

it("a program of thousands of objects is judged in a moment", async () => {
  const stack = Array.from({ length: 1500 }, (_, number) => [
    secret(`s${number}`, { A: "1" }),
    { ...takes(`s${number}`, "A"), name: `d${number}` },
  ]).flat();
  const started = performance.now();
  expect(await messages(...stack)).toEqual([]);
  expect(performance.now() - started).toBeLessThan(15_000);
});

describe("a Secret that a Job makes", () => {
  const job = (...args: string[]) =>
    object("batch/v1:Job", "certificates", {
      spec: { template: { spec: { containers: [{ name: "create", image: "tool:1.0.0", args }] } } },
    });
  const program = (made: CaseResource) =>
    [namespace(), made, takes("webhook-cert", "key")] as const;

  it.each([
    [["create", "--secret-name=webhook-cert"]],
    [["-c", "kubectl create secret generic webhook-cert --from-file=key"]],
  ])("is not evaluated where %j tells the Job its name", async (args) => {
    expect(await messages(...program(job(...args)))).toEqual([
      `advisory: Not evaluated: ${at}.name names what cannot be told to exist, because Job "certificates" is told its name and may make it. Refer to it as a resource of the program, or check by hand that it is there.`,
    ]);
  });

  it("is refused where the Job is told of another, lies elsewhere, or is the one that needs it", async () => {
    const [first] = await messages(...program(job("--secret-name=webhook-certs")));
    expect(first).toMatch(/^mandatory/);
    const elsewhere = {
      ...job("webhook-cert"),
      props: { ...job("webhook-cert").props, metadata: {} },
    };
    expect((await messages(...program(elsewhere)))[0]).toMatch(/^mandatory/);
    const own = deployment({
      args: ["--secret-name=webhook-cert"],
      envFrom: [{ secretRef: { name: "webhook-cert" } }],
    });
    expect((await messages(namespace(), own))[0]).toMatch(/^mandatory/);
  });
});
