import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { credentialSources, helperCredentials } from "./docker-configuration";

const HUB = "https://index.docker.io/v1/";

function auth(username: string, password: string): string {
  return Buffer.from(`${username}:${password}`).toString("base64");
}

function stored(configuration: unknown, host: string) {
  return credentialSources(configuration, host).find(({ kind }) => kind === "stored");
}

describe("credentials in the Docker configuration", () => {
  it.each([
    ["registry.example.com", "registry.example.com"],
    ["registry.example.com:5000", "registry.example.com:5000"],
    ["registry.example.com", "https://registry.example.com"],
    ["registry.example.com", "https://registry.example.com/v1/"],
    ["registry.example.com", "http://registry.example.com/v2/"],
    ["registry-1.docker.io", HUB],
    ["registry-1.docker.io", "docker.io"],
    ["registry-1.docker.io", "index.docker.io"],
  ])("for %s are found under %s", (host, key) => {
    const configuration = {
      auths: { other: { auth: auth("x", "y") }, [key]: { auth: auth("me", "a:b") } },
    };
    expect(stored(configuration, host)).toEqual({
      kind: "stored",
      credentials: { kind: "password", username: "me", password: "a:b" },
    });
  });

  it.each([
    ["registry.example.com", "registry.example.com:5000"],
    ["registry.example.com:5000", "registry.example.com"],
    ["registry.example.com", "other.example.com"],
    ["registry.example.com", "example.com"],
    ["evil-registry.example.com", "registry.example.com"],
    ["registry.example.com", HUB],
    ["index.docker.io.evil.example", HUB],
    ["constructor", "registry.example.com"],
  ])("for %s are not those under %s", (host, key) => {
    expect(credentialSources({ auths: { [key]: { auth: auth("me", "secret") } } }, host)).toEqual(
      [],
    );
  });

  it.each([
    [
      { identitytoken: "t", auth: auth("00000000", "") },
      { kind: "identity-token", token: "t" },
    ],
    [{ registrytoken: "t" }, { kind: "registry-token", token: "t" }],
    [
      { username: "me", password: "p" },
      { kind: "password", username: "me", password: "p" },
    ],
    [
      { auth: Buffer.from("me:p\0\0").toString("base64") },
      { kind: "password", username: "me", password: "p" },
    ],
  ])("are read from %j", (entry, credentials) => {
    expect(stored({ auths: { h: entry } }, "h")).toEqual({ kind: "stored", credentials });
  });

  it("come from the helper of the host, else from the store, before the file itself", () => {
    const configuration = {
      credHelpers: { "gcr.io": "gcloud" },
      credsStore: "desktop",
      auths: { "gcr.io": { auth: auth("me", "p") } },
    };
    expect(credentialSources(configuration, "gcr.io")).toMatchObject([
      { kind: "helper", name: "gcloud", server: "gcr.io" },
      { kind: "stored" },
    ]);
    expect(credentialSources(configuration, "registry-1.docker.io")).toEqual([
      { kind: "helper", name: "desktop", server: HUB },
    ]);
  });

  it.each(["../evil", "a/b", "a b", "", ".hidden", 7, null])("refuse the helper %j", (name) => {
    expect(credentialSources({ credsStore: name }, "h")).toEqual([]);
  });

  it("are none in a configuration of any other form", () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom("auths", "credHelpers", "credsStore"),
        (value, key) => {
          for (const content of [value, { [key]: value }, { auths: { h: value } }]) {
            expect(Array.isArray(credentialSources(content, "h"))).toBe(true);
          }
        },
      ),
    );
    expect(credentialSources({ auths: { h: {} } }, "h")).toEqual([]);
    expect(credentialSources({ auths: { h: { auth: "no colon" } } }, "h")).toEqual([]);
    expect(credentialSources(undefined, "h")).toEqual([]);
  });
});

describe("what a credential helper prints", () => {
  it.each([
    [
      '{"ServerURL":"h","Username":"me","Secret":"p"}',
      { kind: "password", username: "me", password: "p" },
    ],
    ['{"Username":"<token>","Secret":"t"}', { kind: "identity-token", token: "t" }],
  ])("%s is read", (output, credentials) => {
    expect(helperCredentials(output)).toEqual(credentials);
  });

  it.each(["", "{}", '{"Username":"me"}', '{"Username":"","Secret":""}', "error"])(
    "%j holds nothing",
    (output) => {
      expect(helperCredentials(output)).toBeUndefined();
    },
  );
});
