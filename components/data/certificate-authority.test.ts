import { expect, it } from "vitest";
import { certificateAuthorityOf } from "./certificate-authority";

it.each([
  [
    "joins certificates, of which a rotation has two",
    [{ cert: "one" }, { cert: "two" }],
    "one\ntwo",
  ],
  ["is empty while there is none", [], ""],
  ["is empty in an update that leaves the server out", undefined, ""],
])("%s", (_, certificates, text) => {
  expect(certificateAuthorityOf(certificates)).toBe(text);
});
