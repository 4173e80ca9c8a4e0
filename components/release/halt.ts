import * as pulumi from "@pulumi/pulumi";
import type { ReleaseConfiguration } from "../../config";

/**
 * Refuses to change the stack while its deployments are halted. Call it before anything is registered.
 *
 * A preview goes on with a warning, so that the way out of the halt can be planned and reviewed. The
 * preview that `pulumi up` makes first is one too: the update itself is what is refused, also with
 * `--skip-preview`, `--target` or without the policy pack.
 *
 * @throws {pulumi.RunError} with the reason, in an update of a halted stack.
 */
export function refuseWhileHalted({ halted }: Pick<ReleaseConfiguration, "halted">): void {
  if (halted === undefined) {
    return;
  }
  const reason = `Deployments of the stack "${pulumi.getStack()}" are halted: ${JSON.stringify(halted)}.`;
  const wayOut = "To allow them, remove release.halted from the stack file.";
  if (!pulumi.runtime.isDryRun()) {
    throw new pulumi.RunError(`${reason} Nothing was changed. ${wayOut}`);
  }
  void pulumi.log.warn(`${reason} This preview can be made, but "up" is refused. ${wayOut}`);
}
