import * as gcp from "@pulumi/gcp";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

type CustomResourceArgs = kubernetes.apiextensions.CustomResourceArgs;

/** The arguments of {@link Gateway}. */
export interface GatewayArgs {
  /** Namespace of the Gateway. Changing it replaces it, with a time in which no host answers. */
  readonly namespace: pulumi.Input<string>;
  /** Name of the global address at which requests arrive. Changing it moves the hosts to another address. */
  readonly addressName: pulumi.Input<string>;
  /** Name of the certificate map. Changing it is in place. */
  readonly certificateMapName: pulumi.Input<string>;
  /** Namespaces whose HTTPRoutes the Gateway takes. Changing them is in place. */
  readonly routeNamespaces: readonly string[];
  /** Entries of the certificate map: no request arrives before its host has a certificate to show. */
  readonly startsAfter: readonly pulumi.Resource[];
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the Gateway. */
    readonly gateway?: Transform<CustomResourceArgs>;
    /** Changes to the HTTPRoute that redirects. */
    readonly redirect?: Transform<CustomResourceArgs>;
    /** Changes to the policy for TLS. */
    readonly sslPolicy?: Transform<gcp.compute.SSLPolicyArgs>;
    /** Changes to the GCPGatewayPolicy. */
    readonly gatewayPolicy?: Transform<CustomResourceArgs>;
  };
}

/** API group of the Gateway API. */
export const gatewayApi = "gateway.networking.k8s.io";
/** Names of the listeners, by which HTTPRoutes name them. */
export const listeners = { https: "https", http: "http" } as const;

/**
 * The Gateway of a cluster: a global external Application Load Balancer that GKE makes for it, with one address, the
 * certificates of a map, and a redirect of what comes without TLS.
 *
 * A listener with TLS names no certificate of the cluster: the annotation names the map instead.
 * https://cloud.google.com/kubernetes-engine/docs/how-to/secure-gateway#secure-using-certificate-manager
 *
 * Cost: about 18 USD a month for up to five forwarding rules of a project together, and 0.008 USD to 0.012 USD for
 * each GB (approximate).
 */
export class Gateway extends pulumi.ComponentResource {
  /** The Gateway, which routes come after. */
  readonly gateway: kubernetes.apiextensions.CustomResource;

  constructor(name: string, args: GatewayArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:edge:Gateway", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    const { namespace, transform } = args;
    const create = (
      change: Transform<CustomResourceArgs> | undefined,
      logicalName: string,
      inputs: CustomResourceArgs,
      options: pulumi.CustomResourceOptions = child,
    ) =>
      new kubernetes.apiextensions.CustomResource(
        ...transformed<CustomResourceArgs>(change, logicalName, inputs, options),
      );

    this.gateway = create(
      transform?.gateway,
      name,
      {
        apiVersion: `${gatewayApi}/v1`,
        kind: "Gateway",
        metadata: {
          name,
          namespace,
          annotations: { "networking.gke.io/certmap": args.certificateMapName },
        },
        spec: gatewaySpec(args),
      },
      pulumi.mergeOptions(child, { dependsOn: [...args.startsAfter] }),
    );
    const after = pulumi.mergeOptions(child, { dependsOn: [this.gateway] });
    create(
      transform?.redirect,
      `${name}-redirect`,
      {
        apiVersion: `${gatewayApi}/v1`,
        kind: "HTTPRoute",
        metadata: { name: `${name}-redirect`, namespace },
        spec: redirectSpec(name),
      },
      after,
    );
    const sslPolicy = new gcp.compute.SSLPolicy(
      ...transformed<gcp.compute.SSLPolicyArgs>(
        transform?.sslPolicy,
        name,
        { name, minTlsVersion: "TLS_1_2", profile: "MODERN" },
        child,
      ),
    );
    create(
      transform?.gatewayPolicy,
      `${name}-policy`,
      {
        apiVersion: "networking.gke.io/v1",
        kind: "GCPGatewayPolicy",
        metadata: { name, namespace },
        spec: {
          default: { sslPolicy: sslPolicy.name },
          targetRef: { group: gatewayApi, kind: "Gateway", name },
        },
      },
      after,
    );
    this.registerOutputs({});
  }
}

function gatewaySpec({ addressName, routeNamespaces }: GatewayArgs) {
  return {
    gatewayClassName: "gke-l7-global-external-managed",
    addresses: [{ type: "NamedAddress", value: addressName }],
    listeners: [
      {
        name: listeners.https,
        protocol: "HTTPS",
        port: 443,
        allowedRoutes: {
          kinds: [{ kind: "HTTPRoute" }],
          namespaces: {
            from: "Selector",
            selector: {
              matchExpressions: [
                {
                  key: "kubernetes.io/metadata.name",
                  operator: "In",
                  values: [...routeNamespaces],
                },
              ],
            },
          },
        },
      },
      {
        name: listeners.http,
        protocol: "HTTP",
        port: 80,
        // Nothing but the redirect beside the Gateway may answer without TLS.
        allowedRoutes: { kinds: [{ kind: "HTTPRoute" }], namespaces: { from: "Same" } },
      },
    ],
  };
}

function redirectSpec(gateway: string) {
  return {
    parentRefs: [{ name: gateway, sectionName: listeners.http }],
    rules: [
      {
        filters: [
          { type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } },
        ],
      },
    ],
  };
}
