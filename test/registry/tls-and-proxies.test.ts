import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import type { Lookup } from "../../policies/registry/lookup";
import { selfSignedCertificate } from "./certificate";
import { clientWith, lookUp, reasonOf } from "./clients";
import { type ProxyServer, serveProxy } from "./proxy-server";
import {
  answerManifest,
  answerWith,
  closeServers,
  MANIFEST_DIGEST,
  type SeenRequest,
  serve,
} from "./test-server";

const folder = mkdtempSync(join(tmpdir(), "holdfast-tls-"));
const proxies: ProxyServer[] = [];

afterAll(async () => {
  await Promise.all([closeServers(), ...proxies.map((proxy) => proxy.close())]);
  rmSync(folder, { recursive: true, force: true });
});

async function proxyTo(host: string): Promise<ProxyServer> {
  const proxy = await serveProxy(host);
  proxies.push(proxy);
  return proxy;
}

/** Looks up in a process of its own, with this environment beside what it needs to run. */
async function lookUpInProcess(
  environment: NodeJS.ProcessEnv,
  ...references: readonly string[]
): Promise<Lookup[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", join(__dirname, "lookup-process.ts"), ...references],
    { env: { PATH: process.env.PATH, HOME: folder, ...environment } },
  );
  return JSON.parse(stdout);
}

/** A file with a certificate that a process can be told to trust. */
function trustFile(certificate: string): string {
  const file = join(mkdtempSync(join(folder, "trust-")), "ca.pem");
  writeFileSync(file, certificate);
  return file;
}

describe("a registry with TLS", () => {
  it("is unavailable when nobody vouches for its certificate", async () => {
    const server = await serve(answerManifest, selfSignedCertificate());
    const client = clientWith({ mirrors: { "*": server.url } });
    const start = performance.now();
    expect(await reasonOf(lookUp("registry.example.com/api:1", client))).toBe(
      `the TLS certificate of "${server.host}" is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)`,
    );
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(server.seen).toEqual([]);
  });

  it("answers when NODE_EXTRA_CA_CERTS vouches for its certificate, and not under another name", async () => {
    const tls = selfSignedCertificate();
    const server = await serve(answerManifest, tls);
    const mirrors = {
      "good.example": server.url,
      "*": server.url.replace("127.0.0.1", "localhost"),
    };
    const [good, bad] = await lookUpInProcess(
      {
        NODE_EXTRA_CA_CERTS: trustFile(tls.certificate),
        TEST_MIRRORS: JSON.stringify(mirrors),
      },
      "good.example/api:1",
      "bad.example/api:1",
    );
    expect(good).toMatchObject({ kind: "exists", digest: MANIFEST_DIGEST });
    expect(bad).toMatchObject({
      kind: "unavailable",
      reason: expect.stringContaining("is not trusted (ERR_TLS_CERT_ALTNAME_INVALID)"),
    });
  });

  it("is unavailable when the server does not speak TLS", async () => {
    const server = await serve(answerManifest);
    const client = clientWith({ mirrors: { "*": server.url.replace("http:", "https:") } });
    expect(await reasonOf(lookUp("registry.example.com/api:1", client))).toContain(
      `"${server.host}" did not agree on a TLS connection`,
    );
  });
});

describe("a proxy", () => {
  it("is used for a registry with TLS, but not for loopback and not for what NO_PROXY names", async () => {
    const tls = selfSignedCertificate(["registry.example.com"]);
    const registry = await serve(answerManifest, tls);
    const local = await serve(answerManifest);
    const proxy = await proxyTo(registry.host);
    const [through, direct, excepted] = await lookUpInProcess(
      {
        NODE_EXTRA_CA_CERTS: trustFile(tls.certificate),
        // Without a scheme, as other tools take it.
        HTTPS_PROXY: proxy.host,
        HTTP_PROXY: proxy.host,
        NO_PROXY: "excepted.invalid",
      },
      "registry.example.com/api:1",
      `${local.host}/api:1`,
      "registry.excepted.invalid/api:1",
    );
    expect(through).toMatchObject({ kind: "exists", digest: MANIFEST_DIGEST });
    expect(direct).toMatchObject({ kind: "exists" });
    expect(excepted).toMatchObject({ kind: "unavailable" });
    expect(new Set(proxy.seen)).toEqual(new Set(["registry.example.com:443"]));
  });

  it.each([403, 404, 407])(
    "that answers %d to a tunnel leaves the image unavailable, and its own password untold",
    async (status) => {
      const server = await serve(answerManifest);
      const proxy = await serveProxy(server.host, status);
      proxies.push(proxy);
      const environment = { HTTPS_PROXY: `http://user:hunter2@${proxy.host}` };
      const reason = await reasonOf(
        lookUp("registry.example.com/api:1", clientWith({ environment })),
      );
      expect(reason).toBe(`the proxy does not connect to "registry.example.com" (HTTP ${status})`);
      expect(proxy.seen).toEqual(["registry.example.com:443"]);
      expect(proxy.authorizations).toEqual([
        `Basic ${Buffer.from("user:hunter2").toString("base64")}`,
      ]);
    },
  );

  it("that closes the connection or is none leaves the image unavailable", async () => {
    const silent = await serve(answerManifest);
    const environment = { HTTPS_PROXY: `http://${silent.host}` };
    const client = clientWith({ environment, timeout: 2_000 });
    const start = performance.now();
    expect(await reasonOf(lookUp("registry.example.com/api:1", client))).toContain(
      '"registry.example.com"',
    );
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});

describe("a proxy that says nothing when it is asked for a tunnel", () => {
  it("is waited for no longer than the deadline", async () => {
    const proxy = createServer((socket) => socket.resume());
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const { port } = proxy.address() as AddressInfo;
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${port}` };
    const start = performance.now();
    expect(
      await reasonOf(
        lookUp("registry.example.com/api:1", clientWith({ environment, timeout: 500 })),
      ),
    ).toBe('"registry.example.com" did not answer within 0.5 s');
    expect(performance.now() - start).toBeLessThan(3_000);
    proxy.close();
  });
});

describe("a mirror without TLS that is not this machine", () => {
  it("gets no credentials, even its own", async () => {
    const asked: SeenRequest[] = [];
    const mirror = await serve((request, response) => {
      asked.push(request);
      answerWith(response, 401, {}, { "www-authenticate": 'Basic realm="r"' });
    });
    const proxy = await proxyTo(mirror.host);
    const auth = Buffer.from("user:hunter2").toString("base64");
    const docker = mkdtempSync(join(folder, "docker-"));
    const auths = { "mirror.example.com": { auth } };
    writeFileSync(join(docker, "config.json"), JSON.stringify({ auths }));
    const client = clientWith({
      mirrors: { "*": "http://mirror.example.com" },
      environment: { DOCKER_CONFIG: docker, HTTP_PROXY: `http://${proxy.host}` },
    });
    expect(await reasonOf(lookUp("registry.example.com/api:1", client))).toContain(
      "credentials are sent only over TLS",
    );
    expect(asked.map(({ authorization }) => authorization)).toEqual([undefined]);
  });
});

describe("Google's application default credentials", () => {
  it("of a metadata server go to Artifact Registry, as a token for its token server", async () => {
    const metadata = await serve((request, response) => {
      const flavour = { "metadata-flavor": "Google" };
      const token = { access_token: "google-token", expires_in: 3600, token_type: "Bearer" };
      answerWith(response, 200, request.path.includes("/token") ? token : {}, flavour);
    });
    const host = "us-central1-docker.pkg.dev";
    const tls = selfSignedCertificate([host]);
    const basic = `Basic ${Buffer.from("oauth2accesstoken:google-token").toString("base64")}`;
    const registry = await serve((request, response) => {
      if (request.path.startsWith("/v2/token")) {
        return request.authorization === basic
          ? answerWith(response, 200, { token: "good" })
          : answerWith(response, 403);
      }
      if (request.authorization === "Bearer good") return answerManifest(request, response);
      const challenge = `Bearer realm="https://${host}/v2/token",service="${host}"`;
      answerWith(response, 401, {}, { "www-authenticate": challenge });
    }, tls);
    const proxy = await proxyTo(registry.host);
    const environment = {
      NODE_EXTRA_CA_CERTS: trustFile(tls.certificate),
      HTTPS_PROXY: `http://${proxy.host}`,
    };
    const name = `${host}/shop/images/api:1`;
    const [anonymous] = await lookUpInProcess(environment, name);
    expect(anonymous).toMatchObject({
      kind: "unavailable",
      action: expect.stringContaining("gcloud auth application-default login"),
    });
    const [known] = await lookUpInProcess(
      { ...environment, GCE_METADATA_HOST: metadata.host, NO_PROXY: "127.0.0.1" },
      name,
    );
    expect(known).toMatchObject({ kind: "exists", digest: MANIFEST_DIGEST });
  });
});
