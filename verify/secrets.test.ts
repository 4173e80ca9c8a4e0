import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Secrets } from "./secrets";

describe("the secrets of a run", () => {
  it("are hidden in every way in which an answer could write them", () => {
    const text = fc.string({ minLength: 3, maxLength: 40, unit: "grapheme" });
    fc.assert(
      fc.property(text, fc.string(), fc.string(), (secret, before, after) => {
        fc.pre(!"(hidden)".includes(secret));
        const secrets = new Secrets();
        secrets.add(secret);
        for (const form of [
          secret,
          JSON.stringify(secret).slice(1, -1),
          encodeURIComponent(secret),
          Buffer.from(secret).toString("base64"),
        ]) {
          expect(secrets.hide(`<${form}>`)).toContain("(hidden)");
        }
        fc.pre(!`${before}(hidden)${after}`.includes(secret));
        expect(secrets.hide(`${before}${secret}${after}`)).not.toContain(secret);
      }),
    );
  });

  it("leave alone what is none", () => {
    const secrets = new Secrets();
    secrets.add("hunter2");
    secrets.add("");
    expect(secrets.hide("answered 503; expected 200")).toBe("answered 503; expected 200");
  });

  it("are hidden whole where one contains another", () => {
    const secrets = new Secrets();
    secrets.add("abc");
    secrets.add("abcdef");
    expect(secrets.hide("xabcdefx")).toBe("x(hidden)x");
  });
});
