import { type Finding, undetermined, violation } from "../framework/finding";
import type { StackFinding, StackResource } from "../framework/policy";
import { subjectOf } from "../framework/subject";
import { type DeclaredRange, rangesOf, type UnreadRange } from "../models/network/declared-range";
import { givenIn, isDeclared, NetworkMap, shownNetwork } from "../models/network/network-map";
import { parseRange, type Range, showRange } from "../models/network/range";
import { hasVpcAccess, vpcAccessOf } from "../models/network/vpc-access";
import { Relations } from "../models/relation/relations";

/** Judges the address ranges of all networks of a stack, at the cost of sorting them. */
export function checkRanges(stack: readonly StackResource[]): readonly StackFinding[] {
  const networks = new NetworkMap(Relations.of(stack));
  const ranges = stack.flatMap((resource) => rangesOf(resource, networks));
  return [
    ...ranges.flatMap((range) => ("range" in range ? unplaced(range) : unread(range))),
    ...[...byNetwork(ranges).values()].flatMap(overlaps),
    ...stack.filter(isDeclared).flatMap((resource) => size(resource, networks)),
  ];
}

function byNetwork(
  ranges: readonly (DeclaredRange | UnreadRange)[],
): ReadonlyMap<string, DeclaredRange[]> {
  const groups = new Map<string, DeclaredRange[]>();
  for (const range of ranges) {
    if ("range" in range && range.network?.is === "known") {
      const group = groups.get(range.network.key) ?? [];
      group.push(range);
      groups.set(range.network.key, group);
    }
  }
  return groups;
}

/** Compares each range with the one before it that reaches farthest. */
function overlaps(ranges: readonly DeclaredRange[]): readonly StackFinding[] {
  const findings: StackFinding[] = [];
  let farthest: DeclaredRange | undefined;
  for (const range of [...ranges].sort(byFirstAddress)) {
    if (farthest !== undefined && range.range.first <= farthest.range.last) {
      findings.push(overlap(range, farthest));
    }
    if (farthest === undefined || range.range.last > farthest.range.last) {
      farthest = range;
    }
  }
  return findings;
}

function byFirstAddress(one: DeclaredRange, other: DeclaredRange): number {
  return one.range.first - other.range.first || other.range.last - one.range.last;
}

function overlap(range: DeclaredRange, other: DeclaredRange): StackFinding {
  const network = range.network?.is === "known" ? shownNetwork(range.network) : "the network";
  return about(
    range.resource,
    violation(
      range.path,
      `is "${showRange(range.range)}", which overlaps "${showRange(other.range)}" of ${subjectOf(other.resource)} (${other.path}). ` +
        `Ranges of ${network} must be disjoint. Choose a range that nothing else of the network has.`,
    ),
  );
}

function unread({ resource, path, reason }: UnreadRange): readonly StackFinding[] {
  return [
    about(
      resource,
      undetermined(
        path,
        `${reason}, so whether it overlaps another range cannot be told. Give the range as a literal.`,
      ),
    ),
  ];
}

function unplaced({ resource, network, path, range }: DeclaredRange): readonly StackFinding[] {
  return network?.is === "unknown"
    ? [
        about(
          resource,
          undetermined(
            path,
            `is "${showRange(range)}", and whether it overlaps another range cannot be told: ${network.path} ${network.reason}. Name the network, or give it as an output of its resource.`,
          ),
        ),
      ]
    : [];
}

/** The size that Cloud Run asks of a subnetwork from which instances connect directly. */
function size(resource: StackResource, networks: NetworkMap): readonly StackFinding[] {
  if (!hasVpcAccess(resource.type)) {
    return [];
  }
  const access = vpcAccessOf(resource, networks);
  if (access.is !== "way" || access.by !== "direct") {
    return [];
  }
  const range = rangeOfSubnetwork(access.subnetwork);
  return range === undefined || range.prefix <= 26
    ? []
    : [
        about(
          resource,
          // https://cloud.google.com/run/docs/configuring/vpc-direct-vpc#ip-address-allocation
          violation(
            access.path,
            `is a subnetwork of "${showRange(range)}", too few addresses for instances that connect from it directly: about two for each, in blocks of 16. ` +
              "It must be /26 or larger. Widen its range.",
          ),
        ),
      ];
}

function rangeOfSubnetwork(subnetwork: StackResource | undefined): Range | undefined {
  const value = subnetwork === undefined ? undefined : givenIn(subnetwork, "ipCidrRange").value;
  return typeof value === "string" ? parseRange(value) : undefined;
}

function about(resource: StackResource, finding: Finding): StackFinding {
  const props = resource.inputs ?? resource.props;
  return { subject: subjectOf({ ...resource, props }), urn: resource.urn, finding };
}
