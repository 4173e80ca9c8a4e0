import { findCredentials } from "../../policies/models/credential/find-credentials";
import { headerCredential } from "../../policies/models/credential/header-names";
import type { Draft } from "../interpret";
import { platformOf } from "../platforms";
import { type Path, type Problem, problemAt, quote } from "../problem";
import { headerText } from "../schema/headers";
import type { StackFile } from "../schema/stack-file";
import { undeclaredSecret } from "../undeclared-secret";
import { entriesOf, type Rule, type Subject, servicesOf } from "./rule";

type Secrets = Draft<StackFile["holdfast:secrets"]>;

/** Headers by which a client and a server agree on the connection and the body: https://www.rfc-editor.org/rfc/rfc9110#section-7.6. */
const framing = new Set([
  "connection",
  "content-length",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** The probes of a service that have headers. */
const probes = ["startup", "readiness", "health"] as const;

/**
 * Headers of probes are headers that a probe can send; what is secret in them is a declared secret whose value a header can
 * hold, and whoever sends it can have it.
 */
export const probeHeaders: Rule = (subject) => {
  const secrets = subject.file["holdfast:secrets"] ?? {};
  return servicesOf(subject).flatMap(([name, service]) =>
    probes.flatMap((probe) => {
      const path = ["holdfast:services", name, probe, "headers"];
      const headers = entriesOf(service[probe]?.headers);
      return [
        ...twice(
          path,
          headers.map(([header]) => header),
        ),
        ...headers.flatMap(([header, value]) => {
          const at = [...path, header];
          return [
            ...(framing.has(header.toLowerCase()) ? [framed(at)] : []),
            ...(typeof value === "string"
              ? literal(at, header, value)
              : value.secret === undefined
                ? []
                : secretProblems(at, header, value.secret, secrets, subject, service)),
          ];
        }),
      ];
    }),
  );
};

function framed(at: Path): Problem {
  return problemAt(at, {
    found: "a header of the connection, which is not the request's",
    allowed: "headers of the request",
    action: "Remove it.",
  });
}

/** Names of headers do not differ by their case. */
function twice(path: Path, headers: readonly string[]): Problem[] {
  const seen = new Map<string, string>();
  return headers.flatMap((header) => {
    const former = seen.get(header.toLowerCase());
    seen.set(header.toLowerCase(), header);
    return former === undefined
      ? []
      : [
          problemAt([...path, header], {
            found: `the header ${quote(former)} again: names of headers have no case`,
            allowed: "each header once",
            action: "Remove one of them.",
          }),
        ];
  });
}

function literal(at: Path, header: string, value: string): Problem[] {
  return headerCredential(header) === "no" && findCredentials(value, header).length === 0
    ? []
    : [
        problemAt(at, {
          found: "a credential in clear (hidden), which whoever sees the probe can read",
          allowed: "{ secret: NAME } with the name of a secret of holdfast:secrets",
          action:
            "Declare a secret in holdfast:secrets with generate or an encrypted value, and name it here.",
        }),
      ];
}

function secretProblems(
  at: Path,
  header: string,
  name: string,
  secrets: Secrets,
  { file }: Subject,
  service: Parameters<typeof platformOf>[1],
): Problem[] {
  if (!Object.hasOwn(secrets, name)) {
    return [problemAt([...at, "secret"], undeclaredSecret(name, Object.keys(secrets)))];
  }
  const secret = secrets[name];
  const problems: Problem[] = [];
  if (header.toLowerCase() === "host") {
    problems.push(
      problemAt(at, {
        found: "a secret",
        allowed: "the name of a host as text: it is not secret",
        action: "Write the host.",
      }),
    );
  }
  if (secret?.value !== undefined && !headerText.test(secret.value)) {
    problems.push(
      problemAt(at, {
        found: "a secret whose value (hidden) no header can hold",
        allowed: "a value of 1 to 4096 printable characters on one line",
        action: "Set another value, without a line break at its end and without umlauts.",
      }),
    );
  }
  if (secret?.existing !== undefined && platformOf(file, service) === "gke") {
    problems.push(
      problemAt(at, {
        found: "a secret that exists in Secret Manager, for a service on GKE",
        allowed: "secrets with generate or value, which reach the cluster as a Secret",
        action: "Give the secret its encrypted value, or generate it.",
      }),
    );
  }
  return problems;
}
