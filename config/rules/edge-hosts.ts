import { problemAt, quote } from "../problem";
import { hostName } from "../schema/edge";
import { entriesOf, type Rule } from "./rule";

/** Whether a certificate for `domain` and `*.domain` is valid for `host`: a wildcard stands for one label. */
function isCovered(host: string, domain: string): boolean {
  const below = host.endsWith(`.${domain}`) ? host.slice(0, -domain.length - 1) : undefined;
  return host === domain || (below !== undefined && !below.includes("."));
}

/** There is a host, and the certificate is valid for each. */
export const edgeHosts: Rule = ({ file }) => {
  const { certificate, hosts } = file["holdfast:edge"] ?? {};
  if (hosts !== undefined && Object.keys(hosts).length === 0) {
    return [
      problemAt(["holdfast:edge", "hosts"], {
        found: "no host",
        allowed: "at least one host with its service",
        action: "Add one, or remove edge.",
      }),
    ];
  }
  const { domain } = certificate ?? {};
  if (domain === undefined) {
    return [];
  }
  return entriesOf(hosts)
    .filter(([host]) => hostName.safeParse(host).success && !isCovered(host, domain))
    .map(([host]) =>
      problemAt(["holdfast:edge", "hosts", host], {
        found: `the host ${quote(host)}, for which a certificate for ${quote(domain)} and ${quote(`*.${domain}`)} is not valid`,
        allowed: `${quote(domain)} and hosts one label below it`,
        action: "Rename the host, or change edge.certificate.domain.",
      }),
    );
};
