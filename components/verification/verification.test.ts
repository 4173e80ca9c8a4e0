import { describe, expect, it } from "vitest";
import { promiseOf, type Recording, record } from "../testing/recording";
import { Verification, type VerificationArgs, type VerificationSource } from "./verification";

const functionType = "gcp:cloudfunctionsv2/function:Function";
const jobType = "gcp:cloudscheduler/job:Job";

/** The source, made while the program runs. */
async function sourceOf(files: VerificationSource["files"]): Promise<VerificationSource> {
  return {
    files,
    runtime: "nodejs22",
    entryPoints: { verification: "verification", syntheticMonitor: "syntheticMonitor" },
    timeoutSeconds: { verification: 150, syntheticMonitor: 60 },
  };
}

const args: VerificationArgs = {
  project: "netra-staging",
  region: "us-central1",
  source: sourceOf({ "index.js": "exports.run = () => {};", "package.json": "{}" }),
  schedules: { health: "0-59/15 * * * *", connector: "2 */2 * * *", database: "4 */4 * * *" },
  syntheticPeriod: "900s",
  secrets: { PASSWORD: { id: "verify-password", secretId: "verify-password", version: "3" } },
};

function create(change: Partial<VerificationArgs> = {}): Promise<Recording<Verification>> {
  return record(() => new Verification("verification", { ...args, ...change }));
}

const inputsOf = (recording: Recording<unknown>, type: string, name: string) =>
  recording.one(type, name).inputs;

describe("N19: the checks on a schedule", () => {
  it("P11: run every 15 minutes, 2 hours and 4 hours, each with its own group", async () => {
    const jobs = (await create()).all(jobType).map(({ inputs }) => {
      const { body } = inputs.httpTarget as { body: string };
      return [inputs.schedule, JSON.parse(Buffer.from(body, "base64").toString("utf8"))];
    });
    expect(jobs).toHaveLength(3);
    expect(jobs).toEqual(
      expect.arrayContaining([
        ["0-59/15 * * * *", { groups: ["health"] }],
        ["2 */2 * * *", { groups: ["connector"] }],
        ["4 */4 * * *", { groups: ["database"] }],
      ]),
    );
  });

  it("call the function with an identity that may call it, and nobody else may", async () => {
    const recording = await create();
    const calls = recording.all("gcp:cloudrunv2/serviceIamMember:ServiceIamMember");
    expect(calls.map(({ inputs }) => inputs)).toEqual([
      expect.objectContaining({
        name: "holdfast-verification",
        role: "roles/run.invoker",
        member: "serviceAccount:holdfast-verify-schedule@netra-staging.iam.gserviceaccount.com",
      }),
    ]);
    for (const { inputs, dependsOn } of recording.all(jobType)) {
      expect(inputs.httpTarget).toMatchObject({
        uri: "https://verification-scheduled-x7k2m4-uc.a.run.app",
        oidcToken: {
          serviceAccountEmail: "holdfast-verify-schedule@netra-staging.iam.gserviceaccount.com",
          audience: "https://verification-scheduled-x7k2m4-uc.a.run.app/",
        },
      });
      expect(dependsOn).toContain("verification-schedule-calls");
    }
  });

  it("are not tried again when they are red, since red is an answer, and say nothing of it", async () => {
    for (const { inputs } of (await create()).all(jobType)) {
      expect(inputs).not.toHaveProperty("retryConfig");
    }
  });

  it("may take as long as the function may", async () => {
    const recording = await create();
    const { timeoutSeconds } = inputsOf(recording, functionType, "verification-scheduled")
      .serviceConfig as { timeoutSeconds: number };
    for (const { inputs } of recording.all(jobType)) {
      expect(Number.parseInt(String(inputs.attemptDeadline), 10)).toBeGreaterThan(timeoutSeconds);
    }
  });
});

describe("N22: the synthetic monitor", () => {
  it("runs a function of its own, which answers before the monitor gives up", async () => {
    const recording = await create();
    const monitor = recording.one("gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig");
    expect(monitor.inputs).toMatchObject({
      period: "900s",
      timeout: "60s",
      syntheticMonitor: {
        cloudFunctionV2: {
          name: "projects/netra-staging/locations/us-central1/functions/verification-synthetic",
        },
      },
    });
    expect(inputsOf(recording, functionType, "verification-synthetic")).toMatchObject({
      buildConfig: { entryPoint: "syntheticMonitor" },
      serviceConfig: { timeoutSeconds: 60 },
    });
    expect(await promiseOf(recording.result.monitorId)).toBe("verification-monitor-id");
  });
});

describe("the functions of the checks", () => {
  it("are built and run as accounts of their own", async () => {
    const recording = await create();
    for (const { inputs, dependsOn } of recording.all(functionType)) {
      expect(inputs).toMatchObject({
        buildConfig: {
          serviceAccount: expect.stringContaining("holdfast-verify-build@"),
          source: { storageSource: { bucket: "netra-staging-holdfast-verification" } },
        },
        serviceConfig: {
          serviceAccountEmail: "holdfast-verify@netra-staging.iam.gserviceaccount.com",
        },
      });
      expect(dependsOn).toEqual(
        expect.arrayContaining([
          "verification-build-reads",
          "verification-build-stores",
          "verification-build-logs",
          "verification-reads-verify-password",
        ]),
      );
    }
  });

  it("read each secret as a pinned version, and may read no other", async () => {
    const recording = await create();
    expect(inputsOf(recording, functionType, "verification-scheduled").serviceConfig).toMatchObject(
      {
        secretEnvironmentVariables: [
          { key: "PASSWORD", projectId: "netra-staging", secret: "verify-password", version: "3" },
        ],
      },
    );
    const access = recording.all("gcp:secretmanager/secretIamMember:SecretIamMember");
    expect(access.map(({ inputs }) => [inputs.secretId, inputs.role])).toEqual([
      ["verify-password", "roles/secretmanager.secretAccessor"],
    ]);
  });

  it("are built anew for another source, and only then", async () => {
    const nameOf = async (files: VerificationSource["files"]) =>
      inputsOf(
        await create({ source: sourceOf(files) }),
        "gcp:storage/bucketObject:BucketObject",
        "verification-archive",
      ).name;
    const first = await nameOf({ "a.js": "1", "b.js": "2" });
    expect(first).toMatch(/^verification-[0-9a-f]{16}\.zip$/);
    expect(await nameOf({ "b.js": "2", "a.js": "1" })).toBe(first);
    expect(await nameOf({ "a.js": "12", "c.js": "2" })).not.toBe(first);
    expect(await nameOf({ "a.js": "1", "b.js": "3" })).not.toBe(first);
  });

  it("have a source that no one else can read", async () => {
    const bucket = (await create({ project: "example.com:netra" })).one(
      "gcp:storage/bucket:Bucket",
    );
    expect(bucket.inputs).toMatchObject({
      name: "example-com-netra-holdfast-verification",
      publicAccessPrevention: "enforced",
      uniformBucketLevelAccess: true,
    });
  });

  it("can be planned before anything exists", async () => {
    const recording = await record(() => new Verification("verification", args), { preview: true });
    expect(recording.all(functionType)).toHaveLength(2);
    expect(recording.all(jobType)).toHaveLength(3);
  });
});
