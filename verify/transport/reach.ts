import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";

/** Where a host is reached. */
export interface Address {
  /** Name or address to connect to. */
  readonly address: string;
  readonly port: number;
}

/** How hosts are reached. */
export interface Reach {
  /**
   * Hosts that are reached elsewhere than at their own name. The name stays in the request and in the
   * certificate.
   */
  readonly connectTo: ReadonlyMap<string, Address>;
  /** Whom to trust. Absent: the authorities that Node trusts. */
  readonly secureContext?: SecureContext;
}

/**
 * Trusts the authorities of some certificates (PEM) beside the usual ones. It is made once for a whole run,
 * since it reads every certificate.
 */
export function trustingAlso(certificates: string): SecureContext {
  return createSecureContext({ ca: [...rootCertificates, certificates] });
}

const HTTPS_PORT = 443;

/** Where a host is reached. */
export function addressOf({ connectTo }: Reach, host: string): Address {
  return connectTo.get(host) ?? { address: host, port: HTTPS_PORT };
}

/** What every TLS connection to a host is opened with. */
export function tlsOptions(reach: Reach, host: string) {
  const { address, port } = addressOf(reach, host);
  return { host: address, port, servername: host, secureContext: reach.secureContext };
}
