import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { openSession, type PulumiResult, type Session } from "../../offline/session";
import { StackState, shortNameOf } from "./stack-state";

const program = join(__dirname, "..", "..");
const declared = readFileSync(join(program, "Pulumi.staging.yaml"), "utf8");
const reason = "connections to the database time out";

/** The staging stack's file with a load balancer that logs few requests, with the line of an investigation or without. */
function stackFile(investigation?: string): string {
  const document = parseDocument(declared);
  document.setIn(["config", "holdfast:edge", "accessLogs", "sampleRate"], 0.1);
  if (investigation !== undefined) {
    document.setIn(["config", "holdfast:observability", "investigation"], investigation);
  }
  return document.toString();
}

let session: Session;

function run(command: readonly string[], text: string): Promise<PulumiResult> {
  return session.pulumi(command, { program, stack: "staging", stackFile: text });
}

async function succeed(command: readonly string[], text: string): Promise<PulumiResult> {
  const result = await run(command, text);
  expect(result.code, result.stdout + result.stderr).toBe(0);
  return result;
}

/** What an update would do to each resource that it would not leave alone, as `<operation> <type> <name>`. */
async function planned(text: string): Promise<string[]> {
  const { stdout } = await succeed(["preview", "--json"], text);
  const { steps } = JSON.parse(stdout.slice(stdout.indexOf("{"))) as {
    steps: { op: string; urn: string }[];
  };
  return steps
    .filter(({ op }) => op !== "same")
    .map(({ op, urn }) => `${op} ${shortNameOf(urn)}`)
    .sort();
}

/** The inputs of every resource, by URN, without secrets: the same one is encrypted anew at each update. */
async function inputs(text: string): Promise<Record<string, unknown>> {
  const { stdout } = await succeed(["stack", "export"], text);
  const state = new StackState(stdout.replaceAll(/"ciphertext": "[^"]*"/g, '"ciphertext": ""'));
  return Object.fromEntries(
    state.resources
      .filter(({ custom }) => custom)
      .map((resource) => [resource.urn, resource.inputs]),
  );
}

beforeAll(async () => {
  session = await openSession({ policyPack: false });
  await succeed(["up", "--yes", "--skip-preview"], stackFile());
});

afterAll(async () => {
  await session?.close();
});

/** All that an investigation changes. */
const raised = [
  "update gcp:compute/backendService:BackendService staging-edge-auth",
  "update gcp:compute/backendService:BackendService staging-edge-backend",
  "update gcp:compute/firewall:Firewall staging-network-allow-private-services",
  "update gcp:compute/routerNat:RouterNat staging-network-nat",
  "update gcp:compute/subnetwork:Subnetwork staging-network-connector-subnet",
  "update gcp:compute/subnetwork:Subnetwork staging-network-subnet",
  "update gcp:sql/databaseInstance:DatabaseInstance main-db",
];

describe("N24: an investigation of Netra's staging stack", () => {
  let before: Record<string, unknown>;

  it("changes what is logged, in place, and nothing else", async () => {
    before = await inputs(stackFile());
    expect(await planned(stackFile(reason))).toEqual(raised);
  });

  it("is said on the screen and in the outputs", async () => {
    const { stdout, stderr } = await succeed(["up", "--yes", "--skip-preview"], stackFile(reason));
    expect(stdout + stderr).toContain(`is raised for an investigation: "${reason}"`);
    expect(stdout).toMatch(new RegExp(`investigation +: "${reason}"`));
    expect(await inputs(stackFile(reason))).not.toEqual(before);
  });

  it("leaves no trace once its line is gone", async () => {
    expect(await planned(stackFile())).toEqual(raised);
    const { stdout, stderr } = await succeed(["up", "--yes", "--skip-preview"], stackFile());
    expect(stdout + stderr).not.toContain("is raised for an investigation");
    expect(await inputs(stackFile())).toEqual(before);
  });
});
