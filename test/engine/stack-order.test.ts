import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { openSession, type Session } from "../../offline/session";
import { portableStack, type StackVariant, stackVariants } from "../stack-variants";
import { StackState } from "./stack-state";

const program = join(__dirname, "..", "..");
const failingProgram = join(__dirname, "..", "programs", "failing-service");

const variants = stackVariants(program).filter(({ stack }) => stack === portableStack);

const workloadTypes: Readonly<Record<string, string>> = {
  [portableStack]: "gcp:cloudrunv2/service:Service",
  [`${portableStack}-on-gke`]: "kubernetes:apps/v1:Deployment",
};

interface Uses {
  readonly [target: string]: { readonly optional?: boolean };
}

/** What each service of a stack file says that it uses. */
function usesIn({ text }: StackVariant): [service: string, uses: Uses][] {
  const services: Record<string, { uses?: Uses }> = parse(text).config["holdfast:services"];
  return Object.entries(services).map(([name, { uses = {} }]) => [name, uses]);
}

let session: Session;

beforeAll(async () => {
  session = await openSession({ policyPack: false });
});

afterAll(async () => {
  await session?.close();
});

describe.each(variants)("the order of $name", (variant) => {
  const type = workloadTypes[variant.name] ?? "";
  const { stack, text } = variant;
  let state: StackState;
  let outputs: { readonly startOrder: readonly (readonly string[])[] };

  beforeAll(async () => {
    const folder = { state: join(session.folder, variant.name) };
    const run = (command: readonly string[]) =>
      session.pulumi(command, { program, stack, stackFile: text, ...folder });
    const up = await run(["up", "--yes", "--skip-preview"]);
    expect(up.code, up.stdout + up.stderr).toBe(0);
    state = new StackState((await run(["stack", "export"])).stdout);
    outputs = JSON.parse((await run(["stack", "output", "--json"])).stdout);
  });

  it("P3: creates each service after every service that it requires", () => {
    const services = usesIn(variant);
    const names = services.map(([name]) => name);
    let edges = 0;
    for (const [name, uses] of services) {
      const before = state.before(state.one(type, name));
      for (const [target, { optional }] of Object.entries(uses)) {
        if (names.includes(target) && !optional) {
          expect(before, `${name} after ${target}`).toContain(`${type} ${target}`);
          edges += 1;
        }
      }
    }
    expect(edges).toBeGreaterThan(8);
  });

  it("P3: creates each service after the database and the cache that it uses", () => {
    for (const [name, uses] of usesIn(variant)) {
      const before = [...state.before(state.one(type, name))].join("\n");
      if ("postgres" in uses)
        expect(before).toContain("gcp:sql/user:User postgres-user-pyairtable");
      if ("redis" in uses) expect(before).toContain("gcp:redis/instance:Instance redis");
    }
  });

  it("P5: creates no service after one that it can do without", () => {
    for (const [name, uses] of usesIn(variant)) {
      const before = state.before(state.one(type, name));
      for (const [target, { optional }] of Object.entries(uses)) {
        if (optional) {
          expect(before, `${name} without ${target}`).not.toContain(`${type} ${target}`);
        }
      }
    }
  });

  it("P3: tells the stages in which services start side by side", () => {
    expect(outputs.startOrder.map((stage) => [...stage].sort())).toEqual([
      ["airtable-gateway", "platform-services"],
      ["api-gateway", "automation-services", "mcp-server"],
      ["frontend", "llm-orchestrator", "saga-orchestrator"],
    ]);
  });
});

describe.each(variants)("a service of $name that cannot be created", (variant) => {
  const type = workloadTypes[variant.name] ?? "";
  let created: readonly string[];
  let said: string;

  beforeAll(async () => {
    const run = (command: readonly string[]) =>
      session.pulumi(command, {
        program: failingProgram,
        stack: variant.stack,
        stackFile: variant.text.replace(
          "config:\n",
          "config:\n  failing-service:service: mcp-server\n",
        ),
        state: join(session.folder, `${variant.name}-failing`),
      });
    const up = await run(["up", "--yes", "--skip-preview", "--continue-on-error"]);
    said = up.stdout + up.stderr;
    expect(up.code, said).not.toBe(0);
    const state = new StackState((await run(["stack", "export"])).stdout);
    const services = new Set(usesIn(variant).map(([name]) => name));
    created = state
      .all(type)
      .map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2))
      .filter((name) => services.has(name));
  });

  it("P5: does not stop those that can do without it, nor those behind them", () => {
    expect(said).toContain('has no cloud to look up "default/nothing"');
    expect([...created].sort()).toEqual([
      "airtable-gateway",
      "api-gateway",
      "automation-services",
      "frontend",
      "platform-services",
      "saga-orchestrator",
    ]);
  });

  it("P3: stops those that require it", () => {
    expect(created).not.toContain("mcp-server");
    expect(created).not.toContain("llm-orchestrator");
  });
});
