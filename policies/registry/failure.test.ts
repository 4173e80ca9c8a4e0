import { describe, expect, it } from "vitest";
import { connectionFailure } from "./failure";
import { ProxyRefusal } from "./proxy-refusal";

function coded(code: string, message = "http://user:hunter2@proxy"): Error {
  return Object.assign(new Error(message), { code });
}

describe("a failed connection", () => {
  it.each([
    ["ECONNREFUSED", 'the connection to "h:1" was refused (ECONNREFUSED)', true],
    ["ENOTFOUND", 'the host name of "h:1" is not known (ENOTFOUND)', false],
    ["EAI_AGAIN", 'the host name of "h:1" could not be resolved (EAI_AGAIN)', true],
    ["ETIMEDOUT", '"h:1" could not be reached (ETIMEDOUT)', true],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", 'the TLS certificate of "h:1" is not trusted', false],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", 'the TLS certificate of "h:1" is not trusted', false],
    ["ERR_TLS_CERT_ALTNAME_INVALID", 'the TLS certificate of "h:1" is not trusted', false],
    ["CERT_HAS_EXPIRED", 'the TLS certificate of "h:1" is not trusted', false],
    ["ERR_SSL_WRONG_VERSION_NUMBER", '"h:1" did not agree on a TLS connection', false],
    ["ECONNRESET", '"h:1" closed the connection before its answer was complete', true],
    ["HPE_INVALID_CONSTANT", '"h:1" did not answer in proper HTTP', false],
    ["EWHATEVER", 'the connection to "h:1" failed (EWHATEVER)', true],
  ])("with %s is told as: %s", (code, reason, retryable) => {
    const result = connectionFailure(coded(code), "h:1");
    expect(result.failure.reason).toContain(reason);
    expect(result.retryable).toBe(retryable);
    expect(result.failure.silent).toBe(true);
    expect(JSON.stringify(result.failure.unavailable)).not.toContain("hunter2");
  });

  it("is told by the error that lies deepest", () => {
    const wrapped = Object.assign(
      new AggregateError([coded("ECONNREFUSED"), coded("ENETUNREACH")]),
      {
        code: "EOUTER",
      },
    );
    expect(connectionFailure(wrapped, "h").failure.reason).toContain("(ECONNREFUSED)");
  });

  it.each([
    [407, 'the proxy does not connect to "h:1" (HTTP 407)'],
    [undefined, 'the proxy does not connect to "h:1"'],
  ])("of a proxy that answers %s is told as its own", (status, reason) => {
    const result = connectionFailure(new ProxyRefusal(status), "h:1");
    expect([result.failure.reason, result.retryable]).toEqual([reason, false]);
  });

  it.each([undefined, "text", new Error("no code")])("without a code is told too: %s", (error) => {
    expect(connectionFailure(error, "h").failure.reason).toBe('the connection to "h" failed');
  });
});
