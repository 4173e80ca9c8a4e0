import { formatPath, type Path, type Problem, problemAt, quote } from "../problem";
import { type AddressRange, overlaps, parseRange } from "../schema/range";
import type { Rule, Subject } from "./rule";

interface Use {
  readonly path: Path;
  readonly range: AddressRange;
}

/**
 * Ranges that no network of Google Cloud may use
 * (https://cloud.google.com/vpc/docs/subnets#prohibited-ranges), and the one that Cloud SQL keeps for
 * its containers (https://cloud.google.com/sql/docs/postgres/private-ip), each with what it is for.
 */
const taken: readonly (readonly [cidr: string, purpose: string])[] = [
  ["0.0.0.0/8", "this host"],
  ["127.0.0.0/8", "loopback"],
  ["169.254.0.0/16", "link-local addresses"],
  ["172.17.0.0/16", "the container bridge of Cloud SQL"],
  ["199.36.153.4/30", "Google's private access"],
  ["199.36.153.8/30", "Google's private access"],
  ["224.0.0.0/4", "multicast"],
  ["240.0.0.0/4", "future use"],
];

function rangesOf({ file }: Subject): Use[] {
  const network = file["holdfast:network"];
  const places: [Path, AddressRange | undefined][] = [
    [["holdfast:network", "range"], network?.range],
    [["holdfast:network", "privateServicesRange"], network?.privateServicesRange],
    [["holdfast:network", "connector", "range"], network?.connector?.range],
    [["holdfast:network", "directEgress", "range"], network?.directEgress?.range],
    [["holdfast:gke", "podRange"], file["holdfast:gke"]?.podRange],
    [["holdfast:gke", "serviceRange"], file["holdfast:gke"]?.serviceRange],
  ];
  return places.flatMap(([path, range]) => (range === undefined ? [] : [{ path, range }]));
}

function takenProblems({ path, range }: Use): Problem[] {
  return taken.flatMap(([cidr, purpose]) => {
    const other = parseRange(cidr);
    if (other === undefined || !overlaps(range, other)) {
      return [];
    }
    return [
      problemAt(path, {
        found: `${quote(range.cidr)}, which overlaps ${quote(cidr)}, reserved for ${purpose}`,
        allowed: "a range of addresses that are free for a network",
        action: 'Choose one within "10.0.0.0/8".',
      }),
    ];
  });
}

/** No two ranges of the network overlap, and none lies where addresses mean something else. */
export const ranges: Rule = (subject) => {
  const uses = rangesOf(subject);
  const overlapping = uses.flatMap((use, index) =>
    uses
      .slice(0, index)
      .filter((other) => overlaps(use.range, other.range))
      .map((other) => {
        const path = formatPath(other.path);
        return problemAt(use.path, {
          found: `${quote(use.range.cidr)}, which overlaps ${quote(other.range.cidr)} of ${path}`,
          allowed: "ranges without a common address",
          action: "Move one of them.",
        });
      }),
  );
  return [...uses.flatMap(takenProblems), ...overlapping];
};
