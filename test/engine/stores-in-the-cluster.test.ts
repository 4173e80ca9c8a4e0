import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { openSession, type PulumiResult, type Session } from "../../offline/session";
import { StackState } from "./stack-state";

const program = join(__dirname, "..", "..");

/** AIA's cache alone, with other settings. */
function cacheWith(settings: Readonly<Record<string, unknown>>): string {
  const document = parseDocument(readFileSync(join(program, "Pulumi.aia.yaml"), "utf8"));
  for (const key of ["edge", "observability", "verify", "postgres"]) {
    document.deleteIn(["config", `holdfast:${key}`]);
  }
  for (const service of ["api", "agent-executor", "economic"]) {
    document.deleteIn(["config", "holdfast:services", service]);
  }
  document.deleteIn(["config", "holdfast:services", "frontend", "uses"]);
  document.setIn(["config", "holdfast:redis", "sessions"], {
    type: "in-cluster",
    image: "redis:7.4.5-alpine",
    deletionProtection: false,
    ...settings,
  });
  return document.toString();
}

let session: Session;

function run(command: readonly string[], text: string): Promise<PulumiResult> {
  return session.pulumi(command, { program, stack: "aia", stackFile: text });
}

async function up(text: string): Promise<string> {
  const { code, stdout } = await run(["up", "--yes", "--skip-preview"], text);
  expect(code, stdout).toBe(0);
  return stdout;
}

/** The parts of a StatefulSet that say where its data are. */
interface StatefulSetInputs {
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: readonly { volumeMounts: Named[] }[] };
    };
    readonly volumeClaimTemplates?: readonly { readonly metadata: Named }[];
  };
}

interface Named {
  readonly name: string;
}

beforeAll(async () => {
  session = await openSession({ policyPack: false });
});

afterAll(async () => {
  await session?.close();
});

it("a cache that is to keep its data from now on gets the volume that its pod mounts", async () => {
  await up(cacheWith({ persistence: "disabled" }));
  const output = await up(cacheWith({ persistence: "everysec" }));
  // Of the same name, so that the former one goes first: it had nothing to lose.
  expect(output).toMatch(/-- +kubernetes:apps\/v1:StatefulSet sessions deleted original/);
  const state = new StackState((await run(["stack", "export"], cacheWith({}))).stdout);
  const { spec } = state.one("kubernetes:apps/v1:StatefulSet", "sessions")
    .inputs as unknown as StatefulSetInputs;
  expect(spec.template.spec.containers[0]?.volumeMounts).toContainEqual({
    name: "data",
    mountPath: "/data",
  });
  expect(spec.volumeClaimTemplates?.map(({ metadata }) => metadata.name)).toEqual(["data"]);
});
