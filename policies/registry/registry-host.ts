import { type BearerChallenge, bearerChallenge, offersBasic, parseChallenges } from "./challenge";
import { Contents } from "./contents";
import {
  basicAuthorization,
  type CredentialSearch,
  type CredentialStore,
} from "./credentials/credentials";
import type { Deadline } from "./deadline";
import { shownHost } from "./denial";
import { RegistryFailure } from "./failure";
import { Slots } from "./slots";
import { TagLists } from "./tag-list";
import { type TokenRequest, Tokens } from "./tokens";
import type { HttpAnswer, Transport } from "./transport";
import { mayCarryCredentials } from "./trust";

/** Lookups that may fail one after the other because the host gives no answer before it is left alone for a while. */
const MAX_SILENT_LOOKUPS = 3;

/** For how long, in milliseconds: a network that was down for a moment must not fail the rest of a long update. */
const SILENCE_MS = 60_000;

/** One question about a repository. */
export interface RegistryQuestion {
  readonly method: "GET" | "HEAD";
  /** The repository on this host; it is what the token, where one is needed, is for. */
  readonly repository: string;
  /** Path after `/v2/<repository>/`, with a query where there is one. */
  readonly path: string;
  /** Value of `Accept`. */
  readonly accept: string;
  readonly maxBytes: number;
}

/** What a registry answered, and as whom it was asked. */
export interface RegistryAnswer {
  readonly http: HttpAnswer;
  readonly access: CredentialSearch;
}

/** One registry host: how many lookups it bears, how it wants to be asked, and whether it answers at all. */
export class RegistryHost {
  /** As users write it. */
  readonly name: string;
  /** The tags of its repositories. */
  readonly tagLists: TagLists;
  /** The manifests and configurations of its images. */
  readonly contents: Contents;
  readonly #slots: Slots;
  readonly #tokens: Tokens;
  /** How the host asked to be asked; once known, the next question need not be refused first. */
  #scheme: { kind: "basic" } | { kind: "bearer"; challenge: BearerChallenge } | undefined;
  readonly #scopes = new Map<string, string>();
  #silentLookups = 0;
  #silence: { readonly until: number; readonly failure: RegistryFailure } | undefined;

  /**
   * @param origin Scheme, host and port.
   * @param timeout Longest wait for its token server, for a list of tags and for a part of an image, in milliseconds.
   * @param concurrency Most lookups at the same time.
   */
  constructor(
    readonly origin: URL,
    private readonly transport: Transport,
    private readonly credentials: CredentialStore,
    timeout: number,
    concurrency: number,
  ) {
    this.name = shownHost(origin);
    this.#slots = new Slots(concurrency);
    this.#tokens = new Tokens(origin, transport, timeout);
    this.tagLists = new TagLists(this, timeout);
    this.contents = new Contents(this, timeout);
  }

  /**
   * Runs one lookup when its turn has come. After several in a row to which the host could give no answer, the others
   * fail at once: a thousand images on a host that is down must not cost a thousand waits.
   *
   * @throws RegistryFailure of the lookup, or of those before it.
   */
  inTurn<T>(lookup: () => Promise<T>): Promise<T> {
    return this.#slots.run(async () => {
      if (this.#silence !== undefined && performance.now() < this.#silence.until) {
        throw this.#silence.failure;
      }
      try {
        const result = await lookup();
        this.#silentLookups = 0;
        return result;
      } catch (error) {
        if (error instanceof RegistryFailure) this.#noteFailure(error);
        throw error;
      }
    });
  }

  /**
   * Asks, with credentials where the registry wants some.
   *
   * @throws RegistryFailure when no answer can be had. An answer that denies access is an answer.
   */
  async ask(question: RegistryQuestion, deadline: Deadline): Promise<RegistryAnswer> {
    const known = await this.#authorization(question.repository, deadline);
    const first = await this.#send(question, known, deadline);
    if (first.http.status !== 401 || !this.#learn(first.http, question.repository)) return first;
    if (known.header !== undefined) this.#forgetToken(question.repository);
    const authorization = await this.#authorization(question.repository, deadline);
    if (authorization.header === undefined) return { ...first, access: authorization.access };
    return this.#send(question, authorization, deadline);
  }

  #noteFailure(failure: RegistryFailure): void {
    this.#silentLookups = failure.silent ? this.#silentLookups + 1 : 0;
    if (this.#silentLookups < MAX_SILENT_LOOKUPS) return;
    this.#silence = { until: performance.now() + SILENCE_MS, failure };
  }

  async #send(
    question: RegistryQuestion,
    authorization: { header?: string; access: CredentialSearch },
    deadline: Deadline,
  ): Promise<RegistryAnswer> {
    const http = await this.transport.send(
      {
        method: question.method,
        url: new URL(`/v2/${question.repository}/${question.path}`, this.origin.href),
        headers: {
          accept: question.accept,
          ...(authorization.header === undefined ? {} : { authorization: authorization.header }),
        },
        maxBytes: question.maxBytes,
      },
      deadline,
    );
    return { http, access: authorization.access };
  }

  /** Takes up what the registry asks for; false when that is nothing that we could give. */
  #learn(answer: HttpAnswer, repository: string): boolean {
    if (answer.url.origin !== this.origin.origin) return false;
    const challenges = parseChallenges(answer.header("www-authenticate") ?? "");
    const challenge = bearerChallenge(challenges);
    if (challenge !== undefined) {
      this.#scheme = { kind: "bearer", challenge };
      if (challenge.scope) this.#scopes.set(repository, challenge.scope);
      return true;
    }
    if (!offersBasic(challenges)) return false;
    this.#scheme = { kind: "basic" };
    return true;
  }

  #forgetToken(repository: string): void {
    const request = this.#tokenRequest(repository, {});
    if (request !== undefined) this.#tokens.forget(request);
  }

  async #authorization(
    repository: string,
    deadline: Deadline,
  ): Promise<{ header?: string; access: CredentialSearch }> {
    if (this.#scheme === undefined) return { access: {} };
    const access = await this.#access(deadline);
    const { credentials } = access;
    if (this.#scheme.kind === "basic") {
      return { header: credentials && basicAuthorization(credentials), access };
    }
    if (credentials?.kind === "registry-token") {
      return { header: `Bearer ${credentials.token}`, access };
    }
    const request = this.#tokenRequest(repository, access);
    if (request === undefined) return { access };
    return { header: `Bearer ${await deadline.until(this.#tokens.get(request))}`, access };
  }

  #tokenRequest(repository: string, access: CredentialSearch): TokenRequest | undefined {
    if (this.#scheme?.kind !== "bearer") return undefined;
    const scope = this.#scopes.get(repository) ?? `repository:${repository}:pull`;
    return { challenge: this.#scheme.challenge, scope, access };
  }

  #access(deadline: Deadline): Promise<CredentialSearch> {
    return mayCarryCredentials(this.origin)
      ? deadline.until(this.credentials.find(this.origin.host))
      : Promise.resolve({ trouble: "credentials are sent only over TLS" });
  }
}
