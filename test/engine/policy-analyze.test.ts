import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensurePolicyPack } from "../../offline/engine/policy-pack";
import { type Leash, openLeash } from "../../offline/process/leash";
import { runProcess } from "../../offline/process/run";
import { pushImages } from "../../offline/registry/push";
import { serveRegistry } from "../../offline/registry/serve";
import { type Chosen, chooseEngine, chooseRegistry } from "../../offline/tools/choose-tool";
import type { PolicyResult } from "../../policies/framework/result-report";
import { type ExportedResource, exportedState, lockedSecret } from "./exported-state";
import { type InstalledPack, installPack } from "./installed-pack";

const SERVICE = "gcp:cloudrunv2/service:Service";
const DEPLOYMENT = "kubernetes:apps/v1:Deployment";

const probes = {
  startupProbe: { httpGet: { path: "/health" } },
  livenessProbe: { httpGet: { path: "/livez" } },
};

const hardened = {
  livenessProbe: { exec: { command: ["/api", "alive"] } },
  resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } },
  securityContext: {
    runAsNonRoot: true,
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
  },
};

const service = (name: string, ...containers: object[]): ExportedResource => ({
  type: SERVICE,
  name,
  inputs: {
    name,
    location: "us-central1",
    template: {
      serviceAccount: "api-run@shop.iam.gserviceaccount.com",
      containers: containers.map((container) => ({ ...probes, ...container })),
    },
  },
});

const deployment = (name: string, ...containers: object[]): ExportedResource => ({
  type: DEPLOYMENT,
  name,
  inputs: {
    metadata: { name },
    spec: {
      template: {
        spec: { containers: containers.map((container) => ({ ...hardened, ...container })) },
      },
    },
  },
});

const good = [
  service("api", { image: "registry.example.com/shop/api:1.0.0" }),
  deployment("web", { name: "web", image: "registry.example.com/shop/api:1.0.0" }),
];

const exemption = {
  policy: "image-pinned",
  resource: "api",
  reason: "The vendor publishes no releases.",
  owner: "team-web",
  expires: "2999-12-31",
};

let leash: Leash;
let folder: string;
let engine: Chosen;
let pack: InstalledPack;
let mirror: string;

beforeAll(async () => {
  leash = openLeash();
  folder = mkdtempSync(join(tmpdir(), "policy-analyze-"));
  leash.remove(folder);
  mkdirSync(join(folder, "home"));
  await ensurePolicyPack({ leash });
  const choice = { folder, leash };
  const [chosen, registry, installed] = await Promise.all([
    chooseEngine(choice),
    chooseRegistry(choice),
    installPack(folder, leash),
  ]);
  engine = chosen;
  pack = installed;
  const served = await serveRegistry({ program: registry.path, folder, leash });
  mirror = served.url;
  await pushImages(mirror, [
    {
      repository: "registry.example.com/shop/api",
      tags: ["1.0.0", "latest"],
      platforms: ["linux/amd64"],
      user: "65532:65532",
      entrypoint: ["/api"],
      command: [],
      ports: [8080],
    },
  ]);
});

afterAll(() => leash.close());

/** What the analysis of a state comes to. */
interface Analysis {
  readonly code: number;
  /** Both outputs, with every run of white space as one space. */
  readonly text: string;
}

let runs = 0;

async function analyze(
  resources: readonly ExportedResource[],
  configuration: Record<string, unknown> = {},
  environment: NodeJS.ProcessEnv = {},
): Promise<Analysis> {
  const run = join(folder, `run-${runs++}`);
  mkdirSync(run);
  const [state, options] = [join(run, "state.json"), join(run, "policies.json")];
  writeFileSync(state, exportedState(resources));
  writeFileSync(
    options,
    JSON.stringify({ "image-exists": { mirrors: { "*": mirror } }, ...configuration }),
  );
  const { code, stdout, stderr } = await runProcess({
    program: engine.path,
    arguments: [
      ...["policy", "analyze", "--color", "never", "--file", state],
      ...["--policy-pack", pack.packFor(engine), "--policy-pack-config", options],
    ],
    folder: run,
    environment: { PATH: process.env.PATH, HOME: join(folder, "home"), ...environment },
    leash,
  });
  return { code, text: `${stdout}\n${stderr}`.replaceAll(/\s+/g, " ") };
}

describe("the analysis of an exported state by the installed pack", () => {
  it("passes a good state", async () => {
    const { code, text } = await analyze(good);
    expect(text).not.toContain("[mandatory]");
    expect(text).not.toContain("[advisory]");
    expect(code).toBe(0);
  });

  it("fails for an image that does not exist and one that is not pinned, wherever they are", async () => {
    const { code, text } = await analyze([
      service("api", { image: "registry.example.com/shop/api" }),
      deployment("web", { name: "web", image: "registry.example.com/shop/api:2.0.0" }),
    ]);
    expect(code).not.toBe(0);
    expect(text).toContain(
      `[mandatory] [severity: high] image-pinned (gcp:cloudrunv2:Service: api) Cloud Run service "api": template.containers[0].image has no tag ("registry.example.com/shop/api"). Pin a digest or a released tag.`,
    );
    expect(text).toMatch(
      /image-exists \(kubernetes:apps\/v1:Deployment: web\) Deployment "web": spec\.template\.spec\.containers\[0\]\.image [^.]*"registry\.example\.com\/shop\/api:2\.0\.0"/,
    );
    expect(text).toContain("1.0.0");
  });

  it("fails for an endpoint that leads to loopback, and shows no credential", async () => {
    const url = "postgresql://aia:supersecret@localhost:5432/aia_production";
    const { code, text } = await analyze([
      service("api", {
        image: "registry.example.com/shop/api:1.0.0",
        envs: [{ name: "DATABASE_URL", value: url }],
      }),
    ]);
    expect(code).not.toBe(0);
    expect(text).toContain(
      'no-loopback-endpoint (gcp:cloudrunv2:Service: api) Cloud Run service "api": template.containers[0].envs[0].value',
    );
    expect(text).not.toContain("supersecret");
  });

  it("shows what is hidden in a secret that cannot be decrypted, and the violation beside it", async () => {
    const { code, text } = await analyze([
      service("api", { image: lockedSecret }, { image: "registry.example.com/shop/api:latest" }),
    ]);
    expect(code).not.toBe(0);
    expect(text).toContain(
      'Not evaluated: Cloud Run service "api": template.containers[0].image is a secret that could not be decrypted.',
    );
    expect(text).toContain('template.containers[1].image has the moving tag "latest"');
  });

  it("passes with only such a secret, and fails when what is not evaluated is set to block", async () => {
    const locked = [service("api", { image: lockedSecret })];
    const shown = await analyze(locked);
    expect(shown.text).toContain("[advisory]");
    expect(shown.code).toBe(0);
    const blocked = await analyze(locked, { "image-pinned": { undetermined: "block" } });
    expect(blocked.text).toContain("[mandatory] [severity: high] image-pinned");
    expect(blocked.code).not.toBe(0);
  });

  it("passes what is exempt, and says for how long and by whom", async () => {
    const { code, text } = await analyze(
      [service("api", { image: "registry.example.com/shop/api:latest" })],
      { exemptions: { entries: [exemption] } },
    );
    expect(text).toContain(
      "Exempted until 2999-12-31 by team-web: The vendor publishes no releases. Covers: Cloud Run service",
    );
    expect(code).toBe(0);
  });

  it("fails for an exemption that has expired or matches nothing", async () => {
    const { code, text } = await analyze(good, {
      exemptions: {
        entries: [
          { ...exemption, expires: "2020-01-31" },
          { ...exemption, resource: "apx" },
        ],
      },
    });
    expect(code).not.toBe(0);
    expect(text).toContain('Exemption of "api" from "image-pinned" expired on 2020-01-31');
    expect(text).toContain('Exemption of "apx" from "image-pinned" matches no resource');
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      "an option that does not exist",
      { "image-pinned": { undeterminate: "block" } },
      'Configuration of policy "image-pinned": "undeterminate" is not an option of this policy; it has "undetermined", "deadlineSeconds". Did you mean "undetermined"?',
    ],
    [
      "a value that is not allowed",
      { "image-pinned": { undetermined: "stop" } },
      'image-pinned: undetermined: undetermined must be one of the following: "warn", "block"',
    ],
    [
      "an exemption without an owner",
      { exemptions: { entries: [{ ...exemption, owner: undefined }] } },
      "exemptions: entries.0: owner is required",
    ],
    [
      "an exemption without a date",
      { exemptions: { entries: [{ ...exemption, expires: "soon" }] } },
      'Configuration of policy "exemptions": "entries[0].expires" must be a date such as "2026-12-31".',
    ],
    [
      "a policy that does not exist",
      { "image-pined": { undetermined: "block" } },
      'invalid enforcement level ""',
    ],
  ])("fails for %s, in one message without a stack", async (_what, configuration, message) => {
    const { code, text } = await analyze(good, configuration);
    expect(code).not.toBe(0);
    expect(text).toContain(message);
    expect(text).not.toMatch(/ at .*:\d+:\d+/);
  });

  it("reports the result of every policy at every resource", async () => {
    const report = join(folder, "report.jsonl");
    await analyze(good, {}, { HOLDFAST_POLICY_REPORT: report });
    const results = readFileSync(report, "utf8")
      .trimEnd()
      .split("\n")
      .map((line): PolicyResult => JSON.parse(line));
    const of = (policy: string) =>
      results.filter((result) => result.policy === policy).map(({ result }) => result);
    const skipped = ["not-applicable", "not-applicable", "not-applicable"];
    expect(of("image-pinned")).toEqual([...skipped, "passed", "passed"]);
    expect(of("image-exists")).toEqual([...skipped, "passed", "passed"]);
    expect(of("exemptions")).toEqual(["passed"]);
    expect(of("no-loopback-endpoint")).toEqual([...skipped, "passed", "passed", "passed"]);
  });

  it("fails when its report cannot be written", async () => {
    const report = join(folder, "missing", "report.jsonl");
    const { code, text } = await analyze(good, {}, { HOLDFAST_POLICY_REPORT: report });
    expect(code).not.toBe(0);
    expect(text).toContain(`HOLDFAST_POLICY_REPORT names "${report}", which cannot be written`);
  });
});
