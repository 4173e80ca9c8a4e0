import { type Finding, undetermined } from "../framework/finding";
import { isKnown, Unknown } from "../framework/value";
import { everyLabel } from "../models/kubernetes/namespace-labels";
import { objectSubject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import type { Pods } from "../models/kubernetes/pods";
import type { Service, ServicePort } from "../models/kubernetes/service";
import { parseRange, type Range } from "../models/network/range";
import type { ClusterPolicies } from "../models/network-policy/cluster-policies";
import type { AddressEnd, End, PodEnd } from "../models/network-policy/network-policy";
import type { Backend } from "./backends";
import { closedFinding, shownPort } from "./message";
import { type Closed, closedAlong, isOpen, podPortOf } from "./path";

/**
 * Where Google's load balancers and their health checks come from:
 * https://cloud.google.com/load-balancing/docs/health-check-concepts#ip-ranges.
 */
const GOOGLE_RANGES = ["130.211.0.0/22", "35.191.0.0/16"];

const EVERYWHERE: readonly Range[] = ranges(["0.0.0.0/0"]);

const SOMEBODY = new Unknown("is a label of pods that this program does not tell of");

/** Some pods of a controller of which the program tells nothing. */
const SOME_PODS: PodEnd = {
  is: "pod",
  namespace: SOMEBODY,
  namespaceLabels: everyLabel(SOMEBODY),
  labels: everyLabel(SOMEBODY),
  ports: [],
};

/** Who comes from outside, in a message: `from Google's load balancers (...)`, and the peer of the rule that admits them. */
interface Visitor {
  readonly ends: readonly End[];
  /** Whether one of the ends is enough. */
  readonly isAny: boolean;
  readonly from: string;
  readonly peer: string;
}

const GOOGLE: Visitor = {
  ends: [{ is: "addresses", within: ranges(GOOGLE_RANGES), needs: "every" }],
  isAny: false,
  from: `from Google's load balancers and health checks (${GOOGLE_RANGES.join(", ")})`,
  peer: `the ipBlocks ${GOOGLE_RANGES.map((range) => `"${range}"`).join(" and ")}`,
};

const SOME_CONTROLLER: Visitor = {
  ends: [{ is: "addresses", within: EVERYWHERE, needs: "any" }, SOME_PODS],
  isAny: true,
  from: "from anybody",
  peer: "the pods or addresses of the controller",
};

/** Whether those who come from outside reach the pods to which the program leads them. */
export class OutsidePaths {
  constructor(
    private readonly index: ObjectIndex,
    private readonly policies: ClusterPolicies,
  ) {}

  /** Judges a Service that can be reached from outside. */
  checkService(service: Service): readonly Finding[] {
    const { type, object } = service;
    if (type !== "LoadBalancer" && type !== "NodePort") {
      return [];
    }
    return this.check(service, service.ports, visitorOf(service), {
      path: object.place.at("spec", "type").path,
      need: `is "${type}", which leads connections from outside of the cluster to the pods`,
    });
  }

  /** Judges a place that leads to a Service. */
  checkBackend({ service, path, port, isGoogle }: Backend): readonly Finding[] {
    const ports = service.ports.filter(
      (each) => port === undefined || !isKnown(port) || each.port === port || each.name === port,
    );
    return this.check(service, ports, isGoogle ? GOOGLE : SOME_CONTROLLER, {
      path,
      need: `leads to ${objectSubject(service.object)}`,
    });
  }

  private check(
    service: Service,
    ports: readonly ServicePort[],
    visitor: Visitor,
    about: { readonly path: string; readonly need: string },
  ): readonly Finding[] {
    if (service.hasSelector !== true) {
      return [];
    }
    return this.index
      .podsOfService(service)
      .pods.flatMap((pods) => ports.flatMap((port) => this.checkPort(pods, port, visitor, about)));
  }

  private checkPort(
    pods: Pods,
    port: ServicePort,
    visitor: Visitor,
    { path, need }: { readonly path: string; readonly need: string },
  ): readonly Finding[] {
    const at = podPortOf(port, this.policies.endOf(pods));
    if (at === undefined) {
      return [];
    }
    if (!isKnown(at)) {
      return this.policies.isolated(pods, "ingress") === false
        ? []
        : [
            undetermined(
              path,
              `${need}, and whether the network policies of ${objectSubject(pods.object)} admit that cannot be told: the port of the pods ${at.reason}. Give it as a literal.`,
            ),
          ];
    }
    const ways = visitor.ends.map((from) => closedAlong({ from, to: pods, at }, this.policies));
    const open = ways.map(isOpen);
    // Of a controller that nobody tells of, a rule for anybody may be meant for it.
    if (visitor.isAny ? open.some((each) => each !== false) : open.every((each) => each === true)) {
      return [];
    }
    const closed: readonly Closed[] = ways.find((_, index) => open[index] !== true) ?? [];
    return [
      closedFinding(
        {
          path,
          need,
          from: `${visitor.from} to its ${shownPort(at)}`,
          to: "",
          peers: { ingress: visitor.peer, egress: "" },
          port: shownPort(at),
        },
        closed,
        this.policies,
      ),
    ];
  }
}

/** Clients of a load balancer keep their addresses, or come from a node; it may be told to let only some through. */
function visitorOf({ object }: Service): Visitor {
  const given = object.place
    .at("spec", "loadBalancerSourceRanges")
    .entries()
    .flatMap(({ value }) => (typeof value === "string" ? [value] : []));
  const within = ranges(given);
  const end: AddressEnd = {
    is: "addresses",
    within: within.length === 0 ? EVERYWHERE : within,
    needs: "any",
  };
  return {
    ends: [end],
    isAny: false,
    from: "from outside of the cluster",
    peer:
      within.length === 0
        ? "an ipBlock of the clients"
        : "the ipBlocks of loadBalancerSourceRanges",
  };
}

function ranges(texts: readonly string[]): readonly Range[] {
  return texts.flatMap((text) => parseRange(text) ?? []);
}
