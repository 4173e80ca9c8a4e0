import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gcpTypes } from "../../offline/providers/gcp/types";
import { randomTypes } from "../../offline/providers/random/provider";
import { openSession, type PulumiResult, type Session } from "../../offline/session";
import { StackState } from "./stack-state";

const program = join(__dirname, "..", "programs", "providers-all-types");

/** A value that no output of any command may contain. */
const password = "correct-horse-battery-staple";

interface Settings {
  readonly connectorSize?: number;
  readonly protect?: boolean;
  readonly image?: string;
  readonly rotation?: string;
}

let session: Session;

function run(command: readonly string[], settings: Settings = {}): Promise<PulumiResult> {
  const { connectorSize = 3, protect = true, rotation = "first" } = settings;
  const { image = "registry.example.com/api:1.0.0" } = settings;
  const stackFile = [
    "config:",
    "  gcp:project: netra-staging",
    "  gcp:region: us-central1",
    `  providers-all-types:connectorSize: ${connectorSize}`,
    `  providers-all-types:protect: ${protect}`,
    `  providers-all-types:image: ${image}`,
    `  providers-all-types:rotation: ${rotation}`,
    `  providers-all-types:password: ${password}`,
  ].join("\n");
  return session.pulumi(command, { program, stack: "dev", stackFile });
}

async function exported(...options: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(["stack", "export", ...options]);
  expect(code, stderr).toBe(0);
  return stdout;
}

/** The operations of a preview by the logical name of their resource, but not those that do nothing. */
async function operations(settings: Settings): Promise<Record<string, string[]>> {
  const { code, stdout, stderr } = await run(["preview", "--json"], settings);
  expect(code, stdout + stderr).toBe(0);
  const { steps } = JSON.parse(stdout) as { steps: { op: string; urn: string }[] };
  const found: Record<string, string[]> = {};
  for (const { op, urn } of steps.filter(({ op }) => op !== "same")) {
    const name = urn.slice(urn.lastIndexOf("::") + 2);
    found[name] = [...(found[name] ?? []), op].sort();
  }
  return found;
}

beforeAll(async () => {
  session = await openSession({ policyPack: false });
});

afterAll(async () => {
  await session?.close();
});

// Each step goes on from the state that the one before it left, as the life of a stack does.
describe.sequential("a stack of every type that is simulated", () => {
  it("is planned with names known and with what a cloud computes unknown", async () => {
    const { code, stdout, stderr } = await run(["preview"]);
    expect(code, stdout + stderr).toBe(0);
    const outputs = outputsIn(stdout);
    const member = outputs.get("account");
    expect(member).toMatch(/^"serviceAccount:workload-[0-9a-f]{7}@netra-staging\.iam\./);
    expect(outputs.get("namespace")).toMatch(/^"apps-[0-9a-f]{8}"$/);
    expect(outputs.get("project")).toBe('"netra-staging"');
    const known = ["account", "namespace", "project"];
    const open = [...outputs].filter(([name]) => !known.includes(name));
    expect(open.length).toBe(18);
    expect(open.filter(([, value]) => value !== "[unknown]" && value !== "[secret]")).toEqual([]);
  });

  it("is created, with outputs of the form that a cloud gives them", async () => {
    const { code, stdout, stderr } = await run(["up", "--yes", "--skip-preview"]);
    expect(code, stdout + stderr).toBe(0);
    const result = await run(["stack", "output", "--json"]);
    const outputs = JSON.parse(result.stdout) as Record<string, unknown>;
    const hidden = "[secret]";
    expect(outputs).toEqual({
      account: expect.stringMatching(/^serviceAccount:workload-[0-9a-f]{7}@netra-staging\.iam\./),
      auth: hidden,
      balancer: expect.stringMatching(/^34\.\d+\.\d+\.\d+$/),
      cluster: expect.stringMatching(/^34\.\d+\.\d+\.\d+$/),
      clusterAddress: expect.stringMatching(/^10\.96\.\d+\.\d+$/),
      connectionName: expect.stringMatching(/^netra-staging:us-central1:shared-[0-9a-f]{8}$/),
      connector: expect.stringMatching(
        /^projects\/netra-staging\/locations\/us-central1\/connectors\/connector-[0-9a-f]{7}$/,
      ),
      credentials: hidden,
      databaseAddress: expect.stringMatching(/^10\.\d+\.\d+\.\d+$/),
      deployment: expect.stringMatching(/^apps-[0-9a-f]{8}\/api-[0-9a-f]{8}$/),
      entrance: expect.stringMatching(/^34\.\d+\.\d+\.\d+$/),
      namespace: expect.stringMatching(/^apps-[0-9a-f]{8}$/),
      network: expect.stringMatching(
        /^https:\/\/www\.googleapis\.com\/compute\/v1\/projects\/netra-staging\/global\/networks\/network-/,
      ),
      project: "netra-staging",
      range: expect.stringMatching(/^10\.\d+\.0\.0$/),
      redis: 6378,
      registry: "us-central1-docker.pkg.dev/netra-staging/images",
      revision: expect.stringMatching(/\/revisions\/service-[0-9a-f]{7}-00001-[0-9a-f]{3}$/),
      tenant: expect.stringMatching(/^tenant-[0-9a-f]{8}$/),
      uri: expect.stringMatching(/^https:\/\/service-[0-9a-f]{7}-[a-z0-9]{10}-uc\.a\.run\.app$/),
      version: expect.stringMatching(/^projects\/\d{12}\/secrets\/url-[0-9a-f]{7}\/versions\/1$/),
    });
    const prefix = String(outputs.range).split(".").slice(0, 2).join(".");
    expect(String(outputs.databaseAddress).startsWith(`${prefix}.`)).toBe(true);
  });

  it("has a resource of every type in the tables", async () => {
    const state = new StackState(await exported());
    const missing = [...gcpTypes, ...randomTypes].filter(
      ({ token }) => state.all(token).length === 0,
    );
    expect(missing.map(({ token }) => token)).toEqual([]);
  });

  it("keeps every secret out of the clear in its state", async () => {
    const open = await exported("--show-secrets");
    // The moments of a certificate are secret with it, and may be those of another one that is not.
    const secrets = secretTexts(JSON.parse(open)).filter(
      (text) => text.length >= 8 && Number.isNaN(Date.parse(text)),
    );
    expect(secrets).toContain(Buffer.from(password).toString("base64"));
    expect(secrets.length).toBeGreaterThan(15);
    const closed = await exported();
    expect(secrets.filter((text) => closed.includes(text))).toEqual([]);
    expect(closed).not.toContain(password);
  });

  it("does not change when nothing has changed", async () => {
    const { code, stdout, stderr } = await run(["preview", "--expect-no-changes"]);
    expect(code, stdout + stderr).toBe(0);
  });

  it("is found unchanged by a refresh", async () => {
    const command = ["refresh", "--yes", "--skip-preview", "--expect-no-changes"];
    const { code, stdout, stderr } = await run(command);
    expect(code, stdout + stderr).toBe(0);
  });

  it("replaces a connector that shrinks, which changes what uses it", async () => {
    expect(await operations({ connectorSize: 2 })).toEqual({
      connector: ["replace"],
      service: ["update"],
    });
  });

  it("updates a connector that grows", async () => {
    expect(await operations({ connectorSize: 4 })).toEqual({ connector: ["update"] });
  });

  it("updates what runs another image, and replaces what cannot be updated", async () => {
    const found = await operations({ image: "registry.example.com/api:1.0.1" });
    expect(found).toEqual({
      api: ["update"],
      first: ["update"],
      job: ["update"],
      migration: ["replace"],
      pool: ["update"],
      service: ["update"],
      settings: ["replace"],
    });
  });

  it("gives a new password a new version of its secret, which a service then uses", async () => {
    const rotated = { rotation: "second" };
    const { code, stdout, stderr } = await run(["up", "--yes", "--skip-preview"], rotated);
    expect(code, stdout + stderr).toBe(0);
    const state = new StackState(await exported());
    const [version] = state.all("gcp:secretmanager/secretVersion:SecretVersion");
    expect(version?.outputs?.version).toBe("2");
    const service = state.one("gcp:cloudrunv2/service:Service", "service");
    expect(JSON.stringify(service.inputs)).toContain('"version":"2"');
    expect(service.outputs?.generation).toBe("2");
    const after = await run(["preview", "--expect-no-changes"], rotated);
    expect(after.code, after.stdout + after.stderr).toBe(0);
  });

  it("is not destroyed while it is protected", async () => {
    const { code, stdout, stderr } = await run([
      "destroy",
      "--yes",
      "--skip-preview",
      "--continue-on-error",
    ]);
    expect(code).not.toBe(0);
    // What these use is kept by them, so the engine does not even try to delete it.
    for (const name of ["job", "pool", "service"]) {
      expect(stdout + stderr).toContain(
        `"${name}" cannot be deleted: its "deletionProtection" is true.`,
      );
    }
    const state = new StackState(await exported());
    expect(state.all("gcp:sql/databaseInstance:DatabaseInstance")).toHaveLength(1);
  });

  it("is destroyed once it is not", async () => {
    const up = await run(["up", "--yes", "--skip-preview"], { protect: false, rotation: "second" });
    expect(up.code, up.stdout + up.stderr).toBe(0);
    const destroy = await run(["destroy", "--yes", "--skip-preview"], {
      protect: false,
      rotation: "second",
    });
    expect(destroy.code, destroy.stdout + destroy.stderr).toBe(0);
    expect(new StackState(await exported()).resources).toEqual([]);
  });
});

/** The stack outputs that the engine prints, by name. */
function outputsIn(text: string): Map<string, string> {
  const lines = text.slice(text.indexOf("\nOutputs:")).matchAll(/^ +\+? ?(\w+) *: (.+)$/gm);
  return new Map([...lines].map(([, name = "", value = ""]) => [name, value]));
}

/** All texts in the values that an export shows in the clear because it was asked to. */
function secretTexts(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const { plaintext } = value as { plaintext?: unknown };
  if (typeof plaintext === "string") return textsIn(JSON.parse(plaintext));
  return Object.values(value).flatMap(secretTexts);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
