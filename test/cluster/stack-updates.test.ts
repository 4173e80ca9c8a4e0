import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { openSession, type Session } from "../../offline/session";
import { admit } from "./admission";
import { clusterUnderTest } from "./cluster-under-test";
import { titleOf } from "./kubernetes-object";
import { objectsOfPlan, objectsOfState } from "./planned-objects";
import { spoiled } from "./sound-objects";
import { withoutUnknowns } from "./unknown-values";

const root = join(__dirname, "..", "..");
const stack = "aia";
const before = readFileSync(join(root, `Pulumi.${stack}.yaml`), "utf8");

const cluster = clusterUnderTest();
let session: Session;

async function run(command: readonly string[], stackFile = before) {
  const { code, stdout, stderr } = await session.pulumi(command, {
    program: root,
    stack,
    stackFile,
  });
  expect(code, stdout + stderr).toBe(0);
  return stdout;
}

beforeAll(async () => {
  session = await openSession({ policyPack: false });
  await run(["up", "--yes", "--skip-preview"]);
  const deployed = objectsOfState(await run(["stack", "export", "--show-secrets"]));
  const verdicts = await admit(cluster.client, deployed, { mode: "real" });
  expect(verdicts.filter(({ accepted }) => !accepted)).toEqual([]);
});

afterAll(async () => {
  await session?.close();
});

const service = (...names: string[]) => ["config", "holdfast:services", ...names];

/** What people change in a service; one after the other would be one plan each, and says no more. */
const changes: readonly (readonly [path: readonly string[], value: unknown])[] = [
  [service("api", "image"), "us-central1-docker.pkg.dev/aia-production/aia/api:3.0.2"],
  [service("api", "port"), 8080],
  [service("api", "env"), { LOG_LEVEL: "debug" }],
  [service("api", "uses", "economic"), undefined],
  [service("economic", "memory"), "1Gi"],
  [service("economic", "startup", "within"), "120s"],
  [service("frontend", "scale"), { min: 3, max: 8 }],
];

// What an update changes in place and the API server forbids stops it half way, with the rest of the stack as it was.
it("A22: what an update changes in place, the API server lets change", async () => {
  const document = parseDocument(before);
  for (const [path, value] of changes) {
    if (value === undefined) document.deleteIn(path);
    else document.setIn(path, value);
  }
  const plan = await run(["preview", "--json"], document.toString());
  const { steps } = JSON.parse(plan) as { readonly steps: readonly { readonly op: string }[] };
  const updates = JSON.stringify({ steps: steps.filter(({ op }) => op === "update") });
  const objects = await withoutUnknowns(cluster.client, objectsOfPlan(updates));
  expect(objects.map(titleOf)).toEqual(
    expect.arrayContaining([
      'Deployment "api" in "aia-backend"',
      'Deployment "economic" in "aia-backend"',
      'HorizontalPodAutoscaler "frontend" in "aia-frontend"',
      'NetworkPolicy "api" in "aia-backend"',
      'Service "api" in "aia-backend"',
    ]),
  );
  const verdicts = await admit(cluster.client, objects);
  expect(verdicts.filter(({ accepted }) => !accepted)).toEqual([]);
});

it("a selector that changes in place would be refused", async () => {
  const state = await run(["stack", "export", "--show-secrets"]);
  const deployment = objectsOfState(state).find((object) =>
    titleOf(object).startsWith('Deployment "api"'),
  );
  if (deployment === undefined) throw new Error("The stack has no Deployment of its API.");
  const labels = { "app.kubernetes.io/name": "other" };
  const changed = spoiled(
    spoiled(deployment, "spec/selector", { matchLabels: labels }),
    "spec/template/metadata/labels",
    labels,
  );
  const [verdict] = await admit(cluster.client, [changed]);
  expect(verdict).toMatchObject({
    accepted: false,
    reason: expect.stringContaining("field is immutable"),
  });
});
