import fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { expect, it } from "vitest";
import { properties } from "./arbitrary";
import { secret, unknown } from "./value";
import { fromWire, toWire } from "./wire";

it("what is written is read back the same", () => {
  fc.assert(
    fc.property(properties, (given) => {
      expect(fromWire(toWire(given))).toEqual(given);
    }),
  );
});

it("the engine's words for unknown values of every type are read as unknown", () => {
  const words = {
    boolean: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    text: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    list: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
  };
  const read = fromWire(Struct.fromJavaScript(words));
  expect(Object.values(read)).toEqual(Object.keys(words).map(() => unknown));
});

it("a secret is written with the engine's mark around its value", () => {
  expect(toWire({ password: secret("hunter2") }).toJavaScript()).toEqual({
    password: {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      value: "hunter2",
    },
  });
});

it("a secret that is not known yet stays both", () => {
  const given = { password: secret(unknown) };
  expect(fromWire(toWire(given))).toEqual(given);
});

it("a marked object that is no secret, such as an asset, stays as it is", () => {
  const asset = {
    file: { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", text: "a" },
  };
  expect(toWire(fromWire(Struct.fromJavaScript(asset))).toJavaScript()).toEqual(asset);
});

it("a struct that is absent has no properties", () => {
  expect(fromWire(undefined)).toEqual({});
});
