import { RegistryClient } from "../../policies/registry/client";
import { parseMirrors } from "../../policies/registry/mirrors";
import { InvalidReference, parseReference } from "../../policies/registry/reference";

/**
 * Looks up the references in its arguments and prints the answers as JSON: a process of its own, since Node.js reads
 * NODE_EXTRA_CA_CERTS only when it starts.
 */
async function main(references: readonly string[]): Promise<void> {
  const mirrors = parseMirrors(JSON.parse(process.env.TEST_MIRRORS ?? "{}"));
  const client = new RegistryClient({ mirrors, timeout: 20_000, concurrency: 8 });
  const lookups = await Promise.all(
    references.map((text) => {
      const reference = parseReference(text);
      if (reference instanceof InvalidReference) throw new Error(reference.reason);
      return client.lookup(reference);
    }),
  );
  process.stdout.write(JSON.stringify(lookups));
}

main(process.argv.slice(2));
