import type { BearerChallenge } from "./challenge";
import type { CredentialSearch, Credentials } from "./credentials/credentials";
import { basicAuthorization } from "./credentials/credentials";
import { Deadline } from "./deadline";
import { denied, shownHost } from "./denial";
import { RegistryFailure } from "./failure";
import { fieldsOf, parseJson } from "./json";
import type { HttpAnswer, HttpRequest, Transport } from "./transport";
import { mayAskTokenServer, mayGiveToTokenServer } from "./trust";

/** Seconds for which a token is good when its server does not say. */
const DEFAULT_LIFETIME = 60;

/** Share of its lifetime in which a token is used again: it must still be good when it arrives. */
const USABLE_SHARE = 0.8;

/** More than this is no token. */
const MAX_TOKEN_BYTES = 1024 * 1024;

/** Name of this program for token servers that keep a list. */
const CLIENT_ID = "holdfast";

/** What a token is for. */
export interface TokenRequest {
  readonly challenge: BearerChallenge;
  /** Space-separated scopes. */
  readonly scope: string;
  /** Who asks; without credentials the token is anybody's. */
  readonly access: CredentialSearch;
}

interface Token {
  readonly value: Promise<string>;
  /** On the clock of `performance.now()`; without end while the token is under way. */
  usableUntil: number;
}

/** Gets Bearer tokens for one registry and keeps each while it is good; those who ask at the same time share one. */
export class Tokens {
  readonly #kept = new Map<string, Token>();

  /**
   * @param registry Origin of the registry that asks for the tokens.
   * @param timeout Longest wait for a token server, in milliseconds.
   */
  constructor(
    private readonly registry: URL,
    private readonly transport: Transport,
    private readonly timeout: number,
  ) {}

  /** @throws RegistryFailure when the token server gives none. */
  get(request: TokenRequest): Promise<string> {
    const key = keyOf(request);
    const kept = this.#kept.get(key);
    if (kept !== undefined && performance.now() < kept.usableUntil) return kept.value;
    const fetched = this.#fetch(request);
    const token: Token = { value: fetched.then(({ value }) => value), usableUntil: Infinity };
    this.#kept.set(key, token);
    fetched.then(
      ({ lifetime }) => {
        token.usableUntil = performance.now() + lifetime * USABLE_SHARE * 1000;
      },
      () => {
        token.usableUntil = 0;
      },
    );
    return token.value;
  }

  /** Forgets a token that the registry did not take. */
  forget(request: TokenRequest): void {
    this.#kept.delete(keyOf(request));
  }

  async #fetch(request: TokenRequest): Promise<{ value: string; lifetime: number }> {
    const { realm } = request.challenge;
    if (!mayAskTokenServer(this.registry, realm)) {
      throw new RegistryFailure(
        `the registry "${shownHost(this.registry)}" names the token server "${realm.host}", which has no TLS`,
        "Correct the configuration of the registry.",
      );
    }
    const deadline = new Deadline(this.timeout, realm.host);
    try {
      const answer = await this.transport.send(httpRequest(this.registry, request), deadline);
      return this.#read(answer, request);
    } finally {
      deadline.clear();
    }
  }

  #read(answer: HttpAnswer, request: TokenRequest): { value: string; lifetime: number } {
    const { host } = request.challenge.realm;
    if (answer.status === 401 || answer.status === 403) {
      throw denied(shownHost(this.registry), answer.status, request.access);
    }
    if (answer.status !== 200) {
      const passing = answer.status === 429 || answer.status >= 500;
      throw new RegistryFailure(
        `the token server "${host}" answered HTTP ${answer.status}`,
        passing ? "Try again later." : "Check the configuration of the registry.",
        passing,
      );
    }
    const { token, access_token, expires_in } = fieldsOf(parseJson(answer.body.toString("utf8")));
    const value = token || access_token;
    // A token with a line break would end the header that it is to stand in.
    if (typeof value !== "string" || !/^[\x21-\x7e]+$/.test(value)) {
      throw new RegistryFailure(
        `the token server "${host}" answered without a token`,
        "Check the configuration of the registry.",
      );
    }
    const lifetime =
      typeof expires_in === "number" && expires_in > 0 ? expires_in : DEFAULT_LIFETIME;
    return { value, lifetime };
  }
}

/** The credentials for a registry are the same for the whole run, so that they need no part in the key. */
function keyOf({ challenge, scope }: TokenRequest): string {
  return JSON.stringify([challenge.realm.href, challenge.service, scope]);
}

/** A GET as https://distribution.github.io/distribution/spec/auth/token/ has it; a POST for a refresh token. */
function httpRequest(registry: URL, { challenge, scope, access }: TokenRequest): HttpRequest {
  const { credentials } = access;
  const given =
    credentials !== undefined && mayGiveToTokenServer(registry, challenge.realm, credentials)
      ? credentials
      : undefined;
  return given?.kind === "identity-token"
    ? refreshRequest(challenge, scope, given.token)
    : plainRequest(challenge, scope, given);
}

function plainRequest(
  challenge: BearerChallenge,
  scope: string,
  credentials: Credentials | undefined,
): HttpRequest {
  const url = new URL(challenge.realm);
  if (challenge.service !== undefined) url.searchParams.set("service", challenge.service);
  for (const one of scope.split(" ")) url.searchParams.append("scope", one);
  const authorization = credentials && basicAuthorization(credentials);
  return {
    method: "GET",
    url,
    headers: authorization === undefined ? {} : { authorization },
    maxBytes: MAX_TOKEN_BYTES,
  };
}

function refreshRequest(challenge: BearerChallenge, scope: string, token: string): HttpRequest {
  const form = new URLSearchParams({
    grant_type: "refresh_token",
    client_id: CLIENT_ID,
    ...(challenge.service === undefined ? {} : { service: challenge.service }),
    scope,
    refresh_token: token,
  });
  return {
    method: "POST",
    url: challenge.realm,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
    maxBytes: MAX_TOKEN_BYTES,
  };
}
