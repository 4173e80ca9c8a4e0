import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { hostObjectName } from "../../config";
import { type Problem, refuse } from "../invalid";
import { found } from "../services/variable-values";
import { type Transform, transformed } from "../transform";
import type { DnsRecord } from "./dns-records";
import {
  createFrontend,
  type FrontendArgs,
  type FrontendTransforms,
  frontendProblems,
} from "./frontend";
import { Gateway, type GatewayArgs, gatewayApi, listeners } from "./gateway";
import { GatewayBackend, type GatewayBackendArgs, type GatewayService } from "./gateway-backend";
import { type GatewayRoute, gatewayRoutes, mostPaths, mostRules } from "./gateway-routes";
import type { RateLimit } from "./rate-limit";
import { routedServiceKeys } from "./routing";

/** The arguments of {@link GatewayEdge}. */
export interface GatewayEdgeArgs extends FrontendArgs {
  /** The services by key, for every service to which a host leads. */
  readonly services: Readonly<Record<string, GatewayService>>;
  /** The cluster. */
  readonly provider: kubernetes.Provider;
  /** The Kubernetes Services, and the namespaces that they are in: routes and policies come after them. */
  readonly startsAfter: readonly pulumi.Resource[];
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: FrontendTransforms & {
    /** Changes to the namespace of the Gateway. */
    readonly namespace?: Transform<kubernetes.core.v1.NamespaceArgs>;
    /** Changes to the parts of the Gateway. */
    readonly gateway?: GatewayArgs["transform"];
    /** Changes to every HTTPRoute that leads to a service. */
    readonly route?: Transform<kubernetes.apiextensions.CustomResourceArgs>;
    /** Changes to the parts of every backend. */
    readonly backend?: GatewayBackendArgs["transform"];
  };
}

/**
 * The way from the internet to the services of a cluster: one Gateway with one address, a certificate, routes by host
 * and path, and a redirect of what comes without TLS. A host or path that is not declared is answered with 404.
 *
 * Cost: about 20 USD a month, requests, traffic and a rate limit on top (approximate).
 */
export class GatewayEdge extends pulumi.ComponentResource {
  /** The address to which DNS leads all hosts. */
  readonly address: pulumi.Output<string>;
  /** The records that must be in DNS: of the certificate, and of each host. Made by the component where it has a zone. */
  readonly dnsRecords: pulumi.Output<DnsRecord[]>;
  /** URLs of the hosts, by host. */
  readonly urls: Readonly<Record<string, string>>;

  /** @throws RunError when an argument is not allowed. */
  constructor(name: string, args: GatewayEdgeArgs, options?: pulumi.ComponentResourceOptions) {
    const problems = frontendProblems(name, args, args.services);
    const routes = problems.length > 0 ? [] : routesOf(args);
    refuse("GatewayEdge", name, [...problems, ...routes.flatMap(routeProblems)]);
    super("holdfast:edge:GatewayEdge", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    const frontend = createFrontend(name, args, args.transform, child);
    const inCluster: pulumi.CustomResourceOptions = { ...child, provider: args.provider };
    const { gateway } = createGateway(name, args, frontend, inCluster);
    createBackends(name, args, frontend.limit, child);
    for (const route of routes) {
      createRoute(
        name,
        route,
        args,
        pulumi.mergeOptions(inCluster, { dependsOn: [gateway, ...args.startsAfter] }),
      );
    }
    this.address = frontend.address.address;
    this.dnsRecords = frontend.dnsRecords;
    this.urls = frontend.urls;
    this.registerOutputs({});
  }
}

function routesOf({ hosts, services }: GatewayEdgeArgs): GatewayRoute[] {
  return gatewayRoutes(hosts, (key) => found(services, key));
}

function createGateway(
  name: string,
  { hosts, services, provider, transform }: GatewayEdgeArgs,
  { address, certificate }: ReturnType<typeof createFrontend>,
  inCluster: pulumi.CustomResourceOptions,
): Gateway {
  const namespace = new kubernetes.core.v1.Namespace(
    ...transformed<kubernetes.core.v1.NamespaceArgs>(
      transform?.namespace,
      name,
      { metadata: { name } },
      inCluster,
    ),
  );
  const routeNamespaces = routedServiceKeys(hosts).map((key) => found(services, key).namespace);
  return new Gateway(
    name,
    {
      namespace: namespace.metadata.name,
      addressName: address.name,
      certificateMapName: certificate.certificateMapName,
      routeNamespaces: [...new Set(routeNamespaces)],
      startsAfter: certificate.entries,
      transform: transform?.gateway,
    },
    { parent: inCluster.parent, dependsOn: inCluster.dependsOn, providers: [provider] },
  );
}

function createBackends(
  name: string,
  args: GatewayEdgeArgs,
  limit: RateLimit | undefined,
  child: pulumi.CustomResourceOptions,
): void {
  for (const key of routedServiceKeys(args.hosts)) {
    new GatewayBackend(
      `${name}-${key}`,
      {
        ...found(args.services, key),
        accessLogSampleRate: args.accessLogSampleRate,
        securityPolicy: limit?.securityPolicyName,
        transform: args.transform?.backend,
      },
      {
        parent: child.parent,
        providers: [args.provider],
        dependsOn: [...args.startsAfter],
      },
    );
  }
}

function createRoute(
  gateway: string,
  { host, namespace, rules }: GatewayRoute,
  { transform }: GatewayEdgeArgs,
  options: pulumi.CustomResourceOptions,
): void {
  new kubernetes.apiextensions.CustomResource(
    ...transformed<kubernetes.apiextensions.CustomResourceArgs>(
      transform?.route,
      `${gateway}-${host}-${namespace}`,
      {
        apiVersion: `${gatewayApi}/v1`,
        kind: "HTTPRoute",
        metadata: { name: hostObjectName(host), namespace },
        spec: {
          parentRefs: [{ name: gateway, namespace: gateway, sectionName: listeners.https }],
          hostnames: [host],
          rules: [...rules],
        },
      },
      options,
    ),
  );
}

/** Problems with what one host has in one namespace: the API takes so many services and paths. */
function routeProblems({ host, namespace, rules }: GatewayRoute): Problem[] {
  const paths = Math.max(...rules.map(({ matches }) => matches.length));
  const where = `leads "${host}" to`;
  return [
    ...(rules.length > mostRules
      ? [
          {
            path: "hosts",
            reason: `${where} ${rules.length} services of the namespace "${namespace}". Allowed are ${mostRules}. Give some of them a host of their own.`,
          },
        ]
      : []),
    ...(paths > mostPaths
      ? [
          {
            path: "hosts",
            reason: `${where} one service by ${paths} paths. Allowed are ${mostPaths}. Use shorter prefixes, or a host of its own.`,
          },
        ]
      : []),
  ];
}
