import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatReference,
  formatRepository,
  type ImageReference,
  InvalidReference,
  manifestName,
  parseReference,
  showReference,
} from "./reference";

const SHA256 = `sha256:${"0123456789abcdef".repeat(4)}`;
const SHA384 = `sha384:${"0123456789abcdef".repeat(6)}`;
const SHA512 = `sha512:${"0123456789abcdef".repeat(8)}`;

function reasonOf(text: string): string {
  const parsed = parseReference(text);
  return parsed instanceof InvalidReference ? parsed.reason : `valid: ${formatReference(parsed)}`;
}

describe("a reference is read and normalised", () => {
  it.each<[string, ImageReference]>([
    ["nginx", { host: "docker.io", repository: "library/nginx" }],
    ["nginx:1.27", { host: "docker.io", repository: "library/nginx", tag: "1.27" }],
    ["nginx:latest", { host: "docker.io", repository: "library/nginx", tag: "latest" }],
    ["bitnami/redis", { host: "docker.io", repository: "bitnami/redis" }],
    ["docker.io/nginx", { host: "docker.io", repository: "library/nginx" }],
    ["docker.io/library/nginx", { host: "docker.io", repository: "library/nginx" }],
    ["index.docker.io/nginx", { host: "docker.io", repository: "library/nginx" }],
    [
      "index.docker.io/bitnami/redis:7",
      { host: "docker.io", repository: "bitnami/redis", tag: "7" },
    ],
    ["registry-1.docker.io/nginx", { host: "registry-1.docker.io", repository: "nginx" }],
    ["gcr.io/shop/api:v1", { host: "gcr.io", repository: "shop/api", tag: "v1" }],
    [
      "us-central1-docker.pkg.dev/shop/images/team/api:1.0.0",
      { host: "us-central1-docker.pkg.dev", repository: "shop/images/team/api", tag: "1.0.0" },
    ],
    // A first component is a host by its dot, colon or upper-case letter, or as localhost.
    ["localhost/api", { host: "localhost", repository: "api" }],
    ["localhost:5000/api", { host: "localhost:5000", repository: "api" }],
    ["localhosts/api", { host: "docker.io", repository: "localhosts/api" }],
    ["registry:5000/api", { host: "registry:5000", repository: "api" }],
    ["registry/api", { host: "docker.io", repository: "registry/api" }],
    ["Registry/api", { host: "Registry", repository: "api" }],
    ["127.0.0.1:5000/api", { host: "127.0.0.1:5000", repository: "api" }],
    ["[::1]:5000/api:1", { host: "[::1]:5000", repository: "api", tag: "1" }],
    ["[2001:db8::1]/api", { host: "[2001:db8::1]", repository: "api" }],
    // Without a slash there is no host, whatever it looks like.
    ["localhost", { host: "docker.io", repository: "library/localhost" }],
    ["example.com", { host: "docker.io", repository: "library/example.com" }],
    ["localhost:5000", { host: "docker.io", repository: "library/localhost", tag: "5000" }],
    // The colon of a port is not that of a tag.
    ["host.example:443/app", { host: "host.example:443", repository: "app" }],
    ["host.example:443/app:2", { host: "host.example:443", repository: "app", tag: "2" }],
    // Digests, alone and with a tag.
    [`nginx@${SHA256}`, { host: "docker.io", repository: "library/nginx", digest: SHA256 }],
    [`nginx@${SHA384}`, { host: "docker.io", repository: "library/nginx", digest: SHA384 }],
    [`nginx@${SHA512}`, { host: "docker.io", repository: "library/nginx", digest: SHA512 }],
    [
      `localhost:5000/api:1.0@${SHA256}`,
      { host: "localhost:5000", repository: "api", tag: "1.0", digest: SHA256 },
    ],
    // Separators within a component.
    ["a.b/c_d", { host: "a.b", repository: "c_d" }],
    ["x/a__b--c---d.e", { host: "docker.io", repository: "x/a__b--c---d.e" }],
    // Limits.
    [
      `app:${"t".repeat(128)}`,
      { host: "docker.io", repository: "library/app", tag: "t".repeat(128) },
    ],
    ["app:_Tag.with-All_", { host: "docker.io", repository: "library/app", tag: "_Tag.with-All_" }],
    [`h.io/${"r".repeat(255)}`, { host: "h.io", repository: "r".repeat(255) }],
    // 63 or 65 hexadecimal digits are a name like any other.
    ["a".repeat(63), { host: "docker.io", repository: `library/${"a".repeat(63)}` }],
    ["a".repeat(65), { host: "docker.io", repository: `library/${"a".repeat(65)}` }],
    [`app/${"a".repeat(64)}`, { host: "docker.io", repository: `app/${"a".repeat(64)}` }],
  ])("%s", (text, reference) => {
    expect(parseReference(text)).toEqual(reference);
  });
});

describe("a text that is no reference is refused with its reason", () => {
  it.each<[string, string]>([
    ["", "it is empty"],
    [" nginx", "white space"],
    ["nginx:1.27\n", "white space"],
    ["https://gcr.io/shop/api:1", "starts like a URL"],
    ["docker://nginx", "starts like a URL"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of an unfilled template is the point.
    ["gcr.io/shop/api:${TAG}", "placeholder"],
    ["gcr.io/shop/api:{{ tag }}".replaceAll(" ", ""), "placeholder"],
    ["gcr.io/<project>/api", "placeholder"],
    ["a".repeat(64), "64 hexadecimal digits"],
    ["gcr.io/shop/Api:1", 'repository "shop/Api" has upper-case letters'],
    ["Nginx", 'repository "Nginx" has upper-case letters'],
    ["gcr.io//api", 'repository "/api" has an empty component'],
    ["gcr.io/api/", 'repository "api/" has an empty component'],
    ["gcr.io/", "its repository is empty"],
    ["/api", 'repository "/api" has an empty component'],
    [":1.0", "its repository is empty"],
    ["@sha256:abc", "its repository is empty"],
    ["gcr.io/-api", 'component "-api"'],
    ["gcr.io/api_", 'component "api_"'],
    ["gcr.io/a___b", 'component "a___b"'],
    ["gcr.io/a..b", 'component "a..b"'],
    ["gcr.io/a/b*c", 'component "b*c"'],
    ["-gcr.io/api", 'host "-gcr.io"'],
    ["gcr..io/api", 'host "gcr..io"'],
    ["gcr.io:/api", 'host "gcr.io:"'],
    ["gcr.io:port/api", 'host "gcr.io:port"'],
    ["[::1/api", 'host "[::1"'],
    ["my_host.io/api", 'host "my_host.io"'],
    ["api:", "its tag is empty"],
    ["api:.1", 'tag ".1"'],
    ["api:-1", 'tag "-1"'],
    ["api:1:2", 'tag "1:2"'],
    ["api:1+build", 'tag "1+build"'],
    [`api:${"t".repeat(129)}`, "129 characters; 128 are allowed"],
    [`h.io/${"r".repeat(256)}`, "256 characters; 255 are allowed"],
    [`${"r".repeat(248)}`, "256 characters; 255 are allowed"],
    ["api@", "no digest follows"],
    ["api@sha256", 'digest "sha256"'],
    ["api@sha256:abc", 'digest "sha256:abc"'],
    [`api@sha256:${"a".repeat(63)}`, "63 digits; sha256 has 64"],
    [`api@sha256:${"a".repeat(65)}`, "65 digits; sha256 has 64"],
    [`api@sha512:${"a".repeat(64)}`, "64 digits; sha512 has 128"],
    [`api@md5:${"a".repeat(32)}`, 'algorithm "md5"'],
    [`api@sha256:${"A".repeat(64)}`, "upper-case digits"],
    [`api@${SHA256}:1.0`, "no digest follows"],
    [`api@${SHA256}@${SHA256}`, "no digest follows"],
    ["user:hunter2@gcr.io/api", "no digest follows"],
  ])("%j", (text, reason) => {
    expect(reasonOf(text)).toContain(reason);
  });
});

describe("what a registry is asked for", () => {
  it.each([
    ["nginx", "latest"],
    ["nginx:1.27", "1.27"],
    [`nginx@${SHA256}`, SHA256],
    [`nginx:1.27@${SHA256}`, SHA256],
  ])("for %s is %s", (text, name) => {
    const reference = parseReference(text);
    if (reference instanceof InvalidReference) expect.unreachable();
    expect(manifestName(reference)).toBe(name);
  });
});

const word = fc.stringMatching(/^[a-z0-9]{1,6}$/);
const pathComponent = fc
  .array(fc.tuple(word, fc.constantFrom(".", "_", "__", "-", "---")), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.flat().slice(0, -1).join(""));
const host = fc.oneof(
  fc
    .tuple(fc.stringMatching(/^[a-zA-Z0-9](-?[a-zA-Z0-9]){0,5}$/), word)
    .map((parts) => parts.join(".")),
  fc.tuple(word, fc.nat({ max: 65535 })).map(([name, port]) => `${name}:${port}`),
  fc.constantFrom("localhost", "[::1]:5000", "docker.io"),
);
const validReference: fc.Arbitrary<ImageReference> = fc
  .record(
    {
      host,
      path: fc.array(pathComponent, { minLength: 1, maxLength: 4 }),
      tag: fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/),
      digest: fc.stringMatching(/^[0-9a-f]{64}$/).map((digits) => `sha256:${digits}`),
    },
    { requiredKeys: ["host", "path"] },
  )
  .map(({ path, ...parts }) => ({
    ...parts,
    repository:
      parts.host === "docker.io" && path.length === 1 ? `library/${path[0]}` : path.join("/"),
  }));

describe("references in general", () => {
  it("give the same reference when they are formatted and read again", () => {
    fc.assert(
      fc.property(validReference, (reference) => {
        expect(parseReference(formatReference(reference))).toEqual(reference);
      }),
    );
  });

  it("are shown as they are written", () => {
    fc.assert(
      fc.property(validReference, (reference) => {
        const text = formatReference(reference);
        expect(showReference(text)).toBe(text);
        expect(text.startsWith(formatRepository(reference))).toBe(true);
      }),
    );
  });

  it("are valid exactly when the grammar, stated as a whole, says so", () => {
    // Texts made of the characters that matter meet the borders of the grammar often.
    const text = fc.string({
      unit: fc.constantFrom(..."aZ0._-:/@", "sha256:", "a".repeat(64), "a.b/", "localhost"),
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, (candidate) => {
        expect(parseReference(candidate) instanceof InvalidReference).toBe(!isValid(candidate));
      }),
      { numRuns: 5000 },
    );
  });
});

describe("a reference with credentials", () => {
  const secretText = fc.stringMatching(/^[A-Za-z0-9:/]{3}hunter2[A-Za-z0-9:/@]{0,5}$/);

  it("is refused and shown without them", () => {
    const scheme = fc.constantFrom("", "https://", "docker://");
    const rest = fc.constantFrom("gcr.io/api", "gcr.io/api:1.0", `localhost:5000/api@${SHA256}`);
    fc.assert(
      fc.property(scheme, secretText, rest, (prefix, secret, suffix) => {
        const text = `${prefix}user:${secret}@${suffix}`;
        const parsed = parseReference(text);
        if (!(parsed instanceof InvalidReference)) expect.unreachable(text);
        expect(parsed.reason).not.toContain("hunter2");
        expect(showReference(text)).not.toContain("hunter2");
        expect(showReference(text).endsWith(suffix)).toBe(true);
      }),
    );
  });

  it.each([
    ["https://gcr.io/api?access_token=hunter2", "https://gcr.io/api?(hidden)"],
    ["https://gcr.io/api#hunter2", "https://gcr.io/api?(hidden)"],
    ["user:hunter2@gcr.io/api", "(hidden)@gcr.io/api"],
    ["https://user:hunter2@gcr.io/api", "https://(hidden)@gcr.io/api"],
    ["user:hunter2@host:5000", "(hidden)@host:5000"],
  ])("%s is shown as %s", (text, shown) => {
    expect(showReference(text)).toBe(shown);
  });
});

describe("a text that a terminal could stumble over", () => {
  it("is shown without control characters and not at any length", () => {
    expect(showReference("api\u001b[31m:1\n")).toBe("api [31m:1 ");
    expect(showReference("a".repeat(10_000))).toHaveLength(300);
  });

  it("is judged in time that grows no faster than its length", () => {
    const start = performance.now();
    for (const part of ["a-", "a_", "a/", "a.", "[", ":", "@a", "-"]) {
      parseReference(`${part.repeat(100_000)}!`);
      showReference(`${part.repeat(100_000)}!`);
    }
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

/** The grammar of https://github.com/distribution/reference in one expression, with the rules around it. */
function isValid(text: string): boolean {
  if (/^[a-f0-9]{64}$/.test(text)) return false;
  const slash = text.indexOf("/");
  const first = text.slice(0, Math.max(slash, 0));
  const hasHost = slash >= 0 && (first === "localhost" || /[.:A-Z]/.test(first));
  const remainder = hasHost ? text.slice(slash + 1) : text;
  const name = hasHost ? first : "docker.io";
  const isHub = name === "docker.io" || name === "index.docker.io";
  const full = `${name}/${isHub && !remainder.includes("/") ? "library/" : ""}${remainder}`;

  const label = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
  const domain = `(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
  const component = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
  const algorithm = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*";
  const whole = new RegExp(
    `^${domain}/(${component}(?:/${component})*)(?::\\w[\\w.-]{0,127})?(?:@(${algorithm}:[0-9a-fA-F]{32,}))?$`,
  );
  const match = whole.exec(full);
  if (match === null || (match[1] ?? "").length > 255) return false;
  return (
    match[2] === undefined ||
    /^(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/.test(match[2])
  );
}
