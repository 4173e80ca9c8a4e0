import * as pulumi from "@pulumi/pulumi";
import { afterEach, describe, expect, it, vi } from "vitest";
import { refuseWhileHalted } from "./halt";

const halted = "The database is being restored.";

function inRun(isPreview: boolean) {
  vi.spyOn(pulumi.runtime, "isDryRun").mockReturnValue(isPreview);
  vi.spyOn(pulumi, "getStack").mockReturnValue("staging");
  return vi.spyOn(pulumi.log, "warn").mockResolvedValue();
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("N16: a stack whose deployments are halted", () => {
  it("refuses an update with the reason and the way out", () => {
    inRun(false);
    expect(() => refuseWhileHalted({ halted })).toThrow(
      new pulumi.RunError(
        'Deployments of the stack "staging" are halted: "The database is being restored.". Nothing was changed. ' +
          "To allow them, remove release.halted from the stack file.",
      ),
    );
  });

  it("lets a preview pass with a warning", () => {
    const warn = inRun(true);
    refuseWhileHalted({ halted });
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      'Deployments of the stack "staging" are halted: "The database is being restored.". This preview can be made, ' +
        'but "up" is refused. To allow them, remove release.halted from the stack file.',
    );
  });
});

describe("a stack whose deployments are not halted", () => {
  it.each([true, false])("passes without a word (preview: %s)", (isPreview) => {
    const warn = inRun(isPreview);
    refuseWhileHalted({});
    expect(warn).not.toHaveBeenCalled();
  });
});
