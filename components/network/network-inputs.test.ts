import { describe, expect, it } from "vitest";
import { aiaWith } from "../testing/aia";
import { servicesOfStagingWith, stagingWith } from "../testing/staging";
import { networkInputs } from "./network-inputs";

describe("networkInputs", () => {
  it("reads a network with a connector for all traffic", () => {
    expect(networkInputs(stagingWith().network, "us-central1")).toEqual({
      region: "us-central1",
      range: "10.20.0.0/20",
      privateServices: { address: "10.64.0.0", prefixLength: 16 },
      serverless: {
        egress: "ALL_TRAFFIC",
        path: {
          connector: {
            name: "staging-connector",
            range: "10.20.16.0/28",
            machineType: "e2-standard-4",
            minInstances: 2,
            maxInstances: 10,
          },
        },
      },
      nat: { minPortsPerVm: 1024, logFilter: "ERRORS_ONLY" },
      flowLogs: "off",
      firewallLogs: "denied",
    });
  });

  it("reads what is logged", () => {
    const { network } = stagingWith((config) => {
      config["holdfast:network"].flowLogs = "sampled";
      config["holdfast:network"].nat = { logFilter: "ALL" };
    });
    expect(networkInputs(network, "us-central1")).toMatchObject({
      flowLogs: "sampled",
      nat: { logFilter: "ALL" },
    });
  });

  it("reads a network with direct egress for private ranges", () => {
    const { network } = servicesOfStagingWith((config) => {
      delete config["holdfast:network"].connector;
      config["holdfast:network"].directEgress = { range: "10.20.32.0/24" };
      config["holdfast:network"].egress = "private-ranges-only";
      config["holdfast:services"].auth.ingress = "all";
    });
    expect(networkInputs(network, "us-central1")).toMatchObject({
      serverless: {
        egress: "PRIVATE_RANGES_ONLY",
        path: { directEgress: { range: "10.20.32.0/24" } },
      },
    });
  });

  it("reads a network with a cluster and no service on Cloud Run", () => {
    const { network, gke } = aiaWith();
    const inputs = networkInputs(network, "us-central1", gke);
    expect(inputs.serverless).toBeUndefined();
    expect(inputs).toMatchObject({
      range: "10.20.0.0/20",
      cluster: { podRange: "10.32.0.0/16", serviceRange: "10.48.0.0/20" },
      nat: { minPortsPerVm: 1024 },
    });
  });
});
