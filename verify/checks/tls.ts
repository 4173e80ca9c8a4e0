import { connect, type PeerCertificate, type TLSSocket } from "node:tls";
import { type Check, Fault } from "../check";
import { quote } from "../quote";
import { connectionFault, meaningOf } from "../transport/connection-fault";
import { type Address, addressOf, tlsOptions } from "../transport/reach";
import type { CheckContext } from "./context";

/** Seconds for a TLS handshake. */
const HANDSHAKE_SECONDS = 10;
const MILLISECONDS_PER_DAY = 86_400_000;

/** Id of the check that a host is reached over TLS, which everything else on that host needs. */
export function tlsCheckId(host: string): string {
  return `tls/${host}`;
}

/** The checks of a host's certificate: that it is good, and that it will be for a while. */
export function tlsChecks(context: CheckContext, host: string): Check[] {
  let validUntil: Date | undefined;
  return [
    {
      id: tlsCheckId(host),
      groups: ["health"],
      title: `TLS of ${host}`,
      needs: [],
      async run(signal) {
        const { certificate, protocol, refusal } = await handshake(context, host, signal);
        if (refusal !== undefined) throw certificateFault(host, refusal, certificate);
        validUntil = new Date(certificate.valid_to);
        return { found: `${protocol}, issued by ${quote(nameOf(certificate.issuer))}` };
      },
    },
    {
      id: `certificate/${host}`,
      groups: ["health"],
      title: `Certificate of ${host}`,
      needs: [tlsCheckId(host)],
      run: async () => judgeValidity(context, host, validUntil),
    },
  ];
}

interface Handshake {
  readonly certificate: PeerCertificate;
  readonly protocol: string;
  /** Code of what is wrong with the certificate. */
  readonly refusal?: string;
}

/**
 * Makes a handshake and sends nothing over the connection. A bad certificate does not end it, so that the
 * message can say what is in it.
 */
async function handshake(
  { reach }: CheckContext,
  host: string,
  signal: AbortSignal,
): Promise<Handshake> {
  const socket = connect({ ...tlsOptions(reach, host), rejectUnauthorized: false });
  const at = addressOf(reach, host);
  try {
    await secured(socket, host, at, signal);
    const { authorizationError } = socket;
    return {
      certificate: socket.getPeerCertificate(),
      protocol: socket.getProtocol() ?? "TLS",
      // The typings say Error; what is there is its code, or an error for a name that does not match.
      refusal: socket.authorized ? undefined : refusalOf(authorizationError),
    };
  } catch (error) {
    throw connectionFault(error, `https://${host}`, at);
  } finally {
    socket.destroy();
  }
}

function refusalOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : String(error);
}

function secured(
  socket: TLSSocket,
  host: string,
  { address, port }: Address,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    socket.setTimeout(HANDSHAKE_SECONDS * 1000, () =>
      reject(
        new Fault(
          `https://${host} made no TLS handshake at ${address}:${port} within ${HANDSHAKE_SECONDS} s.`,
          "Look at the forwarding rule for port 443 and at the certificate map of its proxy.",
        ),
      ),
    );
    socket.once("secureConnect", resolve);
    socket.once("error", reject);
    socket.once("close", () => signal.removeEventListener("abort", stop));
  });
}

function certificateFault(host: string, code: string, certificate: PeerCertificate): Fault {
  const { problem, advice } = meaningOf(code);
  return new Fault(
    `https://${host} is not to be trusted: ${problem} (${code}). It is for ${namesOf(certificate)}, issued by ${quote(nameOf(certificate.issuer))}, valid until ${certificate.valid_to}.`,
    advice,
  );
}

function nameOf(entity: PeerCertificate["issuer"] | undefined): string {
  const one = (value: unknown) => (Array.isArray(value) ? value[0] : value);
  return String(one(entity?.O) ?? one(entity?.CN) ?? "nobody");
}

function namesOf({ subjectaltname, subject }: PeerCertificate): string {
  const names = (subjectaltname ?? "").split(", ").flatMap((entry) => {
    const [, name] = /^(?:DNS|IP Address):(.+)$/.exec(entry) ?? [];
    return name === undefined ? [] : [quote(name)];
  });
  return names.length > 0 ? names.slice(0, 10).join(", ") : quote(nameOf(subject));
}

function judgeValidity({ plan, now }: CheckContext, host: string, validUntil: Date | undefined) {
  if (validUntil === undefined || Number.isNaN(validUntil.getTime())) {
    throw new Error("The certificate has no end of validity.");
  }
  const { certificateValidDays, certificateWarningDays } = plan.limits;
  const days = (validUntil.getTime() - now().getTime()) / MILLISECONDS_PER_DAY;
  const left = `The certificate of ${host} is valid for ${Math.floor(days)} more days, until ${validUntil.toISOString().slice(0, 10)}`;
  const advice =
    "Look at the state and the DNS authorisation of the certificate in Certificate Manager: it should have been renewed.";
  if (days < certificateValidDays) {
    throw new Fault(`${left}; expected at least ${certificateValidDays} days.`, advice);
  }
  return {
    found: `valid for ${Math.floor(days)} days`,
    warning:
      days < certificateWarningDays
        ? `${left}; below ${certificateWarningDays} days it should have been renewed. ${advice}`
        : undefined,
  };
}
