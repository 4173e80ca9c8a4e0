import { describe, expect, it } from "vitest";
import { uncheckedStagingWith } from "../testing/staging";
import { edgeInputs } from "./edge-inputs";

function inputsWith(settings: object) {
  const { edge } = uncheckedStagingWith((config) => {
    Object.assign(config["holdfast:edge"], settings);
  });
  return edge && edgeInputs(edge);
}

describe("edgeInputs", () => {
  it("reads the edge of staging", () => {
    expect(inputsWith({})).toEqual({
      domain: "netrasystems.ai",
      dnsZone: undefined,
      hosts: {
        "staging.netrasystems.ai": { service: "backend", routes: { "/auth": "auth" } },
        "api-staging.netrasystems.ai": {
          service: "backend",
          routes: { "/ws": "backend", "/auth": "auth" },
        },
      },
      rateLimit: {
        count: 600,
        intervalSec: 60,
        banDurationSec: undefined,
        enforceOnKey: "IP",
        preview: false,
      },
      accessLogSampleRate: 1,
      deletionProtection: true,
    });
  });

  it.each([
    [
      { certificate: { domain: "netrasystems.ai", dnsZone: "netra" } },
      { domain: "netrasystems.ai", dnsZone: "netra" },
    ],
    [
      { rateLimit: { requests: 500, interval: "5m", banDuration: "10m", preview: true } },
      { rateLimit: { count: 500, intervalSec: 300, banDurationSec: 600, preview: true } },
    ],
    [{ rateLimit: undefined }, { rateLimit: undefined }],
    [{ accessLogs: { sampleRate: 0.1 } }, { accessLogSampleRate: 0.1 }],
    [{ deletionProtection: false }, { deletionProtection: false }],
  ])("hands on %j", (settings, inputs) => {
    expect(inputsWith(settings)).toMatchObject(inputs);
  });
});
