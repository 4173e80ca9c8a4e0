import { unknownCheckingProxy } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toProperties } from "./plain-data";
import { Unknown } from "./value";

/** The marks by which the engine says that a value of some type is unknown. */
const MARKS = {
  string: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  boolean: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  array: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
};

function convert(props: object) {
  return toProperties(unknownCheckingProxy(props));
}

describe("the properties of a resource as plain data", () => {
  it("keep every JSON value as it is", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((key) => key !== "__proto__"),
          fc.jsonValue(),
        ),
        (props) => {
          expect(convert(props)).toEqual(props);
        },
      ),
    );
  });

  it("keep a key that JavaScript has a meaning for", () => {
    const props = JSON.parse('{ "a": { "__proto__": false, "constructor": 1 } }');
    expect(JSON.stringify(convert(props))).toBe(JSON.stringify(props));
  });

  it.each(Object.entries(MARKS))("mark an unknown %s where it stands", (_type, mark) => {
    expect(convert({ a: mark, b: { c: [1, mark] } })).toEqual({
      a: new Unknown("is known only after deployment"),
      b: { c: [1, new Unknown("is known only after deployment")] },
    });
  });

  it("keep what stands beside an unknown, whatever the order", () => {
    expect(convert({ a: MARKS.string, b: 1 }).b).toBe(1);
    expect(convert({ b: 1, a: MARKS.string }).b).toBe(1);
  });

  it("mark a secret that could not be decrypted", () => {
    expect(convert({ password: "[secret]" })).toEqual({
      password: new Unknown("is a secret that could not be decrypted"),
    });
  });

  it("keep a text that only mentions a redacted secret", () => {
    expect(convert({ note: "shows [secret] instead" })).toEqual({
      note: "shows [secret] instead",
    });
  });

  it("mark the content of assets and archives, which is not read", () => {
    const { asset } = pulumi;
    for (const file of [
      new asset.StringAsset("text"),
      new asset.FileAsset("config.yaml"),
      new asset.AssetArchive({ a: new asset.StringAsset("text") }),
    ]) {
      expect(convert({ source: file }).source).toBeInstanceOf(Unknown);
    }
  });

  it("drop what is no data", () => {
    expect(convert({ a: () => 1, b: undefined })).toEqual({ a: undefined, b: undefined });
  });
});
