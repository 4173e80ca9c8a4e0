import {
  createPublicKey,
  createSign,
  generateKeyPairSync,
  randomBytes,
  X509Certificate,
} from "node:crypto";

/** Makes a private RSA key of 2048 bits, in PEM by PKCS #8. */
export function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/**
 * Makes a certificate that signs itself and that programs can parse, as the ones of managed databases are. Node.js can
 * read certificates but not make them, so the few ASN.1 structures of one are written out here.
 *
 * @param privateKey The key, in PEM.
 * @param commonName The subject and the issuer.
 * @returns The certificate in PEM, valid for ten years from now.
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
export function selfSigned(privateKey: string, commonName: string): string {
  const serial = randomBytes(8);
  // A serial number is positive and has no leading zero.
  serial[0] = 0x40 | ((serial[0] ?? 0) & 0x3f);
  const validFrom = new Date();
  const validTo = new Date(validFrom);
  validTo.setUTCFullYear(validTo.getUTCFullYear() + 10);
  const toBeSigned = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, serial),
    sha256WithRsa,
    nameOf(commonName),
    sequence(timeOf(validFrom), timeOf(validTo)),
    nameOf(commonName),
    createPublicKey(privateKey).export({ type: "spki", format: "der" }),
  );
  const signature = createSign("sha256").update(toBeSigned).sign(privateKey);
  return pem(
    sequence(toBeSigned, sha256WithRsa, tagged(0x03, Buffer.concat([Buffer.from([0]), signature]))),
  );
}

/** What a managed service tells of a certificate beside the certificate itself. */
export function factsOf(certificate: string) {
  const { serialNumber, validFrom, validTo, fingerprint } = new X509Certificate(certificate);
  return {
    serialNumber: serialNumber.toLowerCase(),
    validFrom: new Date(validFrom).toISOString(),
    validTo: new Date(validTo).toISOString(),
    sha1Fingerprint: fingerprint.replaceAll(":", "").toLowerCase(),
  };
}

const sha256WithRsa = sequence(objectId("2a864886f70d01010b"), tagged(0x05, Buffer.alloc(0)));

function nameOf(commonName: string): Buffer {
  const attribute = sequence(objectId("550403"), tagged(0x0c, Buffer.from(commonName)));
  return sequence(tagged(0x31, attribute));
}

/** UTCTime has two digits for the year, and must be used until 2049. */
function timeOf(date: Date): Buffer {
  const digits = date.toISOString().replace(/\D/g, "").slice(2, 14);
  return tagged(0x17, Buffer.from(`${digits}Z`));
}

function objectId(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, "hex"));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, "0"), "hex");
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length]), bytes, content]);
}

function pem(encoded: Buffer): string {
  const lines = encoded.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
