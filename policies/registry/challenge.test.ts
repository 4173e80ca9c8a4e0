import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bearerChallenge, offersBasic, parseChallenges } from "./challenge";

function parsed(header: string): [string, Record<string, string>][] {
  return parseChallenges(header).map(({ scheme, parameters }) => [
    scheme,
    Object.fromEntries(parameters),
  ]);
}

describe("a challenge", () => {
  it.each<[string, [string, Record<string, string>][]]>([
    ["", []],
    ["Basic", [["basic", {}]]],
    ['Basic realm="shop"', [["basic", { realm: "shop" }]]],
    [
      'Bearer realm="https://auth.example.com/token",service="registry",scope="repository:a/b:pull,push"',
      [
        [
          "bearer",
          {
            realm: "https://auth.example.com/token",
            service: "registry",
            scope: "repository:a/b:pull,push",
          },
        ],
      ],
    ],
    [
      'Bearer realm="https://a/t", Basic realm="b", Negotiate',
      [
        ["bearer", { realm: "https://a/t" }],
        ["basic", { realm: "b" }],
        ["negotiate", {}],
      ],
    ],
    [
      'BEARER Realm = "https://a/t" , SERVICE=plain',
      [["bearer", { realm: "https://a/t", service: "plain" }]],
    ],
    ['Bearer realm="a \\"quoted\\" \\\\ text"', [["bearer", { realm: 'a "quoted" \\ text' }]]],
    ['Bearer realm="first",realm="second"', [["bearer", { realm: "first" }]]],
    [
      "Bearer realm=https://a/t?x=1,service=s",
      [["bearer", { realm: "https://a/t?x=1", service: "s" }]],
    ],
    [',, Bearer  realm="a" ,,', [["bearer", { realm: "a" }]]],
    ['realm="of nobody"', []],
  ])("in %j is read", (header, expected) => {
    expect(parsed(header)).toEqual(expected);
  });

  it("gives back what was quoted, whatever that is", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (realm, service) => {
        const quote = (text: string) => `"${text.replace(/[\\"]/g, "\\$&")}"`;
        const header = `Bearer realm=${quote(realm)},service=${quote(service)}`;
        expect(parsed(header)).toEqual([["bearer", { realm, service }]]);
      }),
    );
  });

  it("is read to its end, however broken it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab=",\\ \t') }), (header) => {
        expect(Array.isArray(parseChallenges(header))).toBe(true);
      }),
    );
  });
});

describe("a Bearer challenge", () => {
  it("keeps the query of its realm", () => {
    const challenge = bearerChallenge(
      parseChallenges('Bearer realm="https://a/t?account=x",scope="s"'),
    );
    expect(challenge?.realm.href).toBe("https://a/t?account=x");
    expect(challenge?.service).toBeUndefined();
    expect(challenge?.scope).toBe("s");
  });

  it("is found behind others", () => {
    const challenges = parseChallenges('Basic realm="x", Bearer realm="https://a/t",service="s"');
    expect(bearerChallenge(challenges)?.service).toBe("s");
    expect(offersBasic(challenges)).toBe(true);
  });

  it.each([
    "Bearer",
    'Bearer realm=""',
    'Bearer realm="/token"',
    'Bearer realm="file:///etc/passwd"',
    'Basic realm="https://a/t"',
  ])("is not seen in %s", (header) => {
    expect(bearerChallenge(parseChallenges(header))).toBeUndefined();
  });
});
