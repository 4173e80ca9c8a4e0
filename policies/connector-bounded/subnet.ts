import type { Finding } from "../framework/finding";
import { Place } from "../framework/place";
import type { StackFinding, StackResource } from "../framework/policy";
import { subjectOf } from "../framework/subject";
import { Relations } from "../models/relation/relations";
import { checkSubnetRange } from "./check";

/** Tells whether a type is a connector. */
export function isConnector(type: string): boolean {
  return type === "gcp:vpcaccess/connector:Connector";
}

/** Judges the subnets of the stack that connectors are put into. */
export function judgeSubnets(resources: readonly StackResource[]): readonly StackFinding[] {
  const relations = Relations.of(resources);
  return resources
    .filter(({ type }) => isConnector(type))
    .flatMap((connector) =>
      judgeSubnet(connector, relations).map((finding) => ({
        subject: subjectOf(connector),
        urn: connector.urn,
        finding,
      })),
    );
}

/** Several subnets may share the name that the program gives; one of the right size is enough then. */
function judgeSubnet(connector: StackResource, relations: Relations): readonly Finding[] {
  const place = new Place(connector.inputs ?? connector.props).at("subnet", "name");
  const subnets = relations
    .behind(connector, place, isSubnetwork)
    .map(({ resource }) => resource)
    .filter((subnet) => mayBeInRegionOf(connector, subnet));
  const findings = subnets.map((subnet) =>
    checkSubnetRange(
      "subnet.name",
      subnet.name,
      new Place(subnet.props).at("ipCidrRange").text() ?? "",
    ),
  );
  return findings.every((each) => each.length > 0) ? findings.slice(0, 1).flat() : [];
}

function isSubnetwork(type: string): boolean {
  return type === "gcp:compute/subnetwork:Subnetwork";
}

function mayBeInRegionOf(connector: StackResource, subnet: StackResource): boolean {
  const [one, other] = [connector, subnet].map(({ props }) => props.region);
  return typeof one !== "string" || typeof other !== "string" || one === other;
}
