import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import type { Certificate } from "./test-server";

/** Object identifiers, encoded: ecdsa-with-SHA256, commonName, basicConstraints, subjectAltName. */
const ECDSA_WITH_SHA256 = Buffer.from("2a8648ce3d040302", "hex");
const COMMON_NAME = Buffer.from("550403", "hex");
const BASIC_CONSTRAINTS = Buffer.from("551d13", "hex");
const SUBJECT_ALT_NAME = Buffer.from("551d11", "hex");

const DAY = 24 * 60 * 60 * 1000;

/** When a certificate is valid: from a day ago, and for a day, unless said otherwise. */
export interface Validity {
  readonly from?: Date;
  readonly until?: Date;
}

/**
 * Makes a certificate that no authority has signed but itself (RFC 5280), good for 127.0.0.1 and these names. As an
 * authority of its own it can be trusted by itself.
 */
export function selfSignedCertificate(
  names: readonly string[] = [],
  { from = new Date(Date.now() - DAY), until = new Date(Date.now() + DAY) }: Validity = {},
): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(tagged(0x06, ECDSA_WITH_SHA256));
  const name = sequence(
    tagged(
      0x31,
      sequence(
        tagged(0x06, COMMON_NAME),
        tagged(0x0c, Buffer.from(`holdfast test ${randomUUID()}`)),
      ),
    ),
  );
  const validity = sequence(time(from), time(until));
  const alternatives = sequence(
    ...names.map((text) => tagged(0x82, Buffer.from(text))),
    tagged(0x87, Buffer.from([127, 0, 0, 1])),
  );
  const isAuthority = sequence(tagged(0x01, Buffer.from([0xff])));
  const extensions = sequence(
    extension(BASIC_CONSTRAINTS, isAuthority),
    extension(SUBJECT_ALT_NAME, alternatives),
  );
  const content = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.from([1])),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: "spki", format: "der" }),
    tagged(0xa3, extensions),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign("sha256", content, privateKey)]);
  const der = sequence(content, algorithm, tagged(0x03, signature));
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function extension(identifier: Buffer, value: Buffer): Buffer {
  return sequence(tagged(0x06, identifier), tagged(0x04, value));
}

function time(moment: Date): Buffer {
  const text = moment.toISOString().replace(/^..|[-:T]|\.\d+/g, "");
  return tagged(0x17, Buffer.from(text));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

/** A value in DER: its tag, its length in the short or the long form, and itself. */
function tagged(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}
