import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

/**
 * An annotation of a pod that is another one when what the pod reads at its start is, so that it starts anew. It tells
 * nothing of texts that are not to be guessed, such as a generated password; do not give it any that are.
 */
export function checksum(
  texts: Readonly<Record<string, pulumi.Input<string>>>,
): Record<string, pulumi.Output<string>> {
  const hash = pulumi.output(texts).apply((known) =>
    createHash("sha256")
      .update(JSON.stringify(Object.entries(known).sort()))
      .digest("hex"),
  );
  return { "checksum/settings": pulumi.unsecret(hash) };
}
