import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSession, type Session } from "../../offline/session";
import { type StackVariant, stackVariants } from "../stack-variants";
import { admit, type Verdict } from "./admission";
import { clusterUnderTest } from "./cluster-under-test";
import { objectsOfPlan, objectsOfState } from "./planned-objects";
import { withoutUnknowns } from "./unknown-values";

const root = join(__dirname, "..", "..");

/** The stacks of the repository, and one that has everything that a stack on GKE can have. */
const stacks: readonly StackVariant[] = [
  ...stackVariants(root),
  ...readdirSync(join(__dirname, "stack-files")).map((file) => {
    const stack = basename(file, ".yaml");
    return { name: stack, stack, text: readFileSync(join(__dirname, "stack-files", file), "utf8") };
  }),
];

const cluster = clusterUnderTest();
let session: Session;

beforeAll(async () => {
  session = await openSession({ policyPack: false });
});

afterAll(async () => {
  await session?.close();
});

const refusedOf = (verdicts: readonly Verdict[]) => verdicts.filter(({ accepted }) => !accepted);

/** Of every service without an address the server says that it ignores the affinity which it has filled in itself. */
const isAboutUs = (warning: string) =>
  warning !== "spec.SessionAffinity is ignored for headless services";

it.each(stacks)(
  "the API server accepts every object that the stack $name plans and deploys",
  async ({ stack, text: stackFile }) => {
    const run = async (command: readonly string[]) => {
      const { code, stdout, stderr } = await session.pulumi(command, {
        program: root,
        stack,
        stackFile,
      });
      expect(code, stdout + stderr).toBe(0);
      return stdout;
    };
    const plan = await run(["preview", "--json"]);
    const planned = await withoutUnknowns(cluster.client, objectsOfPlan(plan));
    const hasCluster = plan.includes('"gcp:container/cluster:Cluster"');
    expect(planned.length > 0).toBe(hasCluster);
    expect(refusedOf(await admit(cluster.client, planned))).toEqual([]);
    if (!hasCluster) return;
    await run(["up", "--yes", "--skip-preview"]);
    const deployed = objectsOfState(await run(["stack", "export", "--show-secrets"]));
    expect(deployed).toHaveLength(planned.length);
    const verdicts = await admit(cluster.client, deployed, { mode: "real" });
    expect(refusedOf(verdicts)).toEqual([]);
    expect(verdicts.flatMap(({ warnings }) => warnings).filter(isAboutUs)).toEqual([]);
    await run(["preview", "--expect-no-changes"]);
  },
);
