import { z } from "zod";
import { duration } from "./duration";
import { entryName, oneOf, text, wholeNumber } from "./value";

/** A label of a host name: letters, digits and hyphens, no hyphen at an end. */
const label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

/** A host name in lower case, as a browser sends it: at least two labels, the last of them no number. */
export const hostName = text(
  new RegExp(`^(?=.{1,253}$)(${label}\\.)+(?=[a-z0-9-]*[a-z])${label}$`),
  'a host name of up to 253 lower-case letters, digits, hyphens and dots, such as "app.example.com", without "https://", a port, "*" and a dot at the end; other letters in their xn-- form',
);

/** A prefix of paths. What a URL map takes before "/*". */
export const routePrefix = text(
  /^(?=.{1,1000}$)(\/[A-Za-z0-9._~!$&'()+,;=:@-]+)+$/,
  'a path prefix that starts with "/" and does not end with it, such as "/ws", without "*", "?" and "#"; what is under no prefix goes to service',
);

/** The lengths of time over which Cloud Armor counts, in seconds. https://cloud.google.com/armor/docs/rate-limiting-overview */
const intervals = [10, 30, 60, 120, 180, 240, 300, 600, 900, 1200, 1800, 2700, 3600];

/**
 * What people set on a load balancer and what a load balancer in front of Cloud Run ignores or refuses,
 * with the setting that does what was meant.
 * https://cloud.google.com/load-balancing/docs/negs/serverless-neg-concepts#limitations
 */
const notInFrontOfCloudRun = {
  healthCheck: "Set services.<name>.health: Cloud Run asks its instances itself.",
  healthChecks: "Set services.<name>.health: Cloud Run asks its instances itself.",
  timeout: "Set services.<name>.requestTimeout, which ends a request.",
  timeoutSec: "Set services.<name>.requestTimeout, which ends a request.",
  backendTimeout: "Set services.<name>.requestTimeout, which ends a request.",
  requestTimeout: "Set services.<name>.requestTimeout, which ends a request.",
  idleTimeout: "Set services.<name>.requestTimeout: a WebSocket is one request.",
  idleTimeoutSec: "Set services.<name>.requestTimeout: a WebSocket is one request.",
  websocketTimeout: "Set services.<name>.requestTimeout: a WebSocket is one request.",
  maxStreamDuration: "Set services.<name>.requestTimeout: a WebSocket is one request.",
  websocket: "Remove it: every route takes WebSockets.",
  connectTimeout: "Set postgres.<name>.connectTimeout, the one place that says so.",
  startupTimeout: "Set services.<name>.startup.within: Cloud Run waits up to 240 s for a start.",
  startup: "Set services.<name>.startup: Cloud Run waits up to 240 s for a start.",
  sessionAffinity: "Set services.<name>.sessionAffinity, which Cloud Run honours.",
  affinityCookieTtlSec: "Set services.<name>.sessionAffinity, which Cloud Run honours.",
  balancingMode: "Set services.<name>.scale, by which Cloud Run has its instances.",
  capacityScaler: "Set services.<name>.scale, by which Cloud Run has its instances.",
  maxUtilization: "Set services.<name>.scale, by which Cloud Run has its instances.",
  maxRatePerInstance: "Set services.<name>.scale.concurrency.",
  localityLbPolicy: "Remove it: Cloud Run spreads requests over its instances itself.",
  connectionDrainingTimeoutSec:
    "Remove it: Cloud Run lets requests end before it stops an instance.",
  portName: "Set services.<name>.port.",
  port: "Set services.<name>.port.",
  protocol:
    "Remove it: clients get HTTP/2 and HTTP/3 anyway, and a WebSocket needs HTTP/1.1 behind it.",
  ingress: "Set services.<name>.ingress, or leave it out: it follows from the routes.",
};

const certificate = z
  .strictObject({
    domain: hostName.meta({
      description:
        "Domain of the certificate, which Certificate Manager issues and renews for the domain itself and every host one label below it (*.domain).",
      change:
        "Replaces the certificate: hosts have none until the new challenge record is there and the certificate is issued. deletionProtection refuses that.",
    }),
    dnsZone: text(
      /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
      "the name of a managed zone, 1 to 63 lower-case letters, digits and hyphens",
    )
      .optional()
      .meta({
        description:
          "Name of the public managed zone of Cloud DNS, in the same project, that holds the domain. The records of the challenge and of the hosts are then made in it. Records of that name and type must not exist.",
        absent: "the records are outputs of the stack, to be entered elsewhere",
        change:
          "Deletes the records in the old zone and makes them in the new one. Hosts that the new zone does not serve are no longer found.",
      }),
  })
  .meta({
    description: "The certificate of all hosts.",
    instead: {
      hosts: "Remove it: edge.hosts says the hosts, and the certificate holds them by its domain.",
      domains: "Set domain: the certificate is for it and for all hosts one label below.",
      wildcard: "Remove it: the certificate holds all hosts one label below domain anyway.",
    },
  });

const host = z
  .strictObject({
    service: entryName.meta({
      description: "Service that answers every path for which routes names no other.",
      change: "In place. Open requests end where they began.",
    }),
    routes: z.record(routePrefix, entryName).default({}).meta({
      description:
        'Services by path prefix: "/ws" is the path /ws and all below it. The longest prefix counts. A service gets the path whole, prefix included.',
      change: "In place. Open requests end where they began.",
    }),
  })
  .meta({
    description: "What a host leads to.",
    instead: {
      ...notInFrontOfCloudRun,
      path: "Write the path under routes, with its service.",
      paths: "Write the paths under routes, each with its service.",
    },
  });

const rateLimit = z
  .strictObject({
    requests: wholeNumber(1, 1_000_000, "requests").meta({
      description:
        "Requests that one address may send to one service in an interval. A WebSocket is one request. With banDuration at most 10000.",
      change: "In place, within minutes.",
    }),
    interval: duration("10s", "3600s")
      .refine(({ seconds }) => intervals.includes(seconds))
      .prefault("60s")
      .meta({
        form: "duration",
        description: "Time over which requests are counted.",
        allowed: `a duration with its unit (s, m, h or d), of ${intervals.join(", ")} seconds`,
        change: "In place, within minutes.",
      }),
    banDuration: duration("60s", "3600s")
      .refine(({ seconds }) => intervals.includes(seconds))
      .optional()
      .meta({
        form: "duration",
        description: "Time for which an address that sent more gets no answer but 429.",
        allowed: `a duration with its unit (s, m, h or d), of ${intervals.filter((seconds) => seconds >= 60).join(", ")} seconds`,
        absent: "none: requests beyond the limit get 429, those within it are answered",
        change: "In place, within minutes.",
      }),
    enforceOnKey: oneOf(["IP", "XFF_IP"]).default("IP").meta({
      description:
        "What tells clients apart: the address that connects, or the first one in X-Forwarded-For, which only a proxy of your own in front makes trustworthy.",
      change: "In place, within minutes.",
    }),
    preview: z.boolean().default(false).meta({
      description: "Whether requests beyond the limit are only logged, to try a limit.",
      change: "In place, within minutes.",
    }),
  })
  .meta({
    description:
      "Limit of requests by Cloud Armor, for each service on its own. Cost: about 6 USD a month and 0.75 USD for a million requests (approximate). Absent: no limit.",
    instead: {
      rateLimitThreshold: "Set requests and interval.",
      count: "Set requests.",
      intervalSec: "Set interval, with its unit.",
      banDurationSec: "Set banDuration, with its unit.",
    },
  });

const accessLogs = z
  .strictObject({
    sampleRate: z.number().min(0).max(1).default(1).meta({
      allowed: "a number from 0 to 1",
      description:
        "Part of the requests that the load balancer logs: 1 is all, 0 none. During an observability.investigation it is 1.",
      change: "In place, within minutes.",
    }),
  })
  .prefault({})
  .meta({ description: "Log of the requests that reach the load balancer." });

/** What the stack file says of the way from the internet to the services. */
export const edge = z
  .strictObject({
    certificate,
    hosts: z.record(hostName, host).meta({
      description: "Hosts: a map from the host's name to what it leads to.",
      change:
        "In place. A new host needs its address record; the certificate holds it from the start.",
    }),
    rateLimit: rateLimit.optional(),
    accessLogs,
    deletionProtection: z.boolean().default(true).meta({
      description:
        "Whether address and certificate are protected from deletion and replacement: DNS names them, and a new certificate takes time. To delete them: set false, run up, then remove them.",
      change: "In place.",
    }),
  })
  .meta({
    description:
      "The way from the internet to the services: a global external Application Load Balancer with its address, certificate and routes. Services with a route take requests from it and from the project's networks only. Absent: the stack has none.",
    instead: {
      ...notInFrontOfCloudRun,
      loadBalancingScheme: "Remove it: the scheme is EXTERNAL_MANAGED on both ends.",
      address: "Remove it: the address is made with the stack, and is an output of it.",
      redirectHttp: "Remove it: requests over HTTP are always sent to HTTPS.",
      httpsRedirect: "Remove it: requests over HTTP are always sent to HTTPS.",
      securityPolicy: "Set rateLimit.",
      sslPolicy: "Remove it: hosts take TLS 1.2 and later, with the modern profile.",
      minTlsVersion: "Remove it: hosts take TLS 1.2 and later, with the modern profile.",
      backendService: "Name the service at its host: service, or routes for some of its paths.",
      backends: "Name the services at their hosts: service, or routes for some of their paths.",
      logConfig: "Set accessLogs.",
      routes: "Write routes below a host.",
      domain: "Set certificate.domain.",
    },
  });
