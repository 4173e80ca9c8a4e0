import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endpointOf, isLoopback, mirrorProblems, parseMirrors } from "./mirrors";
import { InvalidReference, parseReference } from "./reference";

function asked(text: string, map: Record<string, string> = {}): string {
  const reference = parseReference(text);
  if (reference instanceof InvalidReference) expect.unreachable(reference.reason);
  const { origin, repository } = endpointOf(reference, parseMirrors(map));
  return `${origin.origin} ${repository}`;
}

describe("an image without a mirror", () => {
  it.each([
    ["nginx", "https://registry-1.docker.io library/nginx"],
    ["gcr.io/shop/api", "https://gcr.io shop/api"],
    ["registry.example.com:8443/api", "https://registry.example.com:8443 api"],
    ["registry:5000/api", "https://registry:5000 api"],
    ["[2001:db8::1]:5000/api", "https://[2001:db8::1]:5000 api"],
    // Only loopback is asked without TLS.
    ["localhost:5000/api", "http://localhost:5000 api"],
    ["127.0.0.1:5000/api", "http://127.0.0.1:5000 api"],
    ["[::1]:5000/api", "http://[::1]:5000 api"],
    ["kind.localhost/api", "http://kind.localhost api"],
    ["128.0.0.1:5000/api", "https://128.0.0.1:5000 api"],
    ["localhost.example.com/api", "https://localhost.example.com api"],
  ])("%s is asked for at %s", (text, expected) => {
    expect(asked(text)).toBe(expected);
  });

  it.each(["gcr.io:99999/api", "1.2.3.4.5/api"])(
    "fails when its host is no address: %s",
    (text) => {
      expect(() => asked(text)).toThrow(TypeError);
    },
  );
});

describe("an image with a mirror", () => {
  const map = {
    "docker.io": "https://mirror.example.com/hub",
    "docker.io/library": "https://official.example.com",
    "gcr.io/shop": "https://mirror.example.com/a/b/",
    "gcr.io/shop/api": "https://api.example.com/mirrored-api",
    "localhost:5000": "http://127.0.0.1:7000",
  };

  it.each([
    ["bitnami/redis", "https://mirror.example.com hub/bitnami/redis"],
    ["nginx", "https://official.example.com nginx"],
    ["gcr.io/shop/web", "https://mirror.example.com a/b/web"],
    ["gcr.io/shop/api", "https://api.example.com mirrored-api"],
    ["gcr.io/shop/api/v2", "https://api.example.com mirrored-api/v2"],
    ["localhost:5000/api", "http://127.0.0.1:7000 api"],
    // A prefix ends where a component ends.
    ["gcr.io/shopping/web", "https://gcr.io shopping/web"],
    ["gcr.io/shop/api2", "https://mirror.example.com a/b/api2"],
    ["quay.io/shop/api", "https://quay.io shop/api"],
  ])("%s is asked for at %s", (text, expected) => {
    expect(asked(text, map)).toBe(expected);
  });

  it.each([
    ["nginx", "http://127.0.0.1:5000 docker.io/library/nginx"],
    ["gcr.io/shop/api", "http://127.0.0.1:5000 gcr.io/shop/api"],
    ["registry.example.com:8443/api", "http://127.0.0.1:5000 registry.example.com_8443/api"],
    ["Registry/api", "http://127.0.0.1:5000 registry/api"],
  ])("for everything keeps the host: %s is asked for at %s", (text, expected) => {
    expect(asked(text, { "*": "http://127.0.0.1:5000" })).toBe(expected);
  });

  it("for everything is the last resort", () => {
    const all = { "*": "http://127.0.0.1:5000/all", "gcr.io": "https://mirror.example.com" };
    expect(asked("gcr.io/shop/api", all)).toBe("https://mirror.example.com shop/api");
    expect(asked("quay.io/shop/api", all)).toBe("http://127.0.0.1:5000 all/quay.io/shop/api");
  });

  it("may name Docker Hub by its old name, and end with a slash", () => {
    expect(asked("nginx", { "index.docker.io/": "https://m" })).toBe("https://m library/nginx");
  });

  it("is the same one in whatever order the mirrors stand", () => {
    const entries = Object.entries(map);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(entries, { minLength: entries.length }),
        fc.constantFrom("nginx", "bitnami/redis", "gcr.io/shop/api/v2", "gcr.io/shop/web"),
        (shuffled, text) => {
          expect(asked(text, Object.fromEntries(shuffled))).toBe(asked(text, map));
        },
      ),
    );
  });
});

describe("the mirrors of a configuration", () => {
  it.each([
    ["https://docker.io", "https://m", 'without "https://"'],
    ["", "https://m", "must be a host"],
    ["/docker.io", "https://m", "must be a host"],
    ["user@docker.io", "https://m", "must be a host"],
    ["docker.io", "m.example.com", "must be an address"],
    ["docker.io", "ftp://m", "must be an address"],
    ["docker.io", "https://user:hunter2@m", "must not hold credentials"],
    ["docker.io", "https://m?x=1", 'must not have a "?"'],
  ])("are refused with %s for %s", (key, address, problem) => {
    expect(mirrorProblems({ [key]: address, "gcr.io": "https://m" })).toEqual([
      { key, problem: expect.stringContaining(problem) },
    ]);
    expect(JSON.stringify(mirrorProblems({ [key]: address }))).not.toContain("hunter2");
  });

  it("are told every problem at once", () => {
    expect(mirrorProblems({ "": "https://m", "gcr.io": "m", "quay.io": "https://m" })).toHaveLength(
      2,
    );
  });
});

describe("an address", () => {
  it.each([
    ["http://localhost:1", true],
    ["http://LOCALHOST", true],
    ["http://127.1", true],
    ["http://0x7f.0.0.1", true],
    ["http://[::1]:5000", true],
    ["http://localhost.evil.example", false],
    ["http://127.0.0.1.evil.example", false],
    ["http://10.0.0.1", false],
    ["http://[::2]", false],
  ])("%s is this machine: %s", (address, expected) => {
    expect(isLoopback(new URL(address))).toBe(expected);
  });
});
