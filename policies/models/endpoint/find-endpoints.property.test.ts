import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  FORMS,
  isOfServer,
  loopbackHost,
  otherHost,
  partsWith,
} from "../../testing/connection-strings";
import { findEndpoints } from "./find-endpoints";
import { readLoopback } from "./loopback";
import { nameWords } from "./name-words";

function connectsToLoopback(name: string, text: string): boolean {
  return findEndpoints(text, { name: nameWords(name) }).some(
    ({ host, use }) => use === "connect" && readLoopback(host) !== undefined,
  );
}

/** Together with the number of forms, more than 10,000 connection strings for each property. */
const runs = { numRuns: 400 };

describe("of generated connection strings", () => {
  it.each(FORMS)("no loopback is missed: %s", (form, name, write) => {
    fc.assert(
      fc.property(partsWith(loopbackHost), (parts) => {
        fc.pre(!isOfServer(form, parts));
        expect(connectsToLoopback(name, write(parts))).toBe(true);
      }),
      runs,
    );
  });

  it.each(FORMS)("no other host is refused: %s", (_form, name, write) => {
    fc.assert(
      fc.property(partsWith(otherHost), (parts) => {
        expect(connectsToLoopback(name, write(parts))).toBe(false);
      }),
      runs,
    );
  });
});
