import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { clientWith, lookUp, reasonOf } from "./clients";
import {
  answerManifest,
  answerWith,
  closeServers,
  errorBody,
  type Handler,
  MANIFEST,
  MANIFEST_DIGEST,
  serve,
} from "./test-server";

afterAll(closeServers);

const EXISTS = {
  kind: "exists",
  digest: MANIFEST_DIGEST,
  mediaType: "application/vnd.oci.image.manifest.v1+json",
};

/** Does the first so many times one thing, then another. */
function times(count: number, first: Handler, then: Handler): Handler {
  let done = 0;
  return (request, response) => {
    done += 1;
    (done <= count ? first : then)(request, response);
  };
}

describe("a registry that is slow", () => {
  it("is unavailable when the deadline passes", async () => {
    const server = await serve(() => {});
    const start = performance.now();
    const client = clientWith({ timeout: 500 });
    expect(await reasonOf(lookUp(`${server.host}/api:1`, client))).toBe(
      `"${server.host}" did not answer within 0.5 s`,
    );
    expect(performance.now() - start).toBeLessThan(3_000);
    expect(server.seen).toHaveLength(1);
  });

  it("is unavailable when its body does not end", async () => {
    const server = await serve((request, response) => {
      response.writeHead(request.method === "HEAD" ? 404 : 200);
      if (request.method === "HEAD") response.end();
      else response.write("{");
    });
    const client = clientWith({ timeout: 500 });
    expect(await reasonOf(lookUp(`${server.host}/api:1`, client))).toContain("within 0.5 s");
  });
});

describe("a registry with a passing fault", () => {
  it("is asked again, and answers", async () => {
    const server = await serve(
      times(2, (_, response) => answerWith(response, 503), answerManifest),
    );
    expect(await lookUp(`${server.host}/api:1`, clientWith())).toEqual(EXISTS);
    expect(server.seen).toHaveLength(3);
  });

  it("is asked again after it closed the connection", async () => {
    const server = await serve(times(1, (_, response) => response.destroy(), answerManifest));
    expect(await lookUp(`${server.host}/api:1`, clientWith())).toEqual(EXISTS);
  });

  it("is left alone for as long as it asks, in seconds or until a time", async () => {
    for (const wait of ["1", () => new Date(Date.now() + 2_000).toUTCString()]) {
      const retryAfter = typeof wait === "string" ? wait : wait();
      const limit: Handler = (_, response) =>
        answerWith(response, 429, undefined, { "retry-after": retryAfter });
      const server = await serve(times(1, limit, answerManifest));
      const start = performance.now();
      expect(await lookUp(`${server.host}/api:1`, clientWith())).toEqual(EXISTS);
      expect(performance.now() - start).toBeGreaterThan(950);
      expect(server.seen).toHaveLength(2);
    }
  });

  it("is unavailable at once when it asks for longer than the deadline", async () => {
    const server = await serve((_, response) =>
      answerWith(response, 429, errorBody("TOOMANYREQUESTS"), { "retry-after": "300" }),
    );
    const start = performance.now();
    expect(await reasonOf(lookUp(`${server.host}/api:1`, clientWith()))).toBe(
      `the registry "${server.host}" limits the number of requests and asks to wait 300 s (HTTP 429)`,
    );
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(server.seen).toHaveLength(1);
  });

  it("is unavailable when the fault does not pass", async () => {
    const server = await serve((_, response) => answerWith(response, 502));
    expect(await reasonOf(lookUp(`${server.host}/api:1`, clientWith()))).toBe(
      `the registry "${server.host}" answered HTTP 502`,
    );
    expect(server.seen).toHaveLength(5);
  });
});

describe("an answer that is cut or not an answer", () => {
  it("is unavailable when the body is truncated", async () => {
    const server = await serve((request, response) => {
      if (request.method === "HEAD") return answerWith(response, 404);
      response.writeHead(200, { "content-length": "1000" });
      response.write('{"schemaVersion":2');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await reasonOf(lookUp(`${server.host}/api:1`))).toContain(
      `"${server.host}" closed the connection before its answer was complete`,
    );
  });

  it("is unavailable when the body has no end in sight", async () => {
    const server = await serve((request, response) => {
      if (request.method === "HEAD") return answerWith(response, 404);
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
      };
      response.on("drain", more);
      more();
    });
    expect(await reasonOf(lookUp(`${server.host}/api:1`))).toContain("is not a manifest");
  });

  it("is taken when bytes follow that do not belong to it, such as a body to a HEAD", async () => {
    const head = `HTTP/1.1 200 OK\r\ncontent-type: ${EXISTS.mediaType}\r\n`;
    const server = await serve((_, { socket }) =>
      socket?.end(
        `${head}docker-content-digest: ${MANIFEST_DIGEST}\r\ncontent-length: ${MANIFEST.length}\r\n\r\n${MANIFEST}stray`,
      ),
    );
    expect(await lookUp(`${server.host}/api:1`)).toEqual(EXISTS);
  });

  it("is unavailable when the registry wants to speak another protocol", async () => {
    const server = await serve((_, { socket }) =>
      socket?.write(
        "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n",
      ),
    );
    expect(await reasonOf(lookUp(`${server.host}/api:1`))).toBe(
      `the connection to "${server.host}" failed`,
    );
  });

  it("is asked for without compression, which would change the bytes of the digest", async () => {
    const server = await serve((request, response) => {
      const plain = request.encoding === "identity";
      if (plain) return answerManifest(request, response);
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(request.method === "HEAD" ? undefined : gzipSync('{"schemaVersion":2}'));
    });
    expect(await lookUp(`${server.host}/api:1`)).toEqual(EXISTS);
  });

  it("is unavailable when a network asks for a login", async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<html>Welcome to the hotel</html>");
    });
    expect(await reasonOf(lookUp(`${server.host}/api:1`))).toContain("is not a manifest");
  });

  it("is unavailable when it is another manifest than the digest names", async () => {
    const server = await serve(answerManifest);
    expect(await reasonOf(lookUp(`${server.host}/api@sha256:${"0".repeat(64)}`))).toContain(
      "another manifest than the digest names",
    );
  });

  it("is unavailable when nobody listens", async () => {
    const server = await serve(answerManifest);
    await server.close();
    expect(await reasonOf(lookUp(`${server.host}/api:1`))).toBe(
      `the connection to "${server.host}" was refused (ECONNREFUSED)`,
    );
  });

  it("is unavailable when the host is no address", async () => {
    expect(await reasonOf(lookUp("registry.example.com:99999/api:1"))).toBe(
      '"registry.example.com:99999" is not an address that can be asked',
    );
  });

  it("is unavailable when the proxy in the environment is no address", async () => {
    const client = clientWith({ environment: { HTTPS_PROXY: "http://user:hunter2@proxy:port" } });
    expect(await reasonOf(lookUp("registry.example.com/api:1", client))).toBe(
      'the variable "HTTPS_PROXY" is not the address of an HTTP proxy',
    );
  });
});

describe("a manifest whose digest does not follow from what is read of it", () => {
  it.each([
    [
      "of the first schema, which its signatures are no part of",
      JSON.stringify({ schemaVersion: 1, signatures: [{}] }),
      "application/vnd.docker.distribution.manifest.v1+prettyjws",
    ],
    [
      "of more than 4 MiB",
      JSON.stringify({ schemaVersion: 2, annotations: { filler: "x".repeat(5 * 1024 * 1024) } }),
      "application/vnd.oci.image.manifest.v1+json",
    ],
  ])("%s exists as the registry says", async (_, body, mediaType) => {
    const digest = `sha256:${"5".repeat(64)}`;
    const server = await serve((request, response) => {
      response.writeHead(200, { "content-type": mediaType, "docker-content-digest": digest });
      response.end(request.method === "HEAD" ? undefined : body);
    });
    for (const reference of [`api@${digest}`, "api:1"]) {
      expect(await lookUp(`${server.host}/${reference}`)).toEqual({
        kind: "exists",
        digest,
        mediaType,
      });
    }
  });
});

describe("a registry or proxy that does not know HEAD", () => {
  it.each([404, 405, 501])("and says %d is asked for the manifest itself", async (status) => {
    const server = await serve((request, response) => {
      if (request.method === "HEAD") return answerWith(response, status);
      answerManifest(request, response);
    });
    expect(await lookUp(`${server.host}/api:1`)).toEqual(EXISTS);
  });
});

describe("redirects", () => {
  it("are followed", async () => {
    const server = await serve((request, response) => {
      if (request.path.startsWith("/blobs/")) return answerManifest(request, response);
      answerWith(response, 307, undefined, { location: "/blobs/manifest" });
    });
    expect(await lookUp(`${server.host}/api:1`)).toEqual(EXISTS);
  });

  it("are unavailable when they go round in a circle", async () => {
    const server = await serve((request, response) =>
      answerWith(response, 302, undefined, { location: request.path }),
    );
    expect(await reasonOf(lookUp(`${server.host}/api:1`, clientWith()))).toBe(
      `"${server.host}" redirects more than 5 times`,
    );
    expect(server.seen).toHaveLength(6);
  });

  it("are unavailable when they lead nowhere", async () => {
    const server = await serve((_, response) => answerWith(response, 302));
    expect(await reasonOf(lookUp(`${server.host}/api:1`))).toContain("without saying where to");
  });
});
