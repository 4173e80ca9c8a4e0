import * as pulumi from "@pulumi/pulumi";
import type { ObservabilityConfiguration } from "../../config";

/**
 * Says on the screen, in previews and updates, that logging is raised, why, and how it is lowered again: logs
 * cost money and hold what users do, and nobody should find out from the bill.
 */
export function announceInvestigation(observability: ObservabilityConfiguration | undefined): void {
  const reason = observability?.investigation;
  if (reason !== undefined) {
    void pulumi.log.warn(
      `Logging of the stack "${pulumi.getStack()}" is raised for an investigation: ${JSON.stringify(reason)}. ` +
        "To lower it, remove observability.investigation from the stack file.",
    );
  }
}
