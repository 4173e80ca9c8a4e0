import { describe, expect, it } from "vitest";
import { objectivesOf } from "../../config/objectives";
import { objectives } from "../../config/schema/objectives";
import { thresholds } from "../../config/schema/observability-thresholds";
import { record, unknown } from "../testing/recording";
import { stagingWith } from "../testing/staging";
import { Objectives, type ObjectivesArgs } from "./objectives";
import { requestSeriesByService } from "./request-series";

const usual = objectivesOf(
  { objectives: objectives.parse({}), thresholds: thresholds.parse({}) },
  undefined,
  true,
);
if (usual === undefined) {
  throw new Error("There are no usual objectives.");
}

const staging = stagingWith();
/** What is asked of a service of staging, and what counts its requests. */
function askedOf(name: string): ObjectivesArgs["objectives"][string] {
  const counted = requestSeriesByService(staging).get(name);
  if (usual === undefined || counted === undefined) {
    throw new Error(`Nothing counts the requests of "${name}".`);
  }
  return { asked: usual, counted };
}

const args: ObjectivesArgs = {
  stack: "staging",
  project: "netra-staging",
  region: "us-central1",
  channels: { WARNING: ["channels/team"], CRITICAL: ["channels/duty"] },
  objectives: { backend: askedOf("backend") },
};

const create = (more: Partial<ObjectivesArgs> = {}, preview = false) =>
  record(() => new Objectives("slos", { ...args, ...more }), { preview });

const serviceType = "gcp:monitoring/customService:CustomService";
const sloType = "gcp:monitoring/slo:Slo";
const policyType = "gcp:monitoring/alertPolicy:AlertPolicy";

describe("Objectives", () => {
  it("judges each service by two objectives with two alerts each", async () => {
    const recording = await create({
      objectives: { backend: askedOf("backend"), auth: askedOf("auth") },
    });
    expect(recording.counts()).toEqual({
      "holdfast:observability:Objectives": 1,
      [serviceType]: 2,
      [sloType]: 4,
      [policyType]: 8,
    });
  });

  it("asks for 99 % of the requests to succeed, of all but none twice", async () => {
    const recording = await create();
    expect(recording.one(sloType, "slos-backend-availability").inputs).toEqual({
      service: "backend",
      sloId: "availability",
      displayName: "99% of the requests succeed",
      goal: 0.99,
      rollingPeriodDays: 28,
      requestBasedSli: {
        goodTotalRatio: {
          badServiceFilter:
            'resource.type="cloud_run_revision" AND metric.type="run.googleapis.com/request_count" AND resource.labels.service_name="backend" AND metric.labels.response_code_class="5xx"',
          totalServiceFilter:
            'resource.type="cloud_run_revision" AND metric.type="run.googleapis.com/request_count" AND resource.labels.service_name="backend"',
        },
      },
    });
  });

  it("asks for fast answers in milliseconds, WebSockets apart", async () => {
    const recording = await create();
    expect(recording.one(sloType, "slos-backend-latency").inputs).toMatchObject({
      displayName: "95% of the requests are answered within 500ms",
      goal: 0.95,
      requestBasedSli: {
        distributionCut: {
          distributionFilter: expect.stringContaining('metric.labels.response_code!="101"'),
          range: { max: 500 },
        },
      },
    });
  });

  it("tells who must act now of a fast burn, and the others of a slow one", async () => {
    const recording = await create();
    const told = (name: string) => recording.one(policyType, name).inputs;
    const slo = "projects/1234567890/services/backend/serviceLevelObjectives/latency";
    expect(told("slos-backend-latency-fast")).toMatchObject({
      severity: "CRITICAL",
      combiner: "AND",
      notificationChannels: ["channels/duty"],
      displayName:
        '[staging] backend: fast burn of "95% of the requests are answered within 500ms"',
      conditions: [
        { conditionThreshold: { filter: `select_slo_burn_rate("${slo}", "3600s")` } },
        { conditionThreshold: { filter: `select_slo_burn_rate("${slo}", "300s")` } },
      ],
    });
    expect(told("slos-backend-latency-slow")).toMatchObject({
      severity: "WARNING",
      notificationChannels: ["channels/team"],
    });
  });

  it("says in every alert what to do, with the names filled in", async () => {
    const recording = await create();
    for (const { inputs } of recording.all(policyType)) {
      const { content } = inputs.documentation as { content: string };
      expect(content).toContain("when all of these are so:");
      expect(content).toContain("gcloud run services update-traffic backend --region=us-central1");
      expect(content).not.toMatch(/\b(SERVICE|PROJECT|REGION|STACK)\b/);
    }
  });

  it("alerts on the name that the objective gets, which a preview does not know", async () => {
    const recording = await create({}, true);
    for (const { inputs } of recording.all(policyType)) {
      expect(inputs.conditions).toEqual(unknown);
      expect(inputs.notificationChannels).toHaveLength(1);
    }
  });

  it("lets callers change every child", async () => {
    const recording = await create({
      transform: {
        service: { displayName: "changed" },
        slo: { goal: 0.97 },
        policy: { enabled: false },
      },
    });
    expect(recording.one(serviceType).inputs.displayName).toBe("changed");
    expect(recording.all(sloType).map(({ inputs }) => inputs.goal)).toEqual([0.97, 0.97]);
    expect(recording.all(policyType).every(({ inputs }) => inputs.enabled === false)).toBe(true);
  });
});
