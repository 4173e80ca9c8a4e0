import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSession, type Session } from "../../offline/session";
import { admit, type Verdict } from "./admission";
import { clusterUnderTest } from "./cluster-under-test";
import { objectsOfPlan, objectsOfState } from "./planned-objects";
import { withoutUnknowns } from "./unknown-values";

const root = join(__dirname, "..", "..");

/** The stacks of the repository, and one that has everything that a stack on GKE can have. */
const stacks: readonly (readonly [name: string, path: string])[] = [
  ...readdirSync(root).flatMap((file) => {
    const [, name] = /^Pulumi\.(.+)\.yaml$/.exec(file) ?? [];
    return name === undefined ? [] : [[name, join(root, file)] as const];
  }),
  ...readdirSync(join(__dirname, "stack-files")).map(
    (file) => [basename(file, ".yaml"), join(__dirname, "stack-files", file)] as const,
  ),
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
  "the API server accepts every object that the stack %s plans and deploys",
  async (name, path) => {
    const stackFile = readFileSync(path, "utf8");
    const run = async (command: readonly string[]) => {
      const { code, stdout, stderr } = await session.pulumi(command, {
        program: root,
        stack: name,
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
