import { createHash } from "node:crypto";
import type { CredentialSearch } from "./credentials/credentials";
import { denied } from "./denial";
import { RegistryFailure } from "./failure";
import { entriesOf, fieldsOf, parseJson } from "./json";
import type { HttpAnswer } from "./transport";

const INDEX_TYPES: readonly string[] = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
];

const IMAGE_TYPES: readonly string[] = [
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];

/** Every kind of manifest: a registry may say "not found" of a kind that is not asked for. */
export const MANIFEST_ACCEPT = [...INDEX_TYPES, ...IMAGE_TYPES].join(", ");

/** Largest manifest that a registry has to take (https://github.com/opencontainers/distribution-spec, "Pushing Manifests"). */
export const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;

const DIGEST = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-f]{32,}$/;

/** What a registry's answer says of a manifest. */
export type ManifestAnswer =
  | { readonly kind: "present"; readonly digest: string; readonly mediaType: string }
  /** @property repositoryUnknown The registry says that it has no such repository. */
  | { readonly kind: "absent"; readonly repositoryUnknown: boolean }
  | { readonly kind: "denied"; readonly status: 401 | 403; readonly failure: RegistryFailure };

/** Whom and what was asked. */
export interface ManifestQuestion {
  /** Tag or digest. */
  readonly name: string;
  /** Host of the registry as it is shown. */
  readonly registry: string;
  readonly access: CredentialSearch;
}

/** Tells whether a manifest is an index of images for several platforms. */
export function isIndex(mediaType: string): boolean {
  return INDEX_TYPES.includes(mediaType);
}

/**
 * Reads the answer to a HEAD. Undefined means that only the manifest itself tells: for a 404, whose body says what is
 * missing and which a registry or proxy without HEAD gives too, and for a yes without a digest, or with one by another
 * algorithm than was asked for, which cannot be compared.
 *
 * @throws RegistryFailure for an answer that tells nothing about the manifest.
 */
export function readHeadAnswer(
  question: ManifestQuestion,
  answer: HttpAnswer,
): ManifestAnswer | undefined {
  if (answer.status === 404 || answer.status === 405 || answer.status === 501) return undefined;
  if (answer.status !== 200) return readRefusal(question, answer);
  const digest = answer.header("docker-content-digest");
  if (digest === undefined || !DIGEST.test(digest)) return undefined;
  if (isDigest(question.name) && algorithmOf(digest) !== algorithmOf(question.name)) {
    return undefined;
  }
  return present(question, digest, contentType(answer));
}

/**
 * Tells whether the digest follows from the answer to a GET. Of a manifest that is longer than what was read of it, and of
 * the first schema, whose digest leaves out the signatures in it, only a HEAD tells it.
 */
export function tellsDigest(answer: HttpAnswer): boolean {
  if (answer.status !== 200) return true;
  return answer.complete && fields(answer.body).schemaVersion !== 1;
}

/**
 * Reads the answer to a GET. A yes is believed only with a manifest in it, since a login page of a network also answers
 * 200, and the manifest's digest is computed, not believed.
 *
 * @throws RegistryFailure for an answer that tells nothing about the manifest.
 */
export function readGetAnswer(question: ManifestQuestion, answer: HttpAnswer): ManifestAnswer {
  if (answer.status === 404) {
    return { kind: "absent", repositoryUnknown: errorCodes(answer).includes("NAME_UNKNOWN") };
  }
  if (answer.status !== 200) return readRefusal(question, answer);
  const { schemaVersion, mediaType } = fields(answer.body);
  if (!answer.complete || typeof schemaVersion !== "number") {
    throw new RegistryFailure(
      `the registry "${question.registry}" answered with something that is not a manifest`,
      "Check that the address is that of a registry, and that the network asks for no login.",
    );
  }
  const type = typeof mediaType === "string" ? mediaType : contentType(answer);
  return present(question, digestOf(answer.body, question.name), type);
}

/** Digests of the manifests that an index lists. */
export function listedDigests(body: Buffer): string[] {
  return entriesOf(fields(body).manifests)
    .map((entry) => fieldsOf(entry).digest)
    .filter((digest) => typeof digest === "string");
}

/** The error codes in the body of a registry's answer, such as `MANIFEST_UNKNOWN`. */
export function errorCodes(answer: HttpAnswer): string[] {
  return entriesOf(fields(answer.body).errors)
    .map((entry) => fieldsOf(entry).code)
    .filter((code) => typeof code === "string")
    .filter((code) => /^[A-Z_]{1,64}$/.test(code));
}

/** The failure for a status that says nothing about what was asked for. */
export function unexpectedStatus(registry: string, answer: HttpAnswer): RegistryFailure {
  const { status } = answer;
  const codes = errorCodes(answer);
  const detail = codes.length === 0 ? "" : ` (${codes.join(", ")})`;
  if (status === 429 || codes.includes("TOOMANYREQUESTS")) {
    const wait = answer.header("retry-after");
    const asked = wait !== undefined && /^\d{1,6}$/.test(wait) ? ` and asks to wait ${wait} s` : "";
    return new RegistryFailure(
      `the registry "${registry}" limits the number of requests${asked} (HTTP ${status})`,
      "Try again later, or log in to get a higher limit.",
      true,
    );
  }
  return new RegistryFailure(
    `the registry "${registry}" answered HTTP ${status}${detail}`,
    status >= 500 ? "Try again later." : "Check that the address is that of a registry.",
    status >= 500,
  );
}

function readRefusal({ registry, access }: ManifestQuestion, answer: HttpAnswer): ManifestAnswer {
  const { status } = answer;
  if (status !== 401 && status !== 403) throw unexpectedStatus(registry, answer);
  return { kind: "denied", status, failure: denied(registry, status, access) };
}

function present(question: ManifestQuestion, digest: string, mediaType: string): ManifestAnswer {
  if (isDigest(question.name) && digest !== question.name) {
    throw new RegistryFailure(
      `the registry "${question.registry}" answered with another manifest than the digest names`,
      "Do not deploy from this registry before it is corrected.",
    );
  }
  return { kind: "present", digest, mediaType };
}

/** The digest by the algorithm of the one that was asked for, else by SHA-256. */
function digestOf(body: Buffer, name: string): string {
  const algorithm = isDigest(name) ? algorithmOf(name) : "sha256";
  return `${algorithm}:${createHash(algorithm).update(body).digest("hex")}`;
}

function isDigest(name: string): boolean {
  return name.includes(":");
}

function algorithmOf(digest: string): string {
  return digest.slice(0, digest.indexOf(":"));
}

function contentType(answer: HttpAnswer): string {
  return (answer.header("content-type") ?? "").replace(/;.*$/s, "").trim().toLowerCase();
}

function fields(body: Buffer): Readonly<Record<string, unknown>> {
  return fieldsOf(parseJson(body.toString("utf8")));
}
