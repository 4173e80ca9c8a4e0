import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { AnalyzerStackConfigureRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { expect, it } from "vitest";
import { currentPhase, listenForPhase, phaseOf } from "./phase";

it.each([
  [{ PULUMI_NODEJS_DRY_RUN: "true" }, "preview"],
  [{ PULUMI_NODEJS_DRY_RUN: "false" }, "update"],
  [{ PULUMI_DRY_RUN: "false" }, "update"],
  [{ PULUMI_NODEJS_DRY_RUN: "" }, "unknown"],
  [{}, "unknown"],
])("reads the phase from %j", (environment, phase) => {
  expect(phaseOf(environment)).toBe(phase);
});

it("takes the phase that the engine announces before that of the environment", () => {
  listenForPhase();
  expect(currentPhase({ PULUMI_NODEJS_DRY_RUN: "true" })).toBe("preview");
  for (const [dryRun, phase] of [
    [false, "update"],
    [true, "preview"],
  ] as const) {
    const request = new AnalyzerStackConfigureRequest();
    request.setDryRun(dryRun);
    const { requestSerialize, requestDeserialize } = AnalyzerService.configureStack;
    expect(requestDeserialize(requestSerialize(request)).getDryRun()).toBe(dryRun);
    expect(currentPhase({})).toBe(phase);
  }
});
