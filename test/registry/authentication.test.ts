import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientWith, lookUp, reasonOf } from "./clients";
import { describeImage, hostOf, Registries } from "./real-registry";
import { answerManifest, answerWith, closeServers, MANIFEST_DIGEST, serve } from "./test-server";
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

  it("are not given to the token server that such a host names", async () => {
    const tokens = await serve((_, response) => answerWith(response, 200, { token: "t" }));
    const bearer = { "www-authenticate": `Bearer realm="${tokens.url}/token"` };
    const stranger = await serve((_, response) => answerWith(response, 401, {}, bearer));
    const registry = await serve((_, response) =>
      answerWith(response, 307, undefined, { location: `${stranger.url}/blobs/manifest` }),
    );
    const client = clientOf(dockerConfig(registry.host));
    expect(await reasonOf(lookUp(`${registry.host}/api:1`, client))).toContain("(HTTP 401)");
    expect(tokens.seen).toEqual([]);
  });

  it("are not given where the registry asks for another way of logging in", async () => {
    const negotiate = { "www-authenticate": "Negotiate" };
    const registry = await serve((_, response) => answerWith(response, 401, {}, negotiate));
    const client = clientOf(dockerConfig(registry.host));
    expect(await reasonOf(lookUp(`${registry.host}/api:1`, client))).toContain("(HTTP 401)");
    expect(registry.seen.length).toBeGreaterThan(0);
    expect(registry.seen.every(({ authorization }) => authorization === undefined)).toBe(true);
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
