import { describe, expect, it } from "vitest";
import type { BearerChallenge } from "./challenge";
import type { Credentials } from "./credentials/credentials";
import { Tokens } from "./tokens";
import type { HttpAnswer, HttpRequest, Transport } from "./transport";

/** The tokens of a registry over TLS, and what its token server is asked. */
function tokensOf(answer: object = { token: "good" }, registry = "https://registry.example.com") {
  const sent: HttpRequest[] = [];
  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    sent.push(request);
    const body = Buffer.from(JSON.stringify(answer));
    return { status: 200, url: request.url, header: () => undefined, body, complete: true };
  };
  return { tokens: new Tokens(new URL(registry), { send } as unknown as Transport, 1_000), sent };
}

const asking = (
  realm: string,
  { credentials, ...challenge }: Partial<BearerChallenge> & { credentials?: Credentials } = {},
) => ({
  challenge: { realm: new URL(realm), ...challenge },
  scope: "repository:api:pull repository:web:pull",
  access: credentials === undefined ? {} : { credentials },
});

const REALM = "https://tokens.example.net/token";
const password = { kind: "password", username: "user", password: "hunter2" } as const;

describe("a token server", () => {
  it("is not asked without TLS where its registry has some", async () => {
    const { tokens, sent } = tokensOf();
    await expect(tokens.get(asking("http://tokens.example.net/token"))).rejects.toMatchObject({
      reason:
        'the registry "registry.example.com" names the token server "tokens.example.net", which has no TLS',
    });
    expect(sent).toEqual([]);
  });

  it("is asked for each scope, and for the service where the registry names one", async () => {
    const { tokens, sent } = tokensOf();
    await tokens.get(asking(REALM));
    await tokens.get(asking(REALM, { service: "s" }));
    expect(sent.map(({ url }) => url.search)).toEqual([
      "?scope=repository%3Aapi%3Apull&scope=repository%3Aweb%3Apull",
      "?service=s&scope=repository%3Aapi%3Apull&scope=repository%3Aweb%3Apull",
    ]);
  });

  it("gets a password over TLS, and no token of Google's that is not for it", async () => {
    const { tokens, sent } = tokensOf();
    const google = { kind: "google-token", token: "hunter2" } as const;
    await tokens.get(asking(REALM, { service: "a", credentials: password }));
    await tokens.get(asking(REALM, { service: "b", credentials: google }));
    expect(sent.map(({ headers }) => headers.authorization)).toEqual([
      `Basic ${Buffer.from("user:hunter2").toString("base64")}`,
      undefined,
    ]);
  });

  it("gets no credentials from a registry without TLS", async () => {
    const { tokens, sent } = tokensOf(undefined, "http://registry.example.com");
    await tokens.get(asking("http://tokens.example.net/token", { credentials: password }));
    expect(sent.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it("is given a token that renews others in a form, with the service where there is one", async () => {
    const { tokens, sent } = tokensOf();
    const credentials = { kind: "identity-token", token: "renews" } as const;
    await tokens.get(asking(REALM, { credentials }));
    await tokens.get(asking(REALM, { service: "s", credentials }));
    const forms = sent.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
    expect(forms).toEqual([
      expect.not.objectContaining({ service: expect.anything() }),
      expect.objectContaining({ service: "s", refresh_token: "renews" }),
    ]);
  });
});

describe("a token", () => {
  it.each([[{}], [{ expires_in: 0 }], [{ expires_in: -1 }], [{ expires_in: "soon" }]])(
    "is used again for a while where its server says %j of its end",
    async (told) => {
      const { tokens, sent } = tokensOf({ token: "good", ...told });
      expect(await tokens.get(asking(REALM))).toBe("good");
      await new Promise(setImmediate);
      expect(await tokens.get(asking(REALM))).toBe("good");
      expect(sent).toHaveLength(1);
    },
  );
});
