import { Fault } from "../check";
import type { Address } from "./reach";

/** What an error of a connection means. */
interface Meaning {
  readonly problem: string;
  readonly advice: string;
}

const dns: Meaning = {
  problem: "its name has no address",
  advice: "Look at the DNS record of the host: it must name the load balancer's address.",
};
const unreachable: Meaning = {
  problem: "there is no way to its address",
  advice: "Look at the DNS record of the host, and at the network from which this runs.",
};
const cut: Meaning = {
  problem: "the connection was cut",
  advice: "Look at the load balancer's log and at the revisions of the service behind it.",
};
const notTls: Meaning = {
  problem: "what answers there does not speak TLS",
  advice: "Look at the forwarding rule for port 443 and at the certificate map of its proxy.",
};
const chain: Meaning = {
  problem: "its certificate comes from an authority that is not trusted",
  advice: "Look at the certificate map of the load balancer, and at what answers in its place.",
};

/** The errors by their code: those of DNS, of connections, of TLS and of HTTP. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  ENOTFOUND: dns,
  EAI_AGAIN: { ...dns, problem: "its name could not be resolved" },
  ENODATA: dns,
  ECONNREFUSED: {
    problem: "the connection was refused",
    advice: "Look at the forwarding rule of the load balancer and at the DNS record of the host.",
  },
  ECONNRESET: cut,
  EPIPE: cut,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ETIMEDOUT: {
    problem: "nothing answered the connection",
    advice: "Look at the DNS record of the host and at the load balancer's forwarding rule.",
  },
  EPROTO: notTls,
  ERR_SSL_WRONG_VERSION_NUMBER: notTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: notTls,
  ERR_TLS_CERT_ALTNAME_INVALID: {
    problem: "its certificate is for another name",
    advice: "Look at the certificate map of the load balancer: it needs an entry for this host.",
  },
  CERT_HAS_EXPIRED: {
    problem: "its certificate has expired",
    advice: "Look at the DNS authorisation of the certificate, without which it is not renewed.",
  },
  CERT_NOT_YET_VALID: {
    problem: "its certificate is not valid yet",
    advice: "Look at the clock of this machine and at the certificate.",
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: { ...chain, problem: "its certificate is signed by itself only" },
  SELF_SIGNED_CERT_IN_CHAIN: chain,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: chain,
  UNABLE_TO_GET_ISSUER_CERT: chain,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: chain,
};

/** The meaning of the code of an error. */
export function meaningOf(code: string): Meaning {
  const known = Object.hasOwn(MEANINGS, code) ? MEANINGS[code] : undefined;
  if (known) return known;
  return code.startsWith("HPE_")
    ? { problem: "what answers there does not speak HTTP", advice: cut.advice }
    : code.startsWith("ERR_SSL_")
      ? notTls
      : {
          problem: "the connection failed",
          advice: "Look at the load balancer and the service behind it.",
        };
}

/** The code of an error, also of one that stands for several addresses that were tried. */
export function codeOf(error: unknown): string | undefined {
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  if (typeof code === "string") return code;
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0]) : undefined;
}

/**
 * What a connection's error says about the thing that is checked. An error without a code is none of a
 * connection, and is given back as it is.
 */
export function connectionFault(error: unknown, subject: string, at: Address): unknown {
  if (error instanceof Fault) return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  const { problem, advice } = meaningOf(code);
  return new Fault(
    `${subject} was not reached at ${at.address}:${at.port}: ${problem} (${code}).`,
    advice,
  );
}
