import { createHash } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { clientWith, readImage } from "./clients";
import { Registries } from "./real-registry";
import { answerWith, closeServers, type Handler, serve, type TestServer } from "./test-server";

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const CONFIGURATION = JSON.stringify({
  architecture: "amd64",
  os: "linux",
  config: { Entrypoint: ["/server"] },
});

const registries = new Registries();

afterAll(() => Promise.all([closeServers(), registries.close()]));

const digestOf = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

/** A registry with one image, whose configuration is given by `blob`. */
function registryWith(
  blob: Handler,
  configuration = CONFIGURATION,
  digest = digestOf(configuration),
): Promise<TestServer> {
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: {
      mediaType: "application/vnd.oci.image.config.v1+json",
      digest,
      size: configuration.length,
    },
    layers: [],
  });
  return serve((request, response) => {
    if (request.path.includes("/blobs/")) return blob(request, response);
    response.writeHead(200, {
      "content-type": MANIFEST,
      "docker-content-digest": digestOf(manifest),
    });
    response.end(request.method === "HEAD" ? undefined : manifest);
  });
}

const give =
  (text: string): Handler =>
  (_, response) => {
    response.writeHead(200, { "content-type": "application/octet-stream" });
    response.end(text);
  };

describe("the configuration of an image", () => {
  it("is asked for once, however often and by whatever name the image is read", async () => {
    const server = await registryWith(give(CONFIGURATION));
    const client = clientWith();
    const arm = { os: "linux", architecture: "arm64" };
    await Promise.all([1, 2, 3].map(() => readImage(`${server.host}/api:1`, client)));
    await readImage(`${server.host}/api:2`, client);
    await readImage(`${server.host}/api:1`, client, arm);
    const asked = server.seen.map(({ method, path }) => `${method} ${path}`);
    expect(asked.filter((one) => one.includes("/blobs/"))).toHaveLength(1);
    expect(
      asked.filter((one) => one.startsWith("GET") && one.includes("/manifests/")),
    ).toHaveLength(1);
    expect(asked.filter((one) => one.startsWith("HEAD"))).toHaveLength(2);
  });

  it("is followed to another host, which gets no credentials", async () => {
    const storage = await serve(give(CONFIGURATION));
    const inner = await registryWith((_, response) =>
      answerWith(response, 307, undefined, { location: `${storage.url}/bucket/blob?signature=s` }),
    );
    const front = await serve(async (request, response) => {
      if (request.authorization === undefined) {
        return answerWith(response, 401, undefined, { "www-authenticate": 'Basic realm="r"' });
      }
      const answer = await fetch(`${inner.url}${request.path}`, {
        method: request.method,
        redirect: "manual",
      });
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    const auth = Buffer.from("user:hunter2").toString("base64");
    const DOCKER_CONFIG = registries.dockerConfig({ auths: { [front.host]: { auth } } });
    const client = clientWith({ environment: { DOCKER_CONFIG } });
    expect(await readImage(`${front.host}/api:1`, client)).toMatchObject({
      kind: "image",
      configuration: { entrypoint: ["/server"] },
    });
    expect(front.seen.some(({ authorization }) => authorization?.includes(auth))).toBe(true);
    expect(storage.seen.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it.each<[string, Handler, string]>([
    ["is gone", (_, response) => answerWith(response, 404), "but not its configuration"],
    ["is denied", (_, response) => answerWith(response, 403), "denies access to the repository"],
    [
      "wants a login",
      (_, response) => answerWith(response, 401),
      "denies access to the repository",
    ],
    ["is not given", (_, response) => answerWith(response, 500), "answered HTTP 500"],
    ["is another", give('{"config":{}}'), "another configuration than the digest names"],
    ["has no end in sight", give("x".repeat(9 * 1024 * 1024)), "of more than 8 MiB"],
  ])("is not read, and no yes, when it %s", async (_, blob, reason) => {
    const server = await registryWith(blob);
    expect(await readImage(`${server.host}/api:1`)).toMatchObject({
      kind: "unread",
      reason: expect.stringContaining(reason),
      action: expect.stringMatching(/\.$/),
    });
  });

  it("is not asked for when the manifest names it by no digest", async () => {
    const server = await registryWith(give(CONFIGURATION), CONFIGURATION, "../../tags/list");
    expect(await readImage(`${server.host}/api:1`)).toMatchObject({
      kind: "unread",
      reason: expect.stringContaining("names a configuration by something that is not a digest"),
    });
    expect(server.seen.filter(({ path }) => !path.startsWith("/v2/api/manifests/"))).toEqual([]);
  });

  it("is not read when it is none", async () => {
    const server = await registryWith(give("[]"), "[]");
    expect(await readImage(`${server.host}/api:1`)).toMatchObject({
      kind: "unread",
      reason: expect.stringContaining("not the configuration of an image"),
    });
  });

  it("is not read when where it is kept does not give it", async () => {
    const storage = await serve((_, response) => answerWith(response, 403));
    const server = await registryWith((_, response) =>
      answerWith(response, 307, undefined, { location: `${storage.url}/blob?token=hunter2` }),
    );
    const reading = await readImage(`${server.host}/api:1`);
    expect(reading).toMatchObject({
      kind: "unread",
      reason: `"${storage.host}", where the registry "${server.host}" keeps the configuration, answered HTTP 403`,
    });
    expect(JSON.stringify(reading)).not.toContain("hunter2");
  });

  it("is not read, before the deadline is over, when it does not come", async () => {
    const server = await registryWith(() => {});
    const start = performance.now();
    const client = clientWith({ timeout: 500 });
    expect(await readImage(`${server.host}/api:1`, client)).toMatchObject({
      kind: "unread",
      reason: expect.stringContaining("within 0.5 s"),
    });
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});

describe("an image in Docker's first format", () => {
  it("is not read, and is no error of the registry", async () => {
    const server = await serve((request, response) => {
      response.writeHead(200, {
        "content-type": "application/vnd.docker.distribution.manifest.v1+prettyjws",
        "docker-content-digest": `sha256:${"a".repeat(64)}`,
      });
      response.end(request.method === "HEAD" ? undefined : '{"schemaVersion":1}');
    });
    expect(await readImage(`${server.host}/api:1`)).toMatchObject({
      kind: "unreadable",
      reason: expect.stringContaining("Docker schema 1"),
    });
  });
});
