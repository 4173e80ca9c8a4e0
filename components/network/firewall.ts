import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

/** The arguments of {@link Firewall}. */
export interface FirewallArgs {
  /** Id of the VPC network. Changing it replaces the rules. */
  readonly network: pulumi.Input<string>;
  /**
   * Range of the network in which Google's managed services have their addresses, such as `"10.64.0.0/16"`.
   * Changing it is in place; open connections to addresses that drop out end.
   */
  readonly privateServicesRange: string;
  /**
   * Ranges of the nodes and pods of a GKE cluster. They reach each other, and nodes the control plane, which has an
   * address among theirs. Changing them is in place; open connections to addresses that drop out end.
   * @default no cluster stands in the network
   */
  readonly clusterRanges?: readonly string[];
  /**
   * What is logged: `"denied"` connections, or `"all"` that the rules decide about. Changing it is in place.
   * @default "denied"
   */
  readonly logs?: "denied" | "all";
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the rule that denies what comes in. */
    readonly denyIngress?: Transform<gcp.compute.FirewallArgs>;
    /** Changes to the rule that allows the way to managed services. */
    readonly allowPrivateServices?: Transform<gcp.compute.FirewallArgs>;
    /** Changes to the rule that allows the way to nodes and pods. */
    readonly allowCluster?: Transform<gcp.compute.FirewallArgs>;
    /** Changes to the rule that denies every other private destination. */
    readonly denyPrivateEgress?: Transform<gcp.compute.FirewallArgs>;
  };
}

/** The private address ranges of RFC 1918: what a rule for "everything private" names. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** After every rule with a purpose, before the two that each network implies (65535). */
const lastPriority = 65_534;

/**
 * The posture of the network, written down: nothing comes in, and of what is private only the managed services
 * can be reached. What both rules deny is logged, and what is allowed where `logs` says so.
 *
 * Neither implied rule is relied on, so that the posture shows in a plan and a new rule has to state its
 * purpose. Destinations in the internet stay open: a service may call any API, and a port that is missing in a
 * list here would look like the time-outs that this stack exists to prevent. A connector brings the rules that
 * it needs for itself, of a higher priority, and so does a GKE cluster for what comes in to nodes and pods
 * (https://cloud.google.com/kubernetes-engine/docs/concepts/firewall-rules); what goes out it leaves to the network.
 *
 * Cost: none for the rules, about 0.50 USD for each GB of logged connections (approximate).
 */
export class Firewall extends pulumi.ComponentResource {
  constructor(name: string, args: FirewallArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:network:Firewall", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    const rule = (
      suffix: string,
      transform: Transform<gcp.compute.FirewallArgs> | undefined,
      ruleArgs: Omit<gcp.compute.FirewallArgs, "name" | "network">,
    ) =>
      new gcp.compute.Firewall(
        ...transformed<gcp.compute.FirewallArgs>(
          transform,
          `${name}-${suffix}`,
          { name: `${name}-${suffix}`, network: args.network, ...ruleArgs },
          child,
        ),
      );

    rule("deny-ingress", args.transform?.denyIngress, {
      description: "Nothing comes in unless a rule of a higher priority says so.",
      direction: "INGRESS",
      priority: lastPriority,
      sourceRanges: ["0.0.0.0/0"],
      denies: [{ protocol: "all" }],
      logConfig: { metadata: "INCLUDE_ALL_METADATA" },
    });
    rule("allow-private-services", args.transform?.allowPrivateServices, {
      description: "Databases and caches behind private services access.",
      direction: "EGRESS",
      priority: 1000,
      destinationRanges: [args.privateServicesRange],
      allows: [{ protocol: "tcp" }],
      logConfig: args.logs === "all" ? { metadata: "INCLUDE_ALL_METADATA" } : undefined,
    });
    if (args.clusterRanges !== undefined) {
      rule("allow-cluster", args.transform?.allowCluster, {
        description: "Nodes and pods of the cluster, and its control plane.",
        direction: "EGRESS",
        priority: 1000,
        destinationRanges: [...args.clusterRanges],
        allows: [{ protocol: "all" }],
        logConfig: args.logs === "all" ? { metadata: "INCLUDE_ALL_METADATA" } : undefined,
      });
    }
    rule("deny-private-egress", args.transform?.denyPrivateEgress, {
      description: "No other private destination unless a rule of a higher priority says so.",
      direction: "EGRESS",
      priority: lastPriority,
      destinationRanges: privateRanges,
      denies: [{ protocol: "all" }],
      logConfig: { metadata: "INCLUDE_ALL_METADATA" },
    });
    this.registerOutputs({});
  }
}
