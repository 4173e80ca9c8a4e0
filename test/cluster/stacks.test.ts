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

async function run(stack: string, command: readonly string[]) {
  const { code, stdout, stderr } = await session.pulumi(command, { program: root, stack });
  expect(code, stdout + stderr).toBe(0);
  return stdout;
}

it.each(stacks)(
  "the API server accepts every object that the stack %s plans and deploys",
  async (stack) => {
    const plan = await run(stack, ["preview", "--json"]);
    const planned = await withoutUnknowns(cluster.client, objectsOfPlan(plan));
    const hasCluster = plan.includes('"gcp:container/cluster:Cluster"');
    expect(planned.length > 0).toBe(hasCluster);
    expect(refusedOf(await admit(cluster.client, planned))).toEqual([]);
    if (!hasCluster) return;
    await run(stack, ["up", "--yes", "--skip-preview"]);
    const state = await run(stack, ["stack", "export", "--show-secrets"]);
    const deployed = objectsOfState(state);
    expect(deployed).toHaveLength(planned.length);
    expect(refusedOf(await admit(cluster.client, deployed, { mode: "real" }))).toEqual([]);
  },
);
