import fc from "fast-check";
import { expect, it } from "vitest";
import { type Data, isKnown, Unknown } from "../../framework/value";
import { arbitraryData } from "../../testing/arbitrary-data";
import { carriedValues } from "./carriers";

const values = (type: string, props: { readonly [key: string]: never } | object) =>
  carriedValues({ type, name: "it", props: JSON.parse(JSON.stringify(props)) }).map(
    ({ path, key, text }) => [path, key, isKnown(text) ? text : "unknown"],
  );

it("finds the words of a command under the flags in front of them", () => {
  const containers = [
    { command: ["app", "--password", "a", "--token=b", "C=d"], args: ["E=f run --key g"] },
  ];
  expect(values("kubernetes:core/v1:Pod", { spec: { containers } })).toEqual([
    ["spec.containers[0].command[0]", "", "app"],
    ["spec.containers[0].command[1]", "", "--password"],
    ["spec.containers[0].command[2]", "--password", "a"],
    ["spec.containers[0].command[3]", "--token", "b"],
    ["spec.containers[0].command[4]", "C", "d"],
    ["spec.containers[0].args[0]", "", "E=f run --key g"],
    ["spec.containers[0].args[0]", "E", "f"],
    ["spec.containers[0].args[0]", "", "run"],
    ["spec.containers[0].args[0]", "", "--key"],
    ["spec.containers[0].args[0]", "--key", "g"],
  ]);
});

it("reads scripts that run commands for their words, and ends", () => {
  const script = 'end=$(date +%s)\nuntil "$(check --key a 2>&1)"; do sleep 2; done; TOKEN=b send';
  const containers = [{ command: ["sh", "-c", script] }];
  const found = values("kubernetes:core/v1:Pod", { spec: { containers } });
  expect(found).toContainEqual(["spec.containers[0].command[2]", "TOKEN", "b"]);
});

it("finds unknown words under their flags, but not what a proxy is told of databases", () => {
  const unknown = new Unknown("is known only after deployment");
  const found = (image: string, args: Data[]) =>
    carriedValues({
      type: "gcp:cloudrunv2/service:Service",
      name: "it",
      props: { template: { containers: [{ image, args }] } },
    }).map(({ path, key }) => [path.replace(/.*\./, ""), key]);
  const all = [
    ["args[0]", ""],
    ["args[1]", "--token"],
  ];
  expect(found("shop/api:1.0.0", [unknown])).toEqual([["args[0]", ""]]);
  expect(found("shop/api:1.0.0", ["--token", unknown])).toEqual(all);
  for (const proxy of ["cloud-sql-connectors/cloud-sql-proxy:2.1", "alloydb-auth-proxy@sha256:a"]) {
    expect(found(proxy, [unknown])).toEqual([]);
    expect(found(proxy, ["--token", unknown])).toEqual(all);
  }
});

it("reads scripts whose quotes hold commands of their own", () => {
  const args = [`[ "$(date +%s)" -ge "x$(PASSWORD=a app --token b)" ] || exit 1`];
  const found = values("kubernetes:core/v1:Pod", { spec: { containers: [{ args }] } });
  expect(found).toContainEqual(["spec.containers[0].args[0]", "PASSWORD", "a"]);
  expect(found).toContainEqual(["spec.containers[0].args[0]", "--token", "b"]);
});

it("comes to an end with every script", () => {
  const part = fc.constantFrom("a", " ", "$(", ")", '"', "'", "\\", "$", "(", ";", "=", "-", "\n");
  const script = fc.array(part, { maxLength: 24 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(script, (text) => {
      values("kubernetes:core/v1:Pod", { spec: { containers: [{ args: [text] }] } });
    }),
    { numRuns: 2000 },
  );
});

it("P4: finds the headers of probes and hooks, with what each header is for", () => {
  const httpGet = (name: string, value: string) => ({
    httpGet: { path: "/", httpHeaders: [{ name, value }] },
  });
  const probes = {
    startupProbe: httpGet("Authorization", "a"),
    readinessProbe: httpGet("X-API-Key", "b"),
    livenessProbe: httpGet("Accept", "c"),
  };
  const hooks = { lifecycle: { preStop: httpGet("Cookie", "d") } };
  const pod = { spec: { containers: [{ ...probes, ...hooks }] } };
  const headers = (probe: string) => `spec.containers[0].${probe}.httpGet.httpHeaders[0].value`;
  expect(values("kubernetes:core/v1:Pod", pod)).toEqual([
    [headers("startupProbe"), "Authorization token", "a"],
    [headers("readinessProbe"), "X-API-Key token", "b"],
    [headers("livenessProbe"), "Accept", "c"],
    [headers("lifecycle.preStop"), "Cookie", "d"],
  ]);
  const service = { template: { containers: [{ startupProbe: httpGet("X-API-Key", "b") }] } };
  expect(values("gcp:cloudrunv2/service:Service", service)).toHaveLength(1);
  const former = { template: { spec: { containers: [{ livenessProbe: httpGet("X", "b") }] } } };
  expect(values("gcp:cloudrun/service:Service", former)).toHaveLength(1);
});

it("finds the passwords of users with the names of the users", () => {
  const props = { password: "a", passwordWo: "b", name: "app" };
  const found = carriedValues({ type: "gcp:sql/user:User", name: "it", props });
  expect(found.map(({ path, user, isPassword }) => [path, user, isPassword])).toEqual([
    ["password", "app", true],
    ["passwordWo", "app", true],
  ]);
});

it("finds the variables of functions", () => {
  const props = { serviceConfig: { environmentVariables: { A: "b" } } };
  expect(values("gcp:cloudfunctionsv2/function:Function", props)).toEqual([
    ["serviceConfig.environmentVariables.A", "A", "b"],
  ]);
});

it("reads whatever a program gives", () => {
  const data = arbitraryData(
    "template spec containers envs env name value args command commands stringData data secretData password initialUser serviceConfig environmentVariables",
    ["a b=c --d e", "a=$(b c) $(d e)", "sh", "-c"],
  );
  const type = fc.constantFrom(
    "gcp:cloudrunv2/service:Service",
    "kubernetes:core/v1:Pod",
    "kubernetes:core/v1:Secret",
    "kubernetes:core/v1:ConfigMap",
    "gcp:secretmanager/secretVersion:SecretVersion",
    "gcp:sql/user:User",
    "gcp:alloydb/cluster:Cluster",
    "gcp:cloudfunctionsv2/function:Function",
  );
  fc.assert(
    fc.property(type, data, (token, props) => {
      for (const { path, text } of carriedValues({ type: token, name: "it", props })) {
        expect(path).not.toBe("");
        expect(isKnown(text) ? typeof text : "string").toBe("string");
      }
    }),
  );
});
