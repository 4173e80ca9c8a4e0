import { nearest } from "../nearest";
import { problemAt, quote, quoteAll } from "../problem";
import type { Rule } from "./rule";

const checks = ["websocket", "infrastructure", "goldenPath"] as const;

/** Checks go over hosts of the edge: no other host leads to the stack. */
export const verifyHosts: Rule = ({ file }) => {
  const { "holdfast:verify": verify, "holdfast:edge": edge } = file;
  if (edge !== undefined && edge.hosts === undefined) {
    return []; // Hosts that cannot be read are a problem of their own.
  }
  const hosts = Object.keys(edge?.hosts ?? {});
  return checks.flatMap((check) => {
    const host = verify?.[check]?.host;
    if (host === undefined || hosts.includes(host)) return [];
    const meant = nearest(host, hosts);
    return [
      problemAt(["holdfast:verify", check, "host"], {
        found: `${quote(host)}, which is no host of edge.hosts`,
        allowed: hosts.length === 0 ? "a host of edge.hosts; there is none" : quoteAll(hosts, "or"),
        action:
          meant === undefined
            ? "Add the host to edge.hosts, or name one that is there."
            : `Write ${quote(meant)}.`,
      }),
    ];
  });
};
