import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { RegistryFailure } from "./failure";
import { listedDigests, readGetAnswer, readHeadAnswer } from "./manifest";
import type { HttpAnswer } from "./transport";

const TYPE = "application/vnd.oci.image.manifest.v1+json";
const MANIFEST = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: TYPE }));
const DIGEST = `sha256:${createHash("sha256").update(MANIFEST).digest("hex")}`;
const OTHER_DIGEST = `sha256:${"b".repeat(64)}`;

function answer(
  status: number,
  { headers = {}, body = "" }: { headers?: Record<string, string>; body?: string | Buffer } = {},
): HttpAnswer {
  return {
    status,
    url: new URL("https://registry.example.com/v2/api/manifests/1"),
    header: (name) => headers[name],
    body: Buffer.from(body),
    complete: true,
  };
}

function errors(...codes: string[]): string {
  return JSON.stringify({ errors: codes.map((code) => ({ code, message: "secret detail" })) });
}

const question = { name: "1.0.0", registry: "registry.example.com", access: {} };

function failureOf(read: () => unknown): RegistryFailure {
  try {
    read();
  } catch (error) {
    if (error instanceof RegistryFailure) return error;
  }
  return expect.unreachable("It must fail.");
}

describe("an answer to HEAD", () => {
  it("is a yes with digest and media type", () => {
    const headers = { "docker-content-digest": DIGEST, "content-type": `${TYPE}; charset=utf-8` };
    expect(readHeadAnswer(question, answer(200, { headers }))).toEqual({
      kind: "present",
      digest: DIGEST,
      mediaType: TYPE,
    });
  });

  it.each([
    ["a yes without a digest", answer(200, { headers: { "content-type": "text/html" } })],
    ["a yes with a broken digest", answer(200, { headers: { "docker-content-digest": "abc" } })],
    ["a no", answer(404)],
    ["a refusal of the method", answer(405)],
    ["a method that is not there", answer(501)],
  ])("needs the body after %s", (_, http) => {
    expect(readHeadAnswer(question, http)).toBeUndefined();
  });

  it("needs the body after a digest by another algorithm than was asked for", () => {
    const name = `sha512:${"c".repeat(128)}`;
    const headers = { "docker-content-digest": DIGEST };
    expect(readHeadAnswer({ ...question, name }, answer(200, { headers }))).toBeUndefined();
  });

  it("fails for another digest than was asked for", () => {
    const headers = { "docker-content-digest": OTHER_DIGEST };
    const read = () => readHeadAnswer({ ...question, name: DIGEST }, answer(200, { headers }));
    expect(failureOf(read).reason).toContain("another manifest than the digest names");
  });
});

describe("an answer to GET", () => {
  it("is a yes with the digest of what was sent, not of what was claimed", () => {
    const headers = { "docker-content-digest": OTHER_DIGEST, "content-type": "application/json" };
    expect(readGetAnswer(question, answer(200, { headers, body: MANIFEST }))).toEqual({
      kind: "present",
      digest: DIGEST,
      mediaType: TYPE,
    });
  });

  it("is a yes with the type that the answer says where the manifest says none", () => {
    const http = answer(200, { headers: { "content-type": TYPE }, body: '{"schemaVersion":2}' });
    expect(readGetAnswer(question, http)).toMatchObject({ kind: "present", mediaType: TYPE });
  });

  it("is a yes for a digest of another algorithm", () => {
    const name = `sha512:${createHash("sha512").update(MANIFEST).digest("hex")}`;
    const told = readGetAnswer({ ...question, name }, answer(200, { body: MANIFEST }));
    expect(told).toMatchObject({ kind: "present", digest: name });
  });

  it.each([
    ["a login page", answer(200, { body: "<html>Log in</html>" })],
    ["other JSON", answer(200, { body: "{}" })],
    ["a cut manifest", { ...answer(200, { body: MANIFEST }), complete: false }],
  ])("fails for %s", (_, http) => {
    expect(failureOf(() => readGetAnswer(question, http)).reason).toContain("is not a manifest");
  });

  it.each([
    ["a tag that is not there", errors("MANIFEST_UNKNOWN"), false],
    ["a repository that is not there", errors("NAME_UNKNOWN"), true],
    ["a bare no", "", false],
    ["a no in HTML", "<html>", false],
  ])("is a no for %s", (_, body, repositoryUnknown) => {
    expect(readGetAnswer(question, answer(404, { body }))).toEqual({
      kind: "absent",
      repositoryUnknown,
    });
  });
});

describe("an answer that says neither", () => {
  const credentials = { kind: "password", username: "user", password: "hunter2" } as const;

  it.each([
    [
      401,
      "docker.io",
      {},
      'the registry "docker.io" denies access to the repository without credentials, or there is no such repository (HTTP 401)',
      'Log in with "docker login", or correct the name of the image.',
    ],
    [
      403,
      "registry.example.com",
      {},
      'the registry "registry.example.com" denies access to the repository without credentials, or there is no such repository (HTTP 403)',
      'Log in with "docker login registry.example.com", or correct the name of the image.',
    ],
    [
      403,
      "us-docker.pkg.dev",
      {},
      'the registry "us-docker.pkg.dev" denies access to the repository without credentials, or there is no such repository (HTTP 403)',
      'Log in with "gcloud auth application-default login", or correct the name of the image.',
    ],
    [
      403,
      "us-docker.pkg.dev",
      { credentials },
      'the registry "us-docker.pkg.dev" denies the configured credentials access to the repository, or there is no such repository (HTTP 403)',
      'Grant the account the role "roles/artifactregistry.reader" on the repository, or correct the name of the image.',
    ],
    [
      401,
      "ghcr.io",
      { trouble: '"docker-credential-x" could not be started' },
      'the registry "ghcr.io" denies access to the repository without credentials, or there is no such repository (HTTP 401); "docker-credential-x" could not be started',
      'Log in with "docker login ghcr.io", or correct the name of the image.',
    ],
  ])("is a denial at %d of %s", (status, registry, access, reason, action) => {
    for (const read of [readHeadAnswer, readGetAnswer]) {
      const told = read({ ...question, registry, access }, answer(status));
      if (told?.kind !== "denied") expect.unreachable();
      expect([told.status, told.failure.reason, told.failure.action]).toEqual([
        status,
        reason,
        action,
      ]);
    }
  });

  it.each<[HttpAnswer, string, boolean]>([
    [answer(503), "answered HTTP 503", true],
    [
      answer(400, { body: errors("NAME_INVALID", "<script>") }),
      "answered HTTP 400 (NAME_INVALID)",
      false,
    ],
    [answer(418), "answered HTTP 418", false],
    [answer(204), "answered HTTP 204", false],
    [answer(304), "answered HTTP 304", false],
    [answer(429), "limits the number of requests (HTTP 429)", true],
    [answer(429, { headers: { "retry-after": "300" } }), "and asks to wait 300 s (HTTP 429)", true],
    [
      answer(429, { headers: { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" } }),
      "limits the number of requests (HTTP 429)",
      true,
    ],
    [
      answer(503, { body: errors("TOOMANYREQUESTS") }),
      "limits the number of requests (HTTP 503)",
      true,
    ],
  ])("fails for %o", (http, reason, concernsAll) => {
    const failure = failureOf(() => readGetAnswer(question, http));
    expect(failure.reason).toContain(reason);
    expect(failure.reason).not.toContain("secret detail");
    expect(failure.action).toContain(concernsAll ? "Try again later" : "Check that the address");
    expect(failure.silent).toBe(concernsAll);
  });
});

describe("an index", () => {
  it("lists the digests of its images and passes over what is none", () => {
    const body = JSON.stringify({ manifests: [{ digest: DIGEST }, {}, null, { digest: 7 }] });
    expect(listedDigests(Buffer.from(body))).toEqual([DIGEST]);
    expect(listedDigests(Buffer.from("no JSON"))).toEqual([]);
  });
});
