import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientWith, lookUp, reasonOf } from "./clients";
import { describeImage, hostOf, Registries } from "./real-registry";
import {
  answerManifest,
  answerWith,
  closeServers,
  errorBody,
  MANIFEST_DIGEST,
  serve,
} from "./test-server";
import { ACCOUNT, REFRESH_TOKEN, serveTokens, type TokenServer } from "./token-server";

/** The line of an htpasswd file for {@link ACCOUNT}; Distribution takes bcrypt alone. */
const HTPASSWD = "deployer:$2b$05$abcdefghijklmnopqrstuupx2xBUC4954936wVIjyyPHmUBFu0wCW\n";

const registries = new Registries();
/** Host and port of a registry without authentication, from which the others are filled. */
let open: string;

beforeAll(async () => {
  const registry = await registries.start([
    describeImage({ repository: "shop.example/api", tags: ["1.0.0", "1.1.0"] }),
  ]);
  open = hostOf(registry.url);
});

afterAll(() => Promise.all([closeServers(), registries.close()]));

/** A Docker configuration with the account, or with another password. */
function dockerConfig(host: string, password: string = ACCOUNT.password): string {
  const auth = Buffer.from(`${ACCOUNT.username}:${password}`).toString("base64");
  return registries.dockerConfig({ auths: { [host]: { auth } } });
}

function clientOf(folder: string, environment: NodeJS.ProcessEnv = {}) {
  return clientWith({ environment: { DOCKER_CONFIG: folder, ...environment } });
}

describe("a registry that wants a name and a password", () => {
  let host: string;

  beforeAll(async () => {
    const folder = mkdtempSync(join(registries.folder, "htpasswd-"));
    writeFileSync(join(folder, "htpasswd"), HTPASSWD);
    const registry = await registries.start([], {
      REGISTRY_AUTH: "htpasswd",
      REGISTRY_AUTH_HTPASSWD_REALM: "a realm, with a comma",
      REGISTRY_AUTH_HTPASSWD_PATH: join(folder, "htpasswd"),
    });
    host = hostOf(registry.url);
    await registries.copy(
      `${open}/shop.example/api:1.0.0`,
      `${host}/shop/api:1.0.0`,
      dockerConfig(host),
    );
  });

  it("answers with those of the Docker configuration", async () => {
    const client = clientOf(dockerConfig(host));
    expect(await lookUp(`${host}/shop/api:1.0.0`, client)).toMatchObject({ kind: "exists" });
    expect(await lookUp(`${host}/shop/api:2.0.0`, client)).toMatchObject({
      kind: "missing",
      closestTags: ["1.0.0"],
    });
  });

  it("answers with those of a credential helper", async () => {
    const programs = mkdtempSync(join(registries.folder, "bin-"));
    const helper = join(programs, "docker-credential-test");
    const answer = JSON.stringify({ Username: ACCOUNT.username, Secret: ACCOUNT.password });
    writeFileSync(
      helper,
      `#!/bin/sh\nread server\n[ "$server" = "${host}" ] && echo '${answer}'\n`,
    );
    chmodSync(helper, 0o755);
    const folder = registries.dockerConfig({ credHelpers: { [host]: "test" } });
    const client = clientOf(folder, { PATH: `${programs}:${process.env.PATH}` });
    expect(await lookUp(`${host}/shop/api:1.0.0`, client)).toMatchObject({ kind: "exists" });
  });

  it("is unavailable without", async () => {
    expect(await reasonOf(lookUp(`${host}/shop/api:1.0.0`))).toBe(
      `the registry "${host}" denies access to the repository without credentials, or there is no such repository (HTTP 401)`,
    );
  });

  it("is unavailable with wrong ones, which are not told", async () => {
    const reason = await reasonOf(
      lookUp(`${host}/shop/api:1.0.0`, clientOf(dockerConfig(host, "hunter2"))),
    );
    expect(reason).toContain("denies the configured credentials");
    expect(reason).not.toContain("hunter2");
  });

  it("is unavailable when the helper fails, and that is told", async () => {
    const client = clientOf(registries.dockerConfig({ credsStore: "absent" }));
    expect(await reasonOf(lookUp(`${host}/shop/api:1.0.0`, client))).toContain(
      '; "docker-credential-absent" could not be started',
    );
  });
});

describe("a registry that wants tokens", () => {
  let tokens: TokenServer;
  let host: string;

  beforeAll(async () => {
    tokens = await serveTokens(registries.folder, { field: "access_token" });
    host = hostOf((await registries.start([], tokens.registrySettings)).url);
    const account = dockerConfig(host);
    for (const name of ["shop/api:1.0.0", "shop/api:1.1.0", "public/api:1.0.0"]) {
      const tag = name.slice(name.indexOf(":"));
      await registries.copy(`${open}/shop.example/api${tag}`, `${host}/${name}`, account);
    }
  });

  it("answers everybody for what is public", async () => {
    expect(await lookUp(`${host}/public/api:1.0.0`)).toMatchObject({ kind: "exists" });
    expect(await lookUp(`${host}/public/api:1.0.1`)).toMatchObject({
      kind: "missing",
      closestTags: ["1.0.0"],
    });
  });

  it("answers the account, by its password", async () => {
    const client = clientOf(dockerConfig(host));
    expect(await lookUp(`${host}/shop/api:1.0.0`, client)).toMatchObject({ kind: "exists" });
  });

  it("answers the account, by its refresh token", async () => {
    const folder = registries.dockerConfig({ auths: { [host]: { identitytoken: REFRESH_TOKEN } } });
    expect(await lookUp(`${host}/shop/api:1.0.0`, clientOf(folder))).toMatchObject({
      kind: "exists",
    });
  });

  it("is asked for one token for each repository, and keeps the query of its address", async () => {
    const before = tokens.seen.length;
    const client = clientOf(dockerConfig(host));
    await Promise.all(
      ["1.0.0", "1.1.0", "1.2.0", "1.3.0"].map((tag) => lookUp(`${host}/shop/api:${tag}`, client)),
    );
    await lookUp(`${host}/shop/api:1.4.0`, client);
    const requests = tokens.seen.slice(before);
    expect(requests).toHaveLength(1);
    const query = new URL(requests[0]?.path ?? "", tokens.url).searchParams;
    expect(Object.fromEntries(query)).toEqual({
      account: "any",
      service: "registry.example.com",
      scope: "repository:shop/api:pull",
    });
  });

  it("is unavailable for what anybody may not read", async () => {
    expect(await reasonOf(lookUp(`${host}/shop/api:1.0.0`))).toContain(
      "denies access to the repository without credentials, or there is no such repository (HTTP 401)",
    );
  });

  it("is unavailable with a wrong password", async () => {
    const client = clientOf(dockerConfig(host, "hunter2"));
    const reason = await reasonOf(lookUp(`${host}/shop/api:1.0.0`, client));
    expect(reason).toContain("denies the configured credentials");
    expect(reason).not.toContain("hunter2");
  });

  it("is unavailable when its token server is", async () => {
    const stopped = await serveTokens(mkdtempSync(join(registries.folder, "keys-")));
    await stopped.close();
    const registry = await registries.start([], stopped.registrySettings);
    expect(await reasonOf(lookUp(`${hostOf(registry.url)}/shop/api:1.0.0`))).toBe(
      `the connection to "localhost:${new URL(stopped.url).port}" was refused (ECONNREFUSED)`,
    );
  });
});

describe("tokens", () => {
  /** A registry that takes any token of a server that gives such answers. */
  async function registryWith(tokenAnswer: () => object | number) {
    let issued = 0;
    const tokens = await serve((_, response) => {
      issued += 1;
      const answer = tokenAnswer();
      if (typeof answer === "number") answerWith(response, answer, errorBody("DENIED"));
      else answerWith(response, 200, { ...answer });
    });
    const registry = await serve((request, response) => {
      if (request.authorization?.startsWith("Bearer good")) {
        return answerManifest(request, response);
      }
      const challenge = `Bearer realm="${tokens.url}/token",service="s"`;
      answerWith(response, 401, errorBody("UNAUTHORIZED"), { "www-authenticate": challenge });
    });
    return { registry, tokens, issued: () => issued };
  }

  it("are used until shortly before they expire", async () => {
    const { registry, issued } = await registryWith(() => ({ token: "good", expires_in: 1 }));
    const client = clientWith();
    await lookUp(`${registry.host}/api:1`, client);
    await lookUp(`${registry.host}/api:2`, client);
    expect(issued()).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 900));
    await lookUp(`${registry.host}/api:3`, client);
    expect(issued()).toBe(2);
  });

  it("are fetched again when the registry no longer takes them", async () => {
    let number = 0;
    const tokens = await serve((_, response) => {
      number += 1;
      answerWith(response, 200, { token: `number-${number}`, expires_in: 3600 });
    });
    const registry = await serve((request, response) => {
      if (request.authorization === `Bearer number-${number}`) {
        return answerManifest(request, response);
      }
      const challenge = `Bearer realm="${tokens.url}/token"`;
      answerWith(response, 401, undefined, { "www-authenticate": challenge });
    });
    const client = clientWith();
    expect(await lookUp(`${registry.host}/api:1`, client)).toMatchObject({ kind: "exists" });
    number += 1;
    expect(await lookUp(`${registry.host}/api:2`, client)).toMatchObject({ kind: "exists" });
    expect(tokens.seen).toHaveLength(2);
  });

  it("are fetched before the next question once it is known that they are wanted", async () => {
    const { registry } = await registryWith(() => ({ token: "good" }));
    const client = clientWith();
    await lookUp(`${registry.host}/api:1`, client);
    await lookUp(`${registry.host}/web:1`, client);
    expect(registry.seen.map(({ path, authorization }) => [path, authorization])).toEqual([
      ["/v2/api/manifests/1", undefined],
      ["/v2/api/manifests/1", "Bearer good"],
      ["/v2/web/manifests/1", "Bearer good"],
    ]);
  });

  it("that a server does not give leave the image unavailable: 403, as Artifact Registry says of what may not be read or is not there", async () => {
    const { registry } = await registryWith(() => 403);
    expect(await reasonOf(lookUp(`${registry.host}/api:1`))).toContain("(HTTP 403)");
  });

  it("that the registry does not take leave the image unavailable: 401, as Docker Hub says of what is private or is not there", async () => {
    const { registry } = await registryWith(() => ({ token: "bad" }));
    expect(await reasonOf(lookUp(`${registry.host}/api:1`))).toContain(
      "or there is no such repository (HTTP 401)",
    );
    expect(registry.seen).toHaveLength(2);
  });

  it.each([
    ["no token", {}],
    ["an empty token", { token: "" }],
    ["a token with a line break", { token: "good\r\nx: y" }],
  ])("that are none leave the image unavailable: %s", async (_, answer) => {
    const { registry } = await registryWith(() => answer);
    expect(await reasonOf(lookUp(`${registry.host}/api:1`))).toContain("without a token");
  });
});

describe("credentials", () => {
  const challenge = { "www-authenticate": 'Basic realm="r"' };

  it("do not follow a redirect to another host, and do within the same", async () => {
    const stranger = await serve(answerManifest);
    const registry = await serve((request, response) => {
      if (request.authorization === undefined) return answerWith(response, 401, {}, challenge);
      const location =
        request.path === "/v2/api/manifests/1"
          ? "/v2/moved/manifests/1"
          : `${stranger.url}/blobs/manifest`;
      answerWith(response, 307, undefined, { location });
    });
    const client = clientOf(dockerConfig(registry.host));
    expect(await lookUp(`${registry.host}/api:1`, client)).toMatchObject({
      digest: MANIFEST_DIGEST,
    });
    expect(registry.seen.map(({ authorization }) => authorization !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
    expect(stranger.seen.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it("are not given to a host that a redirect leads to and that asks for them", async () => {
    const stranger = await serve((_, response) => answerWith(response, 401, {}, challenge));
    const registry = await serve((_, response) =>
      answerWith(response, 307, undefined, { location: `${stranger.url}/blobs/manifest` }),
    );
    const client = clientOf(dockerConfig(registry.host));
    expect(await reasonOf(lookUp(`${registry.host}/api:1`, client))).toContain("(HTTP 401)");
    expect(stranger.seen.every(({ authorization }) => authorization === undefined)).toBe(true);
  });

  it("of a registry are not given to its mirror, which gets its own", async () => {
    const mirror = await serve((request, response) => {
      if (request.authorization === undefined) return answerWith(response, 401, {}, challenge);
      answerManifest(request, response);
    });
    const mirrors = { "registry.example.com": mirror.url };
    const name = "registry.example.com/api:1";
    const ofOrigin = { DOCKER_CONFIG: dockerConfig("registry.example.com") };
    expect(await reasonOf(lookUp(name, clientWith({ mirrors, environment: ofOrigin })))).toContain(
      "without credentials",
    );
    expect(mirror.seen.every(({ authorization }) => authorization === undefined)).toBe(true);
    const ofMirror = { DOCKER_CONFIG: dockerConfig(mirror.host) };
    expect(await lookUp(name, clientWith({ mirrors, environment: ofMirror }))).toMatchObject({
      kind: "exists",
    });
  });
});
