import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseStackFile } from "../../config/parse";
import type { Raw } from "../../config/stack-file.fixture";
import { readImageList } from "../../offline/registry/image-list";
import { ExemptionRegister } from "../../policies/framework/exemption-register";
import type { PolicyResult } from "../../policies/framework/result-report";
import { packPolicies } from "../../policies/pack";
import { type CaseResource, secret } from "../../policies/testing/policy-case";
import { analyzeResource, analyzeStack, withOptions } from "../../policies/testing/run-policies";
import { Registries } from "../registry/real-registry";
import { onGke, textOf } from "../stack-variants";
import { placesOf } from "./found";
import { PYAIRTABLE_FAULTS, passwords, spoil, token } from "./pyairtable/faults";

const folder = join(__dirname, "pyairtable/program");
const root = join(__dirname, "../..");

/** The program of the day: every resource as its class, its name and its properties. */
const { resourcesOf } = createRequire(__filename)("./pyairtable/program/day.js") as {
  resourcesOf(
    repaired: readonly string[],
    passwords: object,
  ): [{ readonly __pulumiType: string }, string, object][];
};

const registries = new Registries();
let mirror: string;

beforeAll(async () => {
  mirror = (await registries.start(readImageList(join(folder, "images.yaml")))).url;
}, 600_000);

afterAll(() => registries.close());

/** The resources of the day with some repairs, and what generated its passwords. */
function resources(repaired: readonly string[]): CaseResource[] {
  const hidden = { database: secret(passwords.database), cache: secret(passwords.cache) };
  return [
    ...Object.entries(hidden).map(([name, result]) => ({
      type: "random:index/randomPassword:RandomPassword",
      name,
      props: { length: 16 },
      outputs: { result },
    })),
    ...resourcesOf(repaired, hidden).map(([{ __pulumiType: type }, name, props]) => ({
      type,
      name,
      props,
      ...(type.endsWith(":Secret") && {
        propertyDependencies: { stringData: Object.keys(hidden) },
      }),
    })),
  ];
}

/** What the whole pack finds in one run, each once, as `policy, resource: path`, and all that it says. */
async function judged(repaired: readonly string[]): Promise<{ found: string[]; text: string }> {
  const results: PolicyResult[] = [];
  const report = { add: (result: PolicyResult) => void results.push(result) };
  const policies = packPolicies({ exemptions: new ExemptionRegister(), report }).map((policy) =>
    policy.name === "image-exists" ? withOptions(policy, { mirrors: { "*": mirror } }) : policy,
  );
  const day = resources(repaired);
  for (const resource of day) await analyzeResource(policies, resource);
  await analyzeStack(policies, day);
  return { found: placesOf(results), text: JSON.stringify(results) };
}

const ids = Object.keys(PYAIRTABLE_FAULTS);
const everything = [...new Set(Object.values(PYAIRTABLE_FAULTS).flat())].sort();

describe("PyAirtable's services as they were on the day", () => {
  it("P1, P2, P3, P4, P6, P7, P8, P9: are refused in one run", async () => {
    const { found, text } = await judged([]);
    expect(found).toEqual(everything);
    for (const password of [...Object.values(passwords), token]) {
      expect(text).not.toContain(password);
    }
  });

  it("pass once every fault is repaired, and nothing is left to guess", async () => {
    expect((await judged(ids)).found).toEqual([]);
  });

  it.each(ids)("%s: lose exactly its findings when it alone is repaired", async (id) => {
    const own = PYAIRTABLE_FAULTS[id] ?? [];
    expect(own).not.toEqual([]);
    const { found } = await judged([id]);
    expect(found).toEqual(everything.filter((finding) => !own.includes(finding)));
  });
});

/** What the configuration says of PyAirtable's stack file with some faults, each as its path. */
function refusals(text: string, faults: readonly string[]): string[] {
  const { config } = parse(text) as { config: Raw };
  for (const fault of faults) spoil[fault]?.change(config);
  const result = parseStackFile(config, { stack: "pyairtable", secretKeys: new Set() });
  return result.ok ? [] : result.problems.map(({ path }) => path);
}

describe("P1, P2, P3, P4, P6, P7, P9, P10: PyAirtable's stack file with the faults of the day", () => {
  const file = textOf(root, "pyairtable");
  const spoilt = Object.keys(spoil);

  it.each([
    ["cloud-run", file],
    ["gke", onGke(file)],
  ])("is refused with all of them in one run on %s", (_, text) => {
    expect(refusals(text, [])).toEqual([]);
    const all = spoilt.flatMap((id) => spoil[id]?.at ?? []);
    expect(refusals(text, spoilt).sort()).toEqual([...all].sort());
  });

  it.each(spoilt)("%s: loses exactly its refusals when it alone is repaired", (id) => {
    const others = spoilt.filter((other) => other !== id);
    expect(refusals(file, others).sort()).toEqual(
      others.flatMap((other) => spoil[other]?.at ?? []).sort(),
    );
  });
});
