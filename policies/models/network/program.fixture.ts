import { type CaseResource, UNKNOWN } from "../../testing/policy-case";

/** Region of everything that says nothing else. */
const REGION = "europe-west1";

type Dependencies = NonNullable<CaseResource["propertyDependencies"]>;

/**
 * A resource as a preview of real providers shows it: its name is known, its id, its links and what else the cloud
 * computes are not.
 */
export function planned(
  type: string,
  name: string,
  props: object,
  propertyDependencies: Dependencies = {},
  computed: object = {},
): CaseResource {
  return {
    type,
    name,
    props,
    outputs: { ...props, ...computed, id: UNKNOWN, selfLink: UNKNOWN },
    propertyDependencies,
  };
}

/** What a network of the program is made from; an empty name stands for one of elsewhere. */
function made(of: string): readonly string[] {
  return of === "" ? [] : [of];
}

/** A VPC network. */
export function network(name = "main"): CaseResource {
  return planned("gcp:compute/network:Network", name, { name, autoCreateSubnetworks: false });
}

/** A subnetwork of a network of the program. */
export function subnetwork(name: string, props: object = {}, of = "main"): CaseResource {
  return planned(
    "gcp:compute/subnetwork:Subnetwork",
    name,
    { name, region: REGION, network: UNKNOWN, ipCidrRange: "10.0.0.0/24", ...props },
    { network: made(of) },
  );
}

/** A connector with a range of its own in a network of the program. */
export function connector(name = "connector", props: object = {}, of = "main"): CaseResource {
  return planned(
    "gcp:vpcaccess/connector:Connector",
    name,
    { name, region: REGION, network: UNKNOWN, ipCidrRange: "10.8.0.0/28", ...props },
    { network: made(of) },
    { subnet: UNKNOWN },
  );
}

/** A connector in a subnetwork of the program. */
export function connectorIn(subnet: string, props: object = {}): CaseResource {
  return planned(
    "gcp:vpcaccess/connector:Connector",
    "connector",
    { name: "connector", region: REGION, subnet: { name: subnet }, ...props },
    { subnet: [subnet] },
    { network: UNKNOWN, ipCidrRange: UNKNOWN },
  );
}

/** A router of a network of the program. */
export function router(name = "router", props: object = {}, of = "main"): CaseResource {
  return planned(
    "gcp:compute/router:Router",
    name,
    { name, region: REGION, network: UNKNOWN, ...props },
    { network: made(of) },
  );
}

/** Cloud NAT of a router of the program, for all subnetworks. */
export function nat(name = "nat", props: object = {}, of = "router"): CaseResource {
  return planned(
    "gcp:compute/routerNat:RouterNat",
    name,
    {
      name,
      region: REGION,
      router: of,
      natIpAllocateOption: "AUTO_ONLY",
      sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
      ...props,
    },
    { router: [of] },
  );
}

/** What a Cloud Run workload is made from. */
export interface WorkloadParts {
  readonly name?: string;
  readonly location?: string;
  readonly vpcAccess?: unknown;
  readonly envs?: readonly object[];
  readonly volumes?: readonly object[];
  /** Resources that the template is made from. */
  readonly from?: readonly string[];
}

/** A Cloud Run service of v2. */
export function service(parts: WorkloadParts = {}): CaseResource {
  const { name = "api", location = REGION, vpcAccess, envs = [], volumes } = parts;
  return planned(
    "gcp:cloudrunv2/service:Service",
    name,
    {
      name,
      location,
      template: { containers: [{ image: "api:1.0.0", envs }], vpcAccess, volumes },
    },
    { template: parts.from ?? [] },
    { template: UNKNOWN },
  );
}

/** A Cloud Run job. */
export function job(parts: WorkloadParts = {}): CaseResource {
  const { name = "migrate", location = REGION, vpcAccess, envs = [] } = parts;
  return planned(
    "gcp:cloudrunv2/job:Job",
    name,
    {
      name,
      location,
      template: { template: { containers: [{ image: "api:1.0.0", envs }], vpcAccess } },
    },
    { template: parts.from ?? [] },
    { template: UNKNOWN },
  );
}

/** A Cloud Run service of v1, with annotations of its revisions. */
export function serviceV1(
  annotations: object,
  parts: Pick<WorkloadParts, "name" | "from" | "envs"> = {},
): CaseResource {
  const { name = "old", envs = [] } = parts;
  return planned(
    "gcp:cloudrun/service:Service",
    name,
    {
      name,
      location: REGION,
      template: {
        metadata: { annotations },
        spec: { containers: [{ image: "api:1.0.0", envs }] },
      },
    },
    { template: parts.from ?? [] },
    { template: UNKNOWN },
  );
}

/** Direct egress into a subnetwork, or by a connector, that is a resource of the program. */
export const direct = (egress?: string) => ({
  egress,
  networkInterfaces: [{ subnetwork: UNKNOWN }],
});

/** Egress by a connector of the program. */
export const byConnector = (egress?: string) => ({ egress, connector: UNKNOWN });

/** A Cloud SQL instance with a private address in a network of the program, after its connection. */
export function database(
  name = "db",
  after: readonly string[] = ["psa"],
  of = "main",
): CaseResource {
  return planned(
    "gcp:sql/databaseInstance:DatabaseInstance",
    name,
    {
      name,
      region: REGION,
      databaseVersion: "POSTGRES_16",
      settings: {
        tier: "db-custom-2-7680",
        ipConfiguration: { ipv4Enabled: false, privateNetwork: UNKNOWN },
      },
    },
    { settings: [of], "": after },
  );
}

/** Private services access of a network of the program. */
export function serviceConnection(name = "psa", of = "main"): CaseResource {
  return planned(
    "gcp:servicenetworking/connection:Connection",
    name,
    { network: UNKNOWN, service: "servicenetworking.googleapis.com" },
    { network: made(of) },
  );
}
