import { expect, it } from "vitest";
import { headerCredential } from "./header-names";

it.each([
  ["Authorization", "credential"],
  ["proxy-authorization", "credential"],
  ["X-API-Key", "credential"],
  ["x-api-key", "credential"],
  ["X-Auth-Token", "credential"],
  ["apikey", "credential"],
  ["Cookie", "maybe"],
  ["Host", "no"],
  ["Accept", "no"],
  ["User-Agent", "no"],
  ["Content-Type", "no"],
  ["X-Request-Id", "no"],
  ["Idempotency-Key", "no"],
  ["X-CSRF-Token", "no"],
  ["X-Cookie-Consent", "no"],
])("the header %s is taken for a credential: %s", (name, expected) => {
  expect(headerCredential(name)).toBe(expected);
});
