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
    ...(options.reads === undefined ? {} : { reads: options.reads }),
    mirrors: parseMirrors(options.mirrors ?? {}),
    environment: {
      PATH: process.env.PATH,
      HOME: "/nonexistent",
      METADATA_SERVER_DETECTION: "none",
      ...options.environment,
    },
  });
}

/**
 * Looks up a reference as it is written. Without a client, it asks one that only looks up and one that reads what it finds,
 * which must get the same answer.
 */
export async function lookUp(text: string, registry?: ImageRegistry): Promise<Lookup> {
  const reference = parseReference(text);
  if (reference instanceof InvalidReference) return expect.unreachable(reference.reason);
  if (registry !== undefined) return registry.lookup(reference);
  const [lookup, ofReader] = await Promise.all(
    [false, true].map((reads) => clientWith({ reads }).lookup(reference)),
  );
  expect(ofReader).toEqual(lookup);
  return lookup ?? expect.unreachable("There is no answer.");
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
