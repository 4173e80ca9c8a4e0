import { createHash } from "node:crypto";
import type { BucketObjectArgs, BucketObjectState } from "@pulumi/gcp/storage";
import { describe } from "../../../declared/describe";
import { assigned, derived, planned } from "../../../declared/resource-type";
import { atMostOne, exactlyOne } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import { deletionPolicy, plainName } from "../../properties";

const path = (r: Reading) =>
  `/storage/v1/b/${r.text("bucket")}/o/${encodeURIComponent(r.text("name"))}`;

/** The MD5 of what is stored, as far as it stands for the content: that of an archive follows from its hash. */
function md5(r: Reading): Buffer {
  const content = r.get("content") ?? r.get("source") ?? "";
  return createHash("md5").update(JSON.stringify(content)).digest();
}

/** An object of a bucket. Its content is not kept. */
export const bucketObject = describe<BucketObjectArgs, BucketObjectState>({
  token: "gcp:storage/bucketObject:BucketObject",
  id: (r) => `${r.text("bucket")}-${r.text("name")}`,
  required: ["bucket"],
  autoName: plainName,
  rules: [
    exactlyOne("content", "source"),
    atMostOne("contentType", "forceEmptyContentType"),
    atMostOne("kmsKeyName", "customerEncryption"),
    atMostOne("retention", "eventBasedHold"),
  ],
  replaces: [
    "bucket",
    "cacheControl",
    "contentDisposition",
    "contentEncoding",
    "contentLanguage",
    "contentType",
    "customerEncryption.encryptionAlgorithm",
    "customerEncryption.encryptionKey",
    "forceEmptyContentType",
    "kmsKeyName",
    "name",
    "source",
    "storageClass",
  ],
  computed: {
    crc32c: derived((r) => md5(r).subarray(0, 4).toString("base64")),
    generation: assigned((r) => r.pick("generation", 1_700_000_000, 1_800_000_000)),
    md5hash: derived((r) => md5(r).toString("base64")),
    md5hexhash: derived((r) => md5(r).toString("hex")),
    mediaLink: assigned((r) => `https://storage.googleapis.com/download${path(r)}?alt=media`),
    outputName: derived((r) => r.text("name")),
    selfLink: assigned((r) => `https://www.googleapis.com${path(r)}`),
  },
  decided: {
    deletionPolicy,
    detectMd5hash: planned(() => "different hash"),
    contentType: assigned((r) =>
      r.get("content") === undefined ? "application/octet-stream" : "text/plain; charset=utf-8",
    ),
    storageClass: assigned(() => "STANDARD"),
  },
  secrets: ["content", "customerEncryption"],
});
