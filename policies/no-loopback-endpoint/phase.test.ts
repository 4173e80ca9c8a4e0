import { expect, it } from "vitest";
import { phaseOf } from "./phase";

it.each([
  [{ PULUMI_NODEJS_DRY_RUN: "true" }, "preview"],
  [{ PULUMI_NODEJS_DRY_RUN: "false" }, "update"],
  [{ PULUMI_NODEJS_DRY_RUN: "" }, "unknown"],
  [{}, "unknown"],
])("reads the phase from %j", (environment, phase) => {
  expect(phaseOf(environment)).toBe(phase);
});
