import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSession, type Session } from "../../offline/session";
import { AIA_FAULTS } from "../incidents/aia/faults";
import { admit, type Verdict } from "./admission";
import { clusterUnderTest } from "./cluster-under-test";
import { objectsOfPlan } from "./planned-objects";
import { withoutUnknowns } from "./unknown-values";

const cluster = clusterUnderTest();
let session: Session;

beforeAll(async () => {
  session = await openSession({ policyPack: false });
});

afterAll(async () => {
  await session?.close();
});

/** What the API server says of all objects that a program of this repository's tests plans. */
async function verdictsOf(program: string, configuration: Readonly<Record<string, string>>) {
  const lines = Object.entries(configuration).map(([key, value]) => `  ${key}: "${value}"`);
  const { code, stdout, stderr } = await session.pulumi(["preview", "--json"], {
    program: join(__dirname, "..", program),
    stack: "dev",
    stackFile: ["config:", ...lines].join("\n"),
  });
  expect(code, stdout + stderr).toBe(0);
  return admit(cluster.client, await withoutUnknowns(cluster.client, objectsOfPlan(stdout)));
}

const refusedOf = (verdicts: readonly Verdict[]) => verdicts.filter(({ accepted }) => !accepted);

/** The configuration of AIA's manifests with the repairs of some faults. */
function aia(repaired: readonly string[]) {
  return {
    "aia-incident:databasePassword": "of-somebody",
    "aia-incident:cachePassword": "of-somebody-else",
    "aia-incident:repaired": repaired.join(","),
  };
}

it.each<[string, string, Readonly<Record<string, string>>]>([
  [
    "a tag that does not exist and a database on loopback",
    "programs/foreign",
    { "foreign:image": "a.example/b:2.0.0", "foreign:databaseUrl": "postgresql://localhost/a" },
  ],
  [
    "passwords in the clear and pods without limits",
    "programs/foreign-identity",
    {
      "foreign-identity:image": "a.example/b:1.0.0",
      "foreign-identity:faults": "true",
      "foreign-identity:vendorKey": "of-somebody",
    },
  ],
  ["AIA's manifests as they were on the day", "incidents/aia/program", aia([])],
])("accepts what the policies refuse: %s", async (_, program, configuration) => {
  const verdicts = await verdictsOf(program, configuration);
  expect(verdicts.length).toBeGreaterThan(2);
  expect(refusedOf(verdicts)).toEqual([]);
});

it("accepts AIA's manifests once every fault is repaired", async () => {
  const verdicts = await verdictsOf("incidents/aia/program", aia(Object.keys(AIA_FAULTS)));
  expect(verdicts.length).toBeGreaterThan(20);
  expect(refusedOf(verdicts)).toEqual([]);
});

it("objects are judged with what the plan does not know yet, and a kind that nobody serves is named", async () => {
  const verdicts = await verdictsOf("programs/providers-all-types", {
    "gcp:project": "shop",
    "gcp:region": "us-central1",
    "providers-all-types:connectorSize": "3",
    "providers-all-types:protect": "true",
    "providers-all-types:image": "registry.example.com/api:1.0.0",
    "providers-all-types:rotation": "first",
    "providers-all-types:password": "correct-horse-battery-staple",
  });
  expect(verdicts.map(({ title }) => title.replace(/-[0-9a-f]{8}/g, "")).sort()).toEqual([
    'Certificate "certificate" in "apps"',
    'ConfigMap "settings" in "apps"',
    'Deployment "api" in "apps"',
    'Job "migration" in "apps"',
    'Namespace "apps"',
    'Namespace "tenant"',
    'Pod of Deployment "api" in "apps"',
    'Pod of Job "migration" in "apps"',
    'Secret "credentials" in "apps"',
    'Service "api" in "apps"',
  ]);
  expect(refusedOf(verdicts).map(({ reason }) => reason)).toEqual([
    'No kind "Certificate" of "cert-manager.io/v1" is served.',
  ]);
});
