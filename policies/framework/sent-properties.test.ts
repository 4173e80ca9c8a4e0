import { unknownCheckingProxy } from "@pulumi/policy";
import * as untypedDeserialize from "@pulumi/policy/deserialize";
import fc from "fast-check";
import struct from "google-protobuf/google/protobuf/struct_pb";
import { describe, expect, it } from "vitest";
import { toProperties } from "./plain-data";
import { SentProperties } from "./sent-properties";
import { Unknown } from "./value";

/** What the SDK makes of properties for a policy, which its typings leave out. */
const { deserializeProperties } = untypedDeserialize as unknown as {
  readonly deserializeProperties: (sent: struct.Struct, proxySecrets: boolean) => object;
};

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const secret = (value: unknown) => ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value });
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const UNKNOWN_LIST = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2";

function asSent(props: object): struct.Struct {
  return struct.Struct.fromJavaScript(props as { [key: string]: struct.JavaScriptValue });
}

function read(props: object): SentProperties {
  return new SentProperties(Buffer.from(asSent(props).serializeBinary()));
}

describe("the properties that the engine sends", () => {
  it("are what the SDK would have made of them", () => {
    const leaf = fc.oneof(
      fc.jsonValue({ maxDepth: 0 }),
      fc.string({ unit: "grapheme" }),
      fc.double({ noNaN: true }),
      fc.constantFrom(UNKNOWN, UNKNOWN_LIST, "[secret]", ""),
    );
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        leaf,
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
        tie("value").map(secret),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, value, { noNullPrototype: true }), (props) => {
        const bySdk = unknownCheckingProxy(deserializeProperties(asSent(props), false));
        expect(read(props).props).toEqual(toProperties(bySdk));
      }),
      { numRuns: 1000 },
    );
  });

  it("tell where the outermost secrets are", () => {
    const sent = {
      a: secret("x"),
      b: [1, { c: secret({ d: secret("y") }) }],
      e: { "f.g": secret(null) },
      h: null,
      i: secret("z"),
    };
    expect(read(sent).secrets).toEqual(["a", "b[1].c", "e.f.g", "i"]);
    expect(read(sent).props).toEqual({
      a: "x",
      b: [1, { c: { d: "y" } }],
      e: { "f.g": null },
      h: null,
      i: "z",
    });
  });

  it("mark what is unknown within a secret", () => {
    const unknown = new Unknown("is known only after deployment");
    expect(read({ a: secret(UNKNOWN) }).props).toEqual({ a: unknown });
  });

  it("keep a text that is as long as the mark of an unknown value", () => {
    const text = "0b0e0d62-80e4-46f7-96ec-b56ff0331ba9";
    expect(read({ a: text }).props).toEqual({ a: text });
  });

  it("may have a secret without a value", () => {
    const { value: _, ...empty } = secret("x");
    expect(read({ a: empty, b: 1 }).props).toEqual({ a: undefined, b: 1 });
  });

  it("mark files, whose content a policy cannot read", () => {
    const file = new Unknown("is an asset or archive, whose content a policy cannot read");
    const asset = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", path: "a.txt" };
    const archive = { [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7", assets: { a: asset } };
    expect(read({ asset, archive }).props).toEqual({ asset: file, archive: file });
  });

  it("keep a key that JavaScript has a meaning for", () => {
    // The library that writes messages loses this key, so it takes the place of one as long.
    const sent = asSent({ ninesigns: "kept" }).serializeBinary();
    const bytes = Buffer.from(
      Buffer.from(sent).toString("latin1").replace("ninesigns", "__proto__"),
      "latin1",
    );
    const { props } = new SentProperties(bytes);
    expect(Object.entries(props)).toEqual([["__proto__", "kept"]]);
  });

  it("are refused with a signature that nobody knows, as by the SDK", () => {
    expect(() => read({ a: { [SIGNATURE]: "something new" } }).props).toThrow("signature");
  });

  it("are the same object for everyone who reads them", () => {
    const sent = read({ a: { b: 1 } });
    expect(sent.props).toBe(sent.props);
  });
});

const key = fc
  .oneof(fc.string(), fc.constantFrom("a", "name", "constructor", "toString", "0"))
  .filter((text) => text !== "__proto__" && !text.startsWith("__pulumi"));
