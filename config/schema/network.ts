import { z } from "zod";
import { trustedConnections } from "../capacity/connector-load";
import { addressRange } from "./range";
import { oneOf, text, wholeNumber } from "./value";

/** https://cloud.google.com/vpc/docs/configure-serverless-vpc-access */
const connector = z
  .strictObject({
    name: text(/^[a-z][a-z0-9-]{0,23}[a-z0-9]$/, "lower-case letters, digits and hyphens")
      .optional()
      .meta({
        description:
          "Name of the connector. It must be shorter than 21 characters, where each hyphen counts twice.",
        absent: "the stack's name and -egress",
        change:
          "Replaces the connector: services lose their way into the network until it is there.",
      }),
    range: addressRange(28, 28, "10.20.16.0/28").meta({
      description: "Range for the connector's instances alone. No other thing may use it.",
      change: "Replaces the connector: services lose their way into the network until it is there.",
    }),
    machineType: oneOf(["e2-micro", "e2-standard-4", "f1-micro"]).default("e2-micro").meta({
      description:
        "Machine type of an instance. A connector of e2-micro carries 200 to 1000 Mbps, of e2-standard-4 3200 to 16000 Mbps.",
      change: "In place.",
    }),
    minInstances: wholeNumber(2, 9, "instances").meta({
      description: "Instances that always run.",
      change: "Raising is in place; lowering replaces the connector.",
    }),
    maxInstances: wholeNumber(3, 10, "instances").meta({
      description:
        "Most instances. A connector that has grown does not shrink by itself. Must be greater than minInstances.",
      change: "Raising is in place; lowering replaces the connector.",
    }),
    connectionsPerInstance: wholeNumber(1, 100_000, "connections")
      .optional()
      .meta({
        description:
          "Connections to databases and caches that one instance of the connector is trusted to carry. Google states throughput only, so the defaults go by the outage in which a connector failed at some 50 connections, as if it had 2 instances of e2-micro, and by the throughput of the machine types. Raise it only to what a load test of your own has shown.",
        absent: Object.entries(trustedConnections)
          .map(([machineType, connections]) => `${connections} with ${machineType}`)
          .join(", "),
        change: "Nothing in the connector: the sum of all connections is checked with it.",
      }),
  })
  .meta({
    description:
      "Serverless VPC Access connector, through which services on Cloud Run reach the network. Give this or directEgress; neither where none is on Cloud Run.",
    change: "Changing to directEgress gives each service a new revision.",
  });

const directEgress = z
  .strictObject({
    range: addressRange(8, 26, "10.20.32.0/24").meta({
      description:
        "Range of the subnet from which each instance of a service takes addresses of its own: about twice as many as there are instances, kept for a while after they end.",
      change:
        "A larger range that contains the present one is in place; any other replaces the subnet, which cannot be deleted for 1 to 2 hours after its last instance ended.",
    }),
  })
  .meta({
    description:
      "Direct VPC egress: instances of services on Cloud Run stand in the network themselves. Give this or connector; neither where none is on Cloud Run.",
    change:
      "Changing to a connector gives each service a new revision. The subnet cannot be deleted for 1 to 2 hours after that: the update fails at it, and another one after that time succeeds.",
  });

const nat = z
  .strictObject({
    minPortsPerVm: z
      .literal([32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768])
      .default(1024)
      .meta({
        description:
          "Ports that each instance of the connector or service, or node, holds at least: the connections that it can have open to one address and port in the internet.",
        allowed: "a power of two from 32 to 32768",
        change: "Raising is in place; lowering can break connections that are open.",
      }),
    logFilter: oneOf(["ERRORS_ONLY", "TRANSLATIONS_ONLY", "ALL"]).default("ERRORS_ONLY").meta({
      description:
        "Which translations are logged: ERRORS_ONLY logs connections dropped for want of ports, TRANSLATIONS_ONLY those that were opened. During an observability.investigation it is ALL.",
      change: "In place.",
    }),
  })
  .meta({
    description: "Cloud NAT, the way of all-traffic egress and of pods into the internet.",
    change: "In place.",
  });

/** What the stack file says of the network. */
export const network = z
  .strictObject({
    range: addressRange(8, 29, "10.20.0.0/20").meta({
      description:
        "Range of the network's own subnet, for what runs in the network itself: nodes of a GKE cluster, virtual machines and internal load balancers.",
      change:
        "A larger range that contains the present one is in place; any other replaces the subnet.",
    }),
    privateServicesRange: addressRange(8, 24, "10.64.0.0/16").meta({
      description:
        "Range given to Google for private services access, in which Cloud SQL and Memorystore get their addresses. Each takes a /24 of it at least, so a stack with both needs a /23.",
      change: "Replaces the range. The API refuses while a database or cache has an address in it.",
    }),
    egress: oneOf(["all-traffic", "private-ranges-only"]).optional().meta({
      description:
        "Which traffic of the services on Cloud Run goes through the network. With all-traffic there is a Cloud NAT for what is bound for the internet. Pods on GKE stand in the network and always have one.",
      absent: "required with a service on Cloud Run",
      change: "Gives each service a new revision.",
    }),
    connector: connector.optional(),
    directEgress: directEgress.optional(),
    nat: nat
      .optional()
      .meta({ absent: "the defaults below with all-traffic or a GKE cluster, no NAT otherwise" }),
    flowLogs: oneOf(["off", "sampled"]).default("off").meta({
      description:
        "Whether the flows of all subnets are logged: sampled logs every second one in windows of 30 s, which shows what reached a database or was denied. During an observability.investigation every one is.",
      change: "In place.",
    }),
  })
  .meta({ description: "The VPC network of the stack and the way of the services into it." });
