import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Properties, Secret, secret, Unknown, unknown, unmarked, type Value } from "./value";

/** What a JSON value of the wire can be. */
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/**
 * The words that stand for an unknown value in the engine's protocol, one for each type of value.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
 */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const unknownWords = new Set([
  unknownText,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** The key whose value tells what a marked object of the wire stands for, and the value that means a secret. */
const markKey = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";

/** Reads the properties of a message; an absent struct has none. */
export function fromWire(struct: Struct | undefined): Properties {
  if (struct === undefined) return {};
  return readObject(struct.toJavaScript() as { [name: string]: Json });
}

/** Writes properties for a message, with the protocol's own marks for secrets and unknown values. */
export function toWire(properties: Properties): Struct {
  return Struct.fromJavaScript(writeObject(properties));
}

function read(value: Json): Value {
  if (typeof value === "string") return unknownWords.has(value) ? unknown : value;
  if (Array.isArray(value)) return value.map(read);
  if (typeof value !== "object" || value === null) return value;
  if (value[markKey] === secretMark) return secret(read(value.value ?? null));
  return readObject(value);
}

function readObject(object: { [name: string]: Json }): Properties {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, read(value)]));
}

function write(value: Value): Json {
  if (value instanceof Secret) return { [markKey]: secretMark, value: write(unmarked(value)) };
  if (value instanceof Unknown) return unknownText;
  if (Array.isArray(value)) return value.map(write);
  if (typeof value !== "object" || value === null) return value;
  return writeObject(value as Properties);
}

function writeObject(object: Properties): { [name: string]: Json } {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, write(value)]));
}
