import { expect } from "vitest";
import { RegistryClient, type RegistryClientOptions } from "../../policies/registry/client";
import type { ImageRegistry, Lookup } from "../../policies/registry/lookup";
import { parseMirrors } from "../../policies/registry/mirrors";
import type { Platform, ReadableRegistry, Reading } from "../../policies/registry/reading";
import { InvalidReference, parseReference } from "../../policies/registry/reference";

/** What a test changes of the options of a client. */
export interface TestClientOptions extends Partial<Omit<RegistryClientOptions, "mirrors">> {
  readonly mirrors?: Readonly<Record<string, string>>;
}

/** A client of a user who has nothing configured, unless the test says otherwise. */
export function clientWith(options: TestClientOptions = {}): RegistryClient {
  return new RegistryClient({
    timeout: options.timeout ?? 20_000,
    concurrency: options.concurrency ?? 8,
    mirrors: parseMirrors(options.mirrors ?? {}),
    environment: {
      PATH: process.env.PATH,
      HOME: "/nonexistent",
      METADATA_SERVER_DETECTION: "none",
      ...options.environment,
    },
  });
}

/** Looks up a reference as it is written. */
export function lookUp(text: string, registry: ImageRegistry = clientWith()): Promise<Lookup> {
  const reference = parseReference(text);
  if (reference instanceof InvalidReference) return expect.unreachable(reference.reason);
  return registry.lookup(reference);
}

/** Reads the image of a reference as it is written, for `linux/amd64` unless the test says otherwise. */
export function readImage(
  text: string,
  registry: ReadableRegistry = clientWith(),
  platform: Platform = { os: "linux", architecture: "amd64" },
): Promise<Reading> {
  const reference = parseReference(text);
  if (reference instanceof InvalidReference) return expect.unreachable(reference.reason);
  return registry.read(reference, platform);
}

/** Why a lookup could not be had; the test fails when it could. */
export async function reasonOf(lookup: Promise<Lookup>): Promise<string> {
  const answer = await lookup;
  if (answer.kind !== "unavailable") return expect.unreachable(`It is ${answer.kind}.`);
  expect(answer.action).toMatch(/^[A-Z].*\.$/s);
  return answer.reason;
}
