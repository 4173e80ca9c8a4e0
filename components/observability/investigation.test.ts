import * as pulumi from "@pulumi/pulumi";
import { afterEach, describe, expect, it, vi } from "vitest";
import { stagingWith } from "../testing/staging";
import { announceInvestigation } from "./investigation";

function warnings() {
  vi.spyOn(pulumi, "getStack").mockReturnValue("staging");
  return vi.spyOn(pulumi.log, "warn").mockResolvedValue();
}

/** The part of Netra's staging stack that says who watches it, with an investigation or without. */
function watched(investigation?: string) {
  const { observability } = stagingWith((config) => {
    config["holdfast:observability"] = {
      channels: {
        team: { type: "email", address: "team@netrasystems.ai" },
        duty: { type: "email", address: "duty@netrasystems.ai" },
      },
      escalation: { warning: ["team"], critical: ["duty"] },
      ...(investigation !== undefined && { investigation }),
    };
  });
  return observability;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("N24: an investigation", () => {
  it("is said on the screen with its reason and the way back", () => {
    const warn = warnings();
    announceInvestigation(watched('"auth" times out'));
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      'Logging of the stack "staging" is raised for an investigation: "\\"auth\\" times out". ' +
        "To lower it, remove observability.investigation from the stack file.",
    );
  });

  it("is not mentioned where there is none", () => {
    const warn = warnings();
    announceInvestigation(watched());
    announceInvestigation(undefined);
    expect(warn).not.toHaveBeenCalled();
  });
});
