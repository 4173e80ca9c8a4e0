import type { Unavailable } from "./lookup";
import { ProxyRefusal } from "./proxy-refusal";

const TRY_AGAIN = "Try again, or check the network and the proxy settings.";

/** Why a question to a registry got no answer. It ends the lookup, which then is {@link Unavailable}. */
export class RegistryFailure extends Error {
  /**
   * @param reason See {@link Unavailable.reason}.
   * @param action See {@link Unavailable.action}.
   * @param silent The host gave no answer at all, or said that it can give none now (HTTP 429 and 5xx), so that its other
   *   questions will hardly get one either.
   */
  constructor(
    readonly reason: string,
    readonly action: string,
    readonly silent = false,
  ) {
    super(reason);
    this.name = "RegistryFailure";
  }

  /** What the lookup answers. */
  get unavailable(): Unavailable {
    return { kind: "unavailable", reason: this.reason, action: this.action };
  }
}

/** A failed connection: what to say of it, and whether another try may fare better. */
export interface ConnectionFailure {
  readonly failure: RegistryFailure;
  readonly retryable: boolean;
}

/** The failure for a host that has not answered in time. */
export function tooSlow(host: string, milliseconds: number): RegistryFailure {
  return new RegistryFailure(
    `"${host}" did not answer within ${milliseconds / 1000} s`,
    'Try again, or raise the option "timeout".',
    true,
  );
}

/**
 * Says what an error of the HTTP client means. Its own message is not shown: it speaks of addresses that the user never
 * wrote, such as those of a proxy.
 *
 * @param host Host and port that were asked.
 */
export function connectionFailure(error: unknown, host: string): ConnectionFailure {
  if (error instanceof ProxyRefusal)
    return { failure: proxyFailure(error, host), retryable: false };
  const code = errorCode(error);
  const known = CONNECTION_ERRORS.find(({ codes }) => codes.test(code));
  const { reason, action, retryable } = known ?? UNKNOWN_ERROR;
  const detail = code === "" ? "" : ` (${code})`;
  return {
    failure: new RegistryFailure(`${reason(`"${host}"`)}${detail}`, action, true),
    retryable,
  };
}

function proxyFailure({ status }: ProxyRefusal, host: string): RegistryFailure {
  const answer = status === undefined ? "" : ` (HTTP ${status})`;
  return new RegistryFailure(
    `the proxy does not connect to "${host}"${answer}`,
    "Check HTTPS_PROXY and NO_PROXY.",
    true,
  );
}

interface ConnectionError {
  readonly codes: RegExp;
  readonly reason: (host: string) => string;
  readonly action: string;
  readonly retryable: boolean;
}

const UNKNOWN_ERROR: Omit<ConnectionError, "codes"> = {
  reason: (host) => `the connection to ${host} failed`,
  action: TRY_AGAIN,
  retryable: true,
};

/** By the codes of Node.js and OpenSSL; the first that fits counts. */
const CONNECTION_ERRORS: readonly ConnectionError[] = [
  {
    codes: /^ECONNREFUSED$/,
    reason: (host) => `the connection to ${host} was refused`,
    action: "Check that the registry runs and that its address is right.",
    retryable: true,
  },
  {
    codes: /^ENOTFOUND$/,
    reason: (host) => `the host name of ${host} is not known`,
    action: "Check the host name in the image reference, and the network.",
    retryable: false,
  },
  {
    codes: /^EAI_AGAIN$/,
    reason: (host) => `the host name of ${host} could not be resolved`,
    action: TRY_AGAIN,
    retryable: true,
  },
  {
    codes: /^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/,
    reason: (host) => `${host} could not be reached`,
    action: TRY_AGAIN,
    retryable: true,
  },
  {
    codes: /CERT|^UNABLE_TO_|^ERR_TLS_/,
    reason: (host) => `the TLS certificate of ${host} is not trusted`,
    action:
      "Correct the certificate, or set NODE_EXTRA_CA_CERTS to the file of the authority that issued it.",
    retryable: false,
  },
  {
    codes: /^(EPROTO$|ERR_SSL_)/,
    reason: (host) => `${host} did not agree on a TLS connection`,
    action:
      "Check that the registry speaks HTTPS at this address; a mirror without TLS needs an http address.",
    retryable: false,
  },
  {
    codes: /^(ECONNRESET|EPIPE)$/,
    reason: (host) => `${host} closed the connection before its answer was complete`,
    action: TRY_AGAIN,
    retryable: true,
  },
  {
    codes: /^HPE_/,
    reason: (host) => `${host} did not answer in proper HTTP`,
    action: "Check that the address is that of a registry.",
    retryable: false,
  },
];

/** The code of the error that lies deepest, where it has one: one for all addresses of a host wraps that for each. */
function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const [first] = error instanceof AggregateError ? error.errors : [];
  const inner = errorCode(first);
  if (inner !== "") return inner;
  return "code" in error && typeof error.code === "string" ? error.code : "";
}
