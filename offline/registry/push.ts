import { buildImage, type Content } from "./image";
import type { ImageDescription } from "./image-list";

/**
 * Fills a registry with images, which are then found below their own registry's host: a reference
 * HOST/REPOSITORY:TAG at `base`/HOST/REPOSITORY, where the `:` of a host's port is written `_`.
 *
 * @param base Address of the registry, such as `http://127.0.0.1:5000`.
 * @throws Error when the registry does not take something.
 */
export async function pushImages(base: string, images: readonly ImageDescription[]): Promise<void> {
  await Promise.all(images.map((image) => pushRepository(base, image)));
}

async function pushRepository(base: string, description: ImageDescription): Promise<void> {
  const repository = `${base}/v2/${description.repository.replace(":", "_")}`;
  const pushed = new Map<string, Promise<void>>();
  const pushBlobOnce = (blob: Content) => {
    const push = pushed.get(blob.digest) ?? pushBlob(repository, blob);
    pushed.set(blob.digest, push);
    return push;
  };
  await Promise.all(
    description.tags.map(async (tag) => {
      const { blobs, manifests, top } = await buildImage(description, tag);
      await Promise.all(blobs.map(pushBlobOnce));
      await Promise.all(manifests.map((manifest) => putManifest(repository, manifest)));
      await putManifest(repository, top, tag);
    }),
  );
}

/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pushing-blobs */
async function pushBlob(repository: string, blob: Content): Promise<void> {
  const upload = await send(`${repository}/blobs/uploads/`, { method: "POST" });
  const location = new URL(upload.headers.get("location") ?? "", repository);
  location.searchParams.set("digest", blob.digest);
  await send(location, {
    method: "PUT",
    headers: { "content-type": "application/octet-stream" },
    body: new Uint8Array(blob.bytes),
  });
}

async function putManifest(repository: string, manifest: Content, tag?: string): Promise<void> {
  await send(`${repository}/manifests/${tag ?? manifest.digest}`, {
    method: "PUT",
    headers: { "content-type": manifest.mediaType },
    body: new Uint8Array(manifest.bytes),
  });
}

async function send(url: string | URL, request: RequestInit): Promise<Response> {
  const response = await fetch(url, request);
  const text = await response.text();
  if (response.ok) return response;
  throw new Error(
    `The offline registry answered ${request.method} ${url} with ${response.status}: ${text.slice(0, 500)}`,
  );
}
