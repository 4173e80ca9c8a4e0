import { generateKeyPairSync, sign } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { answerWith, type SeenRequest, serve, type TestServer } from "./test-server";

const SERVICE = "registry.example.com";
const ISSUER = "test token server";
const KEY_ID = "test-key";

/** The one account; anybody else is anonymous. */
export const ACCOUNT = { username: "deployer", password: "open sesame" } as const;

/** The refresh token of the account. */
export const REFRESH_TOKEN = "refresh-me-once-more";

/** What a token server does that another might not. */
export interface TokenServerOptions {
  /** Name of the field with the token. Default: `token`. */
  readonly field?: "token" | "access_token";
  /** Seconds for which it says a token is good; absent where it does not say. */
  readonly lifetime?: number;
}

/** A token server as registries know it: it signs what an account may do with an RSA key. */
export interface TokenServer extends TestServer {
  /** Variables for a registry that trusts this token server, see `Registries.start`. */
  readonly registrySettings: Readonly<Record<string, string>>;
}

/**
 * Starts a token server (https://distribution.github.io/distribution/spec/auth/token/). Anybody may pull what lies below
 * `public/`, the account everything, and push.
 *
 * @param folder Folder for the public key.
 */
export async function serveTokens(
  folder: string,
  { field = "token", lifetime }: TokenServerOptions = {},
): Promise<TokenServer> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const server = await serve((request, response) => {
    const query = queryOf(request);
    const known = isAccount(request, query);
    if (known === false) return answerWith(response, 401);
    const access = query
      .getAll("scope")
      .flatMap((scope) => scope.split(" "))
      .flatMap((scope) => granted(scope, known === true));
    const token = signed({ access, ...claims(known === true) }, (data) =>
      sign("sha256", data, privateKey),
    );
    const expiry = lifetime === undefined ? {} : { expires_in: lifetime };
    answerWith(response, 200, { [field]: token, ...expiry });
  });
  const jwks = join(folder, "jwks.json");
  const key = { ...publicKey.export({ format: "jwk" }), kid: KEY_ID, use: "sig", alg: "RS256" };
  writeFileSync(jwks, JSON.stringify({ keys: [key] }));
  return Object.assign(server, {
    registrySettings: {
      REGISTRY_AUTH: "token",
      // With a query, which is part of the address; and by name, since crane refuses a loopback number here.
      REGISTRY_AUTH_TOKEN_REALM: `http://localhost:${new URL(server.url).port}/token?account=any`,
      REGISTRY_AUTH_TOKEN_SERVICE: SERVICE,
      REGISTRY_AUTH_TOKEN_ISSUER: ISSUER,
      REGISTRY_AUTH_TOKEN_JWKS: jwks,
    },
  });
}

function queryOf(request: SeenRequest): URLSearchParams {
  return request.method === "POST"
    ? new URLSearchParams(request.body)
    : new URL(request.path, "http://localhost").searchParams;
}

/** Undefined for somebody who does not say who it is. */
function isAccount(request: SeenRequest, query: URLSearchParams): boolean | undefined {
  if (request.method === "POST") return query.get("refresh_token") === REFRESH_TOKEN;
  if (request.authorization === undefined) return undefined;
  const expected = Buffer.from(`${ACCOUNT.username}:${ACCOUNT.password}`).toString("base64");
  return request.authorization === `Basic ${expected}`;
}

function granted(scope: string, isKnown: boolean): object[] {
  const [type, name = "", actions = ""] = scope.split(":");
  const allowed = isKnown ? ["pull", "push"] : name.startsWith("public/") ? ["pull"] : [];
  const both = actions.split(",").filter((action) => allowed.includes(action));
  return both.length === 0 ? [] : [{ type, name, actions: both }];
}

function claims(isKnown: boolean): object {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: ISSUER,
    aud: SERVICE,
    sub: isKnown ? ACCOUNT.username : "",
    nbf: now - 10,
    iat: now,
    exp: now + 300,
    jti: String(Math.random()),
  };
}

function signed(payload: object, signer: (data: Buffer) => Buffer): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const data = `${encode({ typ: "JWT", alg: "RS256", kid: KEY_ID })}.${encode(payload)}`;
  return `${data}.${signer(Buffer.from(data)).toString("base64url")}`;
}
