import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSession, type Session } from "../../offline/session";
import { admit, type Verdict } from "./admission";
import { clusterUnderTest } from "./cluster-under-test";
import { objectsOfPlan, objectsOfState } from "./planned-objects";
import { withoutUnknowns } from "./unknown-values";

const root = join(__dirname, "..", "..");
const stacks = readdirSync(root).flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? []);

const cluster = clusterUnderTest();
let session: Session;

beforeAll(async () => {
  session = await openSession({ policyPack: false });
});

afterAll(async () => {
  await session?.close();
});

const refusedOf = (verdicts: readonly Verdict[]) => verdicts.filter(({ accepted }) => !accepted);

async function run(program: string, stack: string, command: readonly string[], stackFile?: string) {
  const { code, stdout, stderr } = await session.pulumi(command, { program, stack, stackFile });
  expect(code, stdout + stderr).toBe(0);
  return stdout;
}

it.each(stacks)(
  "the API server accepts every object that the stack %s plans and deploys",
  async (stack) => {
    const plan = await run(root, stack, ["preview", "--json"]);
    const planned = await withoutUnknowns(cluster.client, objectsOfPlan(plan));
    const hasCluster = plan.includes('"gcp:container/cluster:Cluster"');
    expect(planned.length > 0).toBe(hasCluster);
    expect(refusedOf(await admit(cluster.client, planned))).toEqual([]);
    if (!hasCluster) return;
    await run(root, stack, ["up", "--yes", "--skip-preview"]);
    const state = await run(root, stack, ["stack", "export", "--show-secrets"]);
    const deployed = objectsOfState(state);
    expect(deployed).toHaveLength(planned.length);
    expect(refusedOf(await admit(cluster.client, deployed, { mode: "real" }))).toEqual([]);
  },
);

it("what a program plans is judged with what it does not know yet, and what nobody serves is named", async () => {
  const program = join(root, "test", "programs", "providers-all-types");
  const stackFile = [
    "config:",
    "  gcp:project: shop",
    "  gcp:region: us-central1",
    "  providers-all-types:connectorSize: 3",
    "  providers-all-types:protect: true",
    "  providers-all-types:image: registry.example.com/api:1.0.0",
    "  providers-all-types:rotation: first",
    "  providers-all-types:password: correct-horse-battery-staple",
  ].join("\n");
  const plan = await run(program, "dev", ["preview", "--json"], stackFile);
  const objects = await withoutUnknowns(cluster.client, objectsOfPlan(plan));
  const verdicts = await admit(cluster.client, objects);
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
