import { describe, expect, it } from "vitest";
import { aiaWith } from "../testing/aia";
import { record } from "../testing/recording";
import { Verification } from "./verification";
import { verificationInputs } from "./verification-inputs";

const create = (configuration = aiaWith()) =>
  record(() => new Verification("verification", verificationInputs(configuration, {})));

describe("what a stack on GKE runs by itself", () => {
  it("is a schedule of its health, since there is no connector and nothing is measured", async () => {
    const jobs = (await create()).all("gcp:cloudscheduler/job:Job");
    expect(jobs.map(({ name, inputs }) => [name, inputs.schedule])).toEqual([
      ["verification-health", "*/15 * * * *"],
    ]);
  });

  it("is a schedule of its database too where a service measures it, and never of a connector", async () => {
    const recording = await create(
      aiaWith((config) => {
        config["holdfast:verify"].infrastructure = { host: "api.013a.tech", database: "main-db" };
      }),
    );
    const names = recording.all("gcp:cloudscheduler/job:Job").map(({ name }) => name);
    expect(names.sort()).toEqual(["verification-database", "verification-health"]);
  });

  it("is a synthetic monitor whose function holds the plan of its hosts, and no secret", async () => {
    const { source, secrets } = verificationInputs(aiaWith(), {});
    const { files } = await (source as Promise<{ files: Readonly<Record<string, string>> }>);
    const { hosts } = JSON.parse(files["plan.json"] ?? "{}");
    expect(hosts.map(({ host }: { host: string }) => host)).toEqual(["013a.tech", "api.013a.tech"]);
    expect(secrets).toEqual({});
    const monitors = (await create()).all("gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig");
    expect(monitors).toHaveLength(1);
  });
});
