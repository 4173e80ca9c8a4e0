import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { sentence } from "../framework/finding";
import { NotApplicable, type PolicyResource } from "../framework/policy";
import {
  FORMS,
  isOfServer,
  loopbackHost,
  otherHost,
  type Parts,
  partsWith,
} from "../testing/connection-strings";
import { LoopbackRun } from "./run";

const base64 = (text: string) => Buffer.from(text).toString("base64");

function of(type: string, props: PolicyResource["props"]): PolicyResource {
  return {
    urn: `urn:pulumi:s::p::${type}::it`,
    type,
    name: "it",
    props,
    opts: {} as PolicyResource["opts"],
  };
}

/** Where programs put a connection string. */
const CARRIERS: Readonly<Record<string, (name: string, value: string) => PolicyResource>> = {
  "variable of a Cloud Run service": (name, value) =>
    of("gcp:cloudrunv2/service:Service", {
      template: { containers: [{ image: "app:1", envs: [{ name, value }] }] },
    }),
  "variable of a Deployment": (name, value) =>
    of("kubernetes:apps/v1:Deployment", {
      metadata: { name: "it" },
      spec: {
        template: {
          spec: { containers: [{ name: "app", image: "app:1", env: [{ name, value }] }] },
        },
      },
    }),
  ConfigMap: (name, text) => of("kubernetes:core/v1:ConfigMap", { data: { [name]: text } }),
  Secret: (name, text) => of("kubernetes:core/v1:Secret", { data: { [name]: base64(text) } }),
};

/** Everything that the policy says of a resource in an update, where nothing waits. */
function said(resource: PolicyResource): readonly string[] {
  const run = new LoopbackRun({
    phase: "update",
    evidence: { keep: () => {}, has: () => false },
  });
  const isObject = /:(?:Secret|ConfigMap)$/.test(resource.type);
  const answer = isObject ? run.judgeObjects(resource, []) : run.judgeWorkloads(resource, []);
  return answer instanceof NotApplicable ? [] : answer.map((finding) => sentence("It", finding));
}

const cases = Object.entries(CARRIERS).flatMap(([carrier, write]) =>
  FORMS.map(([form, name, text]) => ({
    carrier,
    form,
    judge: (parts: Parts) => said(write(name, text(parts))),
  })),
);

/** Runs of each form in each carrier, in each direction. */
const RUNS = 110;
const counts = { loopback: 0, other: 0 };

describe("of generated connection strings", () => {
  it.each(cases)("no loopback is missed: $form in a $carrier", ({ form, judge }) => {
    fc.assert(
      fc.property(partsWith(loopbackHost), (parts) => {
        fc.pre(!isOfServer(form, parts));
        counts.loopback += 1;
        expect(judge(parts)).not.toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it.each(cases)("no other host is refused: $form in a $carrier", ({ judge }) => {
    fc.assert(
      fc.property(partsWith(otherHost), (parts) => {
        counts.other += 1;
        expect(judge(parts)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it("are at least 10,000 in each direction", () => {
    expect(Math.min(counts.loopback, counts.other)).toBeGreaterThanOrEqual(10_000);
  });
});

afterAll(() => {
  process.stdout.write(
    `\nConnection strings: ${counts.loopback} with loopback, none missed; ${counts.other} with another host, none refused, unless a test failed\n`,
  );
});
