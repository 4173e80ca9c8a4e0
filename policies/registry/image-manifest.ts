import { entriesOf, fieldsOf, parseJson } from "./json";
import { isIndex } from "./manifest";
import type { ImageConfiguration, Platform } from "./reading";

/** What a manifest says: where the images of an index are, where the configuration of an image is, or neither. */
export type Manifest =
  | { readonly kind: "index"; readonly entries: readonly IndexEntry[] }
  | { readonly kind: "image"; readonly configuration: string }
  | { readonly kind: "artifact"; readonly what: string };

/** One image of an index. */
export interface IndexEntry {
  readonly digest: string;
  readonly platform?: Platform;
}

/** `application/octet-stream` is what the first Docker registries said of a configuration. */
const CONFIGURATION_TYPES: readonly string[] = [
  "application/vnd.oci.image.config.v1+json",
  "application/vnd.docker.container.image.v1+json",
  "application/octet-stream",
];

const SCHEMA_1_TYPES: readonly string[] = [
  "application/vnd.docker.distribution.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v1+prettyjws",
];

/** What is kept in registries beside images, by the start of its media type. */
const ARTIFACTS: readonly (readonly [string, string])[] = [
  ["application/vnd.cncf.helm.", "a Helm chart"],
  ["application/vnd.in-toto", "an attestation"],
  ["application/vnd.dev.cosign.", "a signature"],
  ["application/vnd.dev.sigstore.", "a signature"],
  ["application/vnd.cncf.notary.", "a signature"],
  ["application/spdx", "a bill of materials"],
  ["application/vnd.cyclonedx", "a bill of materials"],
  ["application/vnd.docker.plugin.", "a plugin of Docker"],
  ["application/vnd.cncf.flux.", "a bundle of manifests for Flux"],
  ["application/vnd.cncf.kyverno.", "a policy for Kyverno"],
];

/** Tells whether a manifest is of Docker's first format, whose digest is not that of its bytes. */
export function isSchema1(mediaType: string): boolean {
  return SCHEMA_1_TYPES.includes(mediaType);
}

/**
 * Reads a manifest.
 *
 * @param mediaType As the registry told it; what the manifest says of itself goes before.
 */
export function readManifest(body: Buffer, mediaType: string): Manifest {
  const manifest = fieldsOf(parseJson(body.toString("utf8")));
  const type = typeof manifest.mediaType === "string" ? manifest.mediaType : mediaType;
  // The type may be left out of the manifest, and is not told again of one that an index lists.
  if (isIndex(type) || (Array.isArray(manifest.manifests) && !("config" in manifest))) {
    return { kind: "index", entries: readEntries(manifest.manifests) };
  }
  const { artifactType } = manifest;
  const { mediaType: configurationType, digest } = fieldsOf(manifest.config);
  const isImage =
    typeof configurationType === "string" && CONFIGURATION_TYPES.includes(configurationType);
  if (isImage && typeof digest === "string") return { kind: "image", configuration: digest };
  const told = typeof artifactType === "string" ? artifactType : configurationType;
  return { kind: "artifact", what: describeArtifact(typeof told === "string" ? told : "") };
}

/**
 * Reads the configuration of an image; undefined for what is none.
 *
 * Format: https://github.com/opencontainers/image-spec/blob/main/config.md
 */
export function readConfiguration(body: Buffer): ImageConfiguration | undefined {
  const parsed = parseJson(body.toString("utf8"));
  const image = fieldsOf(parsed);
  if (!("rootfs" in image) && !("config" in image) && !("architecture" in image)) return undefined;
  const platform = readPlatform(image);
  const start = fieldsOf(image.config);
  return {
    ...(platform === undefined ? {} : { platform }),
    entrypoint: texts(start.Entrypoint),
    command: texts(start.Cmd),
    user: typeof start.User === "string" ? start.User : "",
    ports: Object.keys(fieldsOf(start.ExposedPorts)).flatMap(tcpPort),
    environment: new Map(texts(start.Env).map(splitVariable)),
  };
}

/** Build tools list what they know of an image beside it, for a platform that does not exist. */
function readEntries(manifests: unknown): IndexEntry[] {
  return entriesOf(manifests)
    .map(fieldsOf)
    .filter(({ annotations }) => !("vnd.docker.reference.type" in fieldsOf(annotations)))
    .flatMap(({ digest, platform }) => {
      if (typeof digest !== "string") return [];
      const { os, architecture } = fieldsOf(platform);
      if (os === "unknown" && architecture === "unknown") return [];
      const known = readPlatform(fieldsOf(platform));
      return [{ digest, ...(known === undefined ? {} : { platform: known }) }];
    });
}

function readPlatform({ os, architecture, variant }: Readonly<Record<string, unknown>>) {
  if (typeof architecture !== "string" || architecture === "") return undefined;
  const platform: Platform = {
    os: typeof os === "string" && os !== "" ? os : "linux",
    architecture,
    ...(typeof variant === "string" && variant !== "" ? { variant } : {}),
  };
  return platform;
}

function describeArtifact(mediaType: string): string {
  const known = ARTIFACTS.find(([start]) => mediaType.startsWith(start));
  if (known !== undefined) return known[1];
  return /^[\w.+/-]{1,120}$/.test(mediaType)
    ? `an artifact of the type "${mediaType}"`
    : "an artifact of a type that it does not tell";
}

function texts(list: unknown): string[] {
  return entriesOf(list).filter((entry) => typeof entry === "string");
}

/** A port as `8080/tcp` or `8080`; others than those of TCP take no requests. */
function tcpPort(text: string): number[] {
  const [, port] = /^(\d{1,5})(?:\/tcp)?$/.exec(text) ?? [];
  return port === undefined ? [] : [Number(port)];
}

function splitVariable(text: string): [string, string] {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
