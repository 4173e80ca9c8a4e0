import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession, type Session } from "../../offline/session";

const program = join(__dirname, "..", "programs", "providers-refused");

let session: Session;

beforeAll(async () => {
  session = await openSession({ policyPack: false });
});

afterAll(async () => {
  await session?.close();
});

/** The exit code and all output of the preview of one case. */
async function preview(name: string, options: readonly string[] = []) {
  const stackFile = [
    "config:",
    "  gcp:project: netra-staging",
    ...options,
    `  providers-refused:case: ${name}`,
  ].join("\n");
  const result = await session.pulumi(["preview"], { program, stack: "dev", stackFile });
  return { code: result.code, text: `${result.stdout}${result.stderr}` };
}

const region = ["  gcp:region: us-central1"];

describe("a preview with simulated providers", () => {
  it.each<[string, string, string]>([
    [
      "inputs that the real provider refuses",
      "connector-without-place",
      `None of "network", "subnet.name" is given. Give exactly one of them.`,
    ],
    [
      "a type that is not in the table",
      "unknown-type",
      `does not know the type "gcp:pubsub/topic:Topic". Describe it in "offline/providers/gcp/types/pubsub/topic.ts", or run with the real provider.`,
    ],
    [
      "a function that is not in the table",
      "unknown-function",
      `does not know the function "gcp:compute/getZones:getZones". Describe it in "offline/providers/gcp/functions.ts"`,
    ],
    [
      "a resource that the stack did not create",
      "somebody-elses",
      `has no cloud to look up "default" of type "gcp:compute/network:Network" in.`,
    ],
    [
      "what is no object of the Kubernetes API",
      "helm-release",
      `does not know the type "kubernetes:helm.sh/v3:Release", which is no object of the API.`,
    ],
  ])("fails for %s, and says what to do", async (_, name, message) => {
    const { code, text } = await preview(name, region);
    expect(code).not.toBe(0);
    expect(text).toContain(message);
  });

  it("fails for a region that no one says", async () => {
    const { code, text } = await preview("connector-without-place");
    expect(code).not.toBe(0);
    expect(text).toContain(`Set "gcp:region" in the stack's configuration.`);
  });

  it("fails without showing a secret", async () => {
    const { code, text } = await preview("hidden-value", region);
    expect(code).not.toBe(0);
    expect(text).toContain(`"password", "passwordWo" exclude each other.`);
    expect(text).not.toContain("correct-horse-battery-staple");
  });
});
