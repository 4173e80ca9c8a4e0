import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import type { ImageDescription } from "./image-list";

const INDEX = "application/vnd.oci.image.index.v1+json";
const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const CONFIG = "application/vnd.oci.image.config.v1+json";
const LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

/** Bytes with the digest that names them. */
export interface Content {
  readonly mediaType: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  readonly bytes: Buffer;
}

/** An image as a registry takes it: blobs first, then manifests, the last of which gets the tag. */
export interface Image {
  readonly blobs: readonly Content[];
  /** Manifest of each platform. */
  readonly manifests: readonly Content[];
  /** What the tag points to: the only manifest, or an index of them. */
  readonly top: Content;
}

/**
 * Builds the OCI image of one tag. The same description and tag give the same digests on every
 * machine; two tags give two images.
 *
 * Format: https://github.com/opencontainers/image-spec
 */
export async function buildImage(description: ImageDescription, tag: string): Promise<Image> {
  const files = await filesOf(description);
  const layer = content(LAYER, zip(files));
  const platforms = description.platforms.map((platform) => {
    const config = content(CONFIG, json(configOf(description, tag, platform, digestOf(files))));
    const manifest = content(
      MANIFEST,
      json({
        schemaVersion: 2,
        mediaType: MANIFEST,
        config: descriptor(config),
        layers: [descriptor(layer)],
      }),
    );
    return { config, manifest, platform: parsePlatform(platform) };
  });
  const manifests = platforms.map(({ manifest }) => manifest);
  const [only] = manifests;
  return {
    blobs: [layer, ...platforms.map(({ config }) => config)],
    manifests,
    top: manifests.length === 1 && only ? only : indexOf(platforms),
  };
}

function indexOf(platforms: { manifest: Content; platform: Platform }[]): Content {
  const manifests = platforms.map(({ manifest, platform }) => ({
    ...descriptor(manifest),
    platform,
  }));
  return content(INDEX, json({ schemaVersion: 2, mediaType: INDEX, manifests }));
}

interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

function parsePlatform(platform: string): Platform {
  const [os = "", architecture = "", variant] = platform.split("/");
  return { os, architecture, variant };
}

function configOf(description: ImageDescription, tag: string, platform: string, files: string) {
  const { user, entrypoint, command, ports } = description;
  return {
    created: "1970-01-01T00:00:00Z",
    ...parsePlatform(platform),
    config: {
      User: user,
      ExposedPorts: Object.fromEntries(ports.map((port) => [`${port}/tcp`, {}])),
      Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
      Entrypoint: entrypoint.length > 0 ? entrypoint : undefined,
      Cmd: command.length > 0 ? command : undefined,
      Labels: { "org.opencontainers.image.version": tag },
    },
    rootfs: { type: "layers", diff_ids: [files] },
    history: [{ created: "1970-01-01T00:00:00Z", created_by: "holdfast offline registry" }],
  };
}

/** One file that says what it stands in for. */
async function filesOf({ repository }: ImageDescription): Promise<Buffer> {
  const archive = pack();
  const epoch = { mtime: new Date(0), uid: 0, gid: 0, uname: "root", gname: "root" };
  archive.entry({ name: "app/", type: "directory", mode: 0o755, ...epoch });
  archive.entry({ name: "app/STAND-IN", mode: 0o644, ...epoch }, `Stands in for ${repository}.\n`);
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Stores without compressing, whose bytes differ from one version of a compressor to the next. */
function zip(bytes: Buffer): Buffer {
  const zipped = gzipSync(bytes, { level: 0 });
  // The header names the operating system: unknown, so that it is the same everywhere.
  zipped[9] = 255;
  return zipped;
}

function content(mediaType: string, bytes: Buffer): Content {
  return { mediaType, digest: digestOf(bytes), bytes };
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

function descriptor({ mediaType, digest, bytes }: Content) {
  return { mediaType, digest, size: bytes.length };
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
