import { afterDeployment, fileContent, REDACTED_SECRET, undecrypted } from "./plain-data";
import type { Data } from "./value";
import { WireReader } from "./wire";

/** The key of what is no plain object, and its values: https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/rpc.ts. */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";

/** What the engine sends in place of a value that is known only after deployment, by the type of the value. */
const UNKNOWNS: ReadonlySet<string> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

type Properties = { [key: string]: Data };

/**
 * The properties of a resource as the engine sends them, which become plain data when something first reads them, and once
 * for all policies. The SDK makes its own objects of them for each policy; those hold the same, see `toProperties`.
 */
export class SentProperties {
  private bytes: Buffer | undefined;
  private properties: Properties = {};
  private secretPaths: readonly string[] = [];

  /** @param bytes A message `google.protobuf.Struct`. */
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** As `toProperties` has them. */
  get props(): Properties {
    this.read();
    return this.properties;
  }

  /** Paths of the outermost values that are marked as secret. */
  get secrets(): readonly string[] {
    this.read();
    return this.secretPaths;
  }

  private read(): void {
    if (this.bytes === undefined) {
      return;
    }
    const reading = new Reading();
    this.properties = reading.struct(new WireReader(this.bytes), "") as Properties;
    this.secretPaths = reading.secrets;
    this.bytes = undefined;
  }
}

class Reading {
  readonly secrets: string[] = [];
  private isInSecret = false;

  /** A message `Struct`: the entries of a map, each with a key and a value. */
  struct(reader: WireReader, path: string): Data {
    const entries: [string, WireReader][] = [];
    let signature: WireReader | undefined;
    while (reader.next()) {
      const entry = reader.message();
      let key = "";
      let value: WireReader | undefined;
      while (entry.next()) {
        if (entry.field === 1) {
          key = entry.text();
        } else {
          value = entry.message();
        }
      }
      if (value !== undefined) {
        entries.push([key, value]);
        signature = key === SIGNATURE_KEY ? value : signature;
      }
    }
    return signature === undefined
      ? this.record(entries, path)
      : this.special(new Map(entries), signature, path);
  }

  private record(entries: readonly (readonly [string, WireReader])[], path: string): Data {
    const record: Properties = {};
    for (const [key, reader] of entries) {
      const value = this.value(reader, path === "" ? key : `${path}.${key}`);
      if (key === "__proto__") {
        // An assignment would not make a property.
        Object.defineProperty(record, key, {
          value,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      } else {
        record[key] = value;
      }
    }
    return record;
  }

  /** A message `Value`, of which one field is set. */
  private value(reader: WireReader, path: string): Data {
    let data: Data = null;
    while (reader.next()) {
      switch (reader.field) {
        case 2:
          data = reader.double();
          break;
        case 3:
          data = textData(reader.text());
          break;
        case 4:
          data = reader.varint() !== 0;
          break;
        case 5:
          data = this.struct(reader.message(), path);
          break;
        case 6:
          data = this.list(reader.message(), path);
          break;
        default:
          reader.skip();
          data = null;
      }
    }
    return data;
  }

  private list(reader: WireReader, path: string): Data[] {
    const items: Data[] = [];
    while (reader.next()) {
      items.push(this.value(reader.message(), `${path}[${items.length}]`));
    }
    return items;
  }

  private special(entries: ReadonlyMap<string, WireReader>, mark: WireReader, path: string): Data {
    const signature = this.value(mark, path);
    switch (signature) {
      case SECRET:
        return this.secret(entries.get("value"), path);
      case ASSET:
      case ARCHIVE:
        return fileContent;
      default:
        throw new Error("A property has a signature that is not known.");
    }
  }

  private secret(value: WireReader | undefined, path: string): Data {
    if (value === undefined) {
      return undefined;
    }
    if (this.isInSecret) {
      return this.value(value, path);
    }
    this.secrets.push(path);
    this.isInSecret = true;
    const data = this.value(value, path);
    this.isInSecret = false;
    return data;
  }
}

function textData(text: string): Data {
  if (text === REDACTED_SECRET) {
    return undecrypted;
  }
  return text.length === 36 && UNKNOWNS.has(text) ? afterDeployment : text;
}
