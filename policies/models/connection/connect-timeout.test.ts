import { describe, expect, it } from "vitest";
import { connectTimeoutIn, namesConnectTimeout, readConnectTimeout } from "./connect-timeout";

describe("N5: the value of a connect timeout", () => {
  it.each<[string, string, number | undefined]>([
    ["DB_CONNECT_TIMEOUT", "35", 35],
    ["DB_CONNECT_TIMEOUT", "20.0", 20],
    ["DB_CONNECT_TIMEOUT", "35s", 35],
    ["DB_CONNECT_TIMEOUT", "1m", 60],
    ["DB_CONNECT_TIMEOUT", "500ms", 0.5],
    ["DB_CONNECT_TIMEOUT_MS", "20000", 20],
    ["DB_CONNECT_TIMEOUT_SECONDS", "20", 20],
    ["DB_CONNECT_TIMEOUT_MS", "20s", 20],
    ["DB_CONNECT_TIMEOUT", "soon", undefined],
    ["DB_CONNECT_TIMEOUT", "", undefined],
    ["DB_CONNECT_TIMEOUT", "-1", undefined],
  ])("of %s is read from %o as %o s", (name, value, seconds) => {
    expect(readConnectTimeout(name, value)?.seconds).toBe(seconds);
  });

  it.each<[string, number | undefined]>([
    ["postgresql://u@h/d?connect_timeout=20", 20],
    ["postgresql+asyncpg://u@h/d?a=b&connect_timeout=20&c=d", 20],
    ["host=h connect_timeout='20'", 20],
    ["postgresql://u@h/d?tcp_connect_timeout=20", undefined],
    ["mysql://u@h/d?connect_timeout=20", undefined],
    ["postgresql://u@h/connect_timeout=20", undefined],
    ["postgresql://u@h/d", undefined],
    ["set connect_timeout=20 and retry", undefined],
  ])("in %s is %o s", (text, seconds) => {
    expect(connectTimeoutIn(text)?.seconds).toBe(seconds);
  });

  it("may stand under the name of the database itself", () => {
    expect(namesConnectTimeout("ORDERS_CONNECT_TIMEOUT")).toBe(false);
    expect(namesConnectTimeout("ORDERS_CONNECT_TIMEOUT", ["orders"])).toBe(true);
    expect(namesConnectTimeout("BILLING_CONNECT_TIMEOUT", ["orders"])).toBe(false);
  });
});
