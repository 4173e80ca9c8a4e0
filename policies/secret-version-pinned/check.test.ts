import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Data, Unknown } from "../framework/value";
import { readCloudRunWorkload } from "../models/workload/cloud-run";
import { checkVersions, unreadVersions } from "./check";

const unknown = new Unknown("is known only after deployment");
const VERSION = "template.containers[0].envs[0].valueSource.secretKeyRef.version";

function service(template: Data) {
  const type = "gcp:cloudrunv2/service:Service";
  const workload = readCloudRunWorkload({ type, name: "api", props: { template } });
  if (workload === undefined) {
    throw new Error("The service was not read.");
  }
  return workload;
}

/** A service with one variable from each of these sources. */
const withSources = (...sources: Data[]) =>
  service({
    containers: [
      { envs: sources.map((valueSource, index) => ({ name: `V${index}`, valueSource })) },
    ],
  });
const withVersion = (version: Data) =>
  withSources({ secretKeyRef: { secret: "database", version } });

const judge = (workload: ReturnType<typeof service>) =>
  checkVersions(workload).map(({ kind, path, message }) => `${kind} ${path}: ${message}`);

describe("the version of a secret in a variable", () => {
  it.each(["1", "42", "projects/p/secrets/s/versions/7"])("%s passes", (version) => {
    expect(judge(withVersion(version))).toEqual([]);
  });

  it.each<[Data, string]>([
    ["latest", 'is "latest"'],
    ["projects/p/secrets/s/versions/latest", 'is "projects/p/secrets/s/versions/latest"'],
    ["stable", 'is the alias "stable"'],
    ["not-latest", 'is the alias "not-latest"'],
    ["v3", 'is the alias "v3"'],
    ["0", 'is the alias "0"'],
    ["", "is not set"],
    [undefined, "is not set"],
    [null, "is not set"],
  ])("A13: %j is refused", (version, found) => {
    const [finding, ...others] = judge(withVersion(version));
    expect(others).toEqual([]);
    expect(finding).toContain(`violation ${VERSION}: ${found}`);
    expect(finding).toMatch(/Pin the number of a version, .*\.$/);
  });

  it("is judged for each variable by itself, in both orders", () => {
    const pinned = { secretKeyRef: { secret: "a", version: "1" } };
    const moving = { secretKeyRef: { secret: "b", version: "latest" } };
    const places = (...sources: Data[]) =>
      checkVersions(withSources(...sources)).map(({ path }) => path);
    expect(places(pinned, moving)).toEqual([VERSION.replace("envs[0]", "envs[1]")]);
    expect(places(moving, pinned)).toEqual([VERSION]);
  });

  it("is not asked of variables that take no secret", () => {
    const workload = service({
      containers: [{ envs: [{ name: "A", value: "latest" }, { name: "B" }] }],
      volumes: [{ secret: { secret: "tls", items: [{ version: "latest", path: "key" }] } }],
    });
    expect(judge(workload)).toEqual([]);
    expect(unreadVersions(workload)).toEqual([]);
  });

  it.each<[string, Data, string]>([
    ["version", { secretKeyRef: { secret: "a", version: unknown } }, VERSION],
    ["reference", { secretKeyRef: unknown }, VERSION.replace(".version", "")],
    ["source", unknown, VERSION.replace(".secretKeyRef.version", "")],
  ])("is left to the stack where the %s is unknown", (_what, source, path) => {
    expect(judge(withSources(source))).toEqual([]);
    expect(unreadVersions(withSources(source))).toEqual([
      { path, reason: "is known only after deployment" },
    ]);
  });

  it.each<[string, Data, string[]]>([
    ["template", unknown, ["template"]],
    ["list of containers", { containers: unknown }, ["template.containers"]],
    ["list of variables", { containers: [{ envs: unknown }] }, ["template.containers[0].envs"]],
    ["variable", { containers: [{ envs: [unknown] }] }, ["template.containers[0].envs"]],
  ])("is undetermined where the whole %s is unknown", (_what, template, paths) => {
    expect(checkVersions(service(template)).map(({ kind, path }) => `${kind} ${path}`)).toEqual(
      paths.map((path) => `undetermined ${path}`),
    );
  });
});

it("a version passes exactly when it is the number of one", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.nat().map(String)), (version) => {
      const passes = /^[1-9][0-9]*$/.test(version);
      expect(judge(withVersion(version)).length === 0).toBe(passes);
    }),
  );
});
