import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CredentialStore } from "./credentials/credentials";
import { RegistryFailure } from "./failure";
import { RegistryHost } from "./registry-host";
import type { Transport } from "./transport";

const hostOf = () =>
  new RegistryHost(
    new URL("https://registry.example.com"),
    {} as Transport,
    {} as CredentialStore,
    1_000,
    8,
  );

/** A lookup that ends with a failure, and how often it was asked for. */
function failing(failure: Error) {
  return vi.fn(() => Promise.reject(failure));
}

const silent = () => failing(new RegistryFailure("did not answer", "Try again later.", true));

async function failures(host: RegistryHost, lookup: () => Promise<never>, count: number) {
  for (let each = 0; each < count; each++) {
    await host.inTurn(lookup).catch(() => {});
  }
}

describe("a host that gives no answer", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is left alone after three lookups, for a minute", async () => {
    const host = hostOf();
    const lookup = silent();
    await failures(host, lookup, 5);
    expect(lookup).toHaveBeenCalledTimes(3);
    const other = vi.fn(async () => "answer");
    await expect(host.inTurn(other)).rejects.toThrow("did not answer");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await host.inTurn(other)).toBe("answer");
    expect(other).toHaveBeenCalledTimes(1);
  });

  it("is asked on where an answer, or another failure, came between", async () => {
    for (const between of [
      async () => "answer",
      failing(new RegistryFailure("denied", "Log in.")),
    ]) {
      const host = hostOf();
      const lookup = silent();
      await failures(host, lookup, 2);
      await host.inTurn<unknown>(between).catch(() => {});
      await failures(host, lookup, 2);
      expect(lookup).toHaveBeenCalledTimes(4);
    }
  });

  it("is not blamed for what breaks here", async () => {
    const host = hostOf();
    const lookup = failing(Object.assign(new Error("broken"), { silent: true }));
    await failures(host, lookup, 5);
    expect(lookup).toHaveBeenCalledTimes(5);
  });
});
