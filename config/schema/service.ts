import { z } from "zod";
import { duration } from "./duration";
import { jsonPath } from "./json-path";
import { memory } from "./memory";
import { serviceObjectives } from "./objectives";
import { entryName, httpPath, oneOf, text, variableName, wholeNumber } from "./value";

/** Whether a number has at most three decimals: the steps in which Cloud Run divides a CPU. */
function isThousandths(cpu: number): boolean {
  return Math.abs(cpu * 1000 - Math.round(cpu * 1000)) < 1e-9;
}

const revision = "Gives the service a new revision.";

const scale = z
  .strictObject({
    min: wholeNumber(0, 1000, "instances").default(0).meta({
      description:
        "Instances that are always ready. 0 lets the service sleep, so that a first request waits for a start.",
      change: revision,
    }),
    max: wholeNumber(1, 1000, "instances").meta({
      description:
        "Most instances. Times pool and overflow it is what the service can ask of a database.",
      change: revision,
    }),
    concurrency: wholeNumber(1, 1000, "requests").optional().meta({
      description: "Requests that one instance serves at once. Must be 1 with less than one vCPU.",
      absent: "80, or 1 with less than one vCPU",
      change: revision,
    }),
  })
  .meta({
    description: "Bounds of scaling.",
    instead: { minInstances: "Set min.", maxInstances: "Set max." },
  });

const phase = z.strictObject({
  name: text(
    /^[A-Za-z][A-Za-z0-9_-]{0,62}$/,
    "a name of up to 63 letters, digits, underscores and hyphens that starts with a letter",
  ).meta({
    description: "Name of the phase, as the application writes it to its log.",
    change: "Nothing in the service: measurements of the phase go by the new name.",
  }),
  within: duration("1s", "240s").meta({
    description:
      "Time that the phase may take, as the application itself limits it. More than the connectTimeout of a database that it opens.",
    change: "Nothing in the service: it is checked, and alerts go by it.",
  }),
  opens: z.string().optional().meta({
    description:
      "Name under uses of the database, cache or service that the phase first connects to.",
    absent: "the phase connects to nothing",
    change: "Nothing in the service: it is checked.",
  }),
});

const startup = z
  .strictObject({
    path: httpPath.meta({
      description: "Path that answers 200 once the application has started.",
      change: revision,
    }),
    within: duration("1s", "240s").prefault("240s").meta({
      description:
        "Time that the application may take to start, all its phases together, before Cloud Run gives up. The platform allows 240 s.",
      change: revision,
    }),
    period: duration("1s", "240s").prefault("5s").meta({
      description: "Time between two probes. within is rounded up to a whole number of periods.",
      change: revision,
    }),
    timeout: duration("1s", "240s").optional().meta({
      description: "Time that one probe may take, up to period.",
      absent: "5s, or period where that is less",
      change: revision,
    }),
    phases: z.array(phase).default([]).meta({
      description:
        "Phases in which the application starts, in their order; the first is number 1. Together they may take up to within.",
      change: "Nothing in the service: they are checked, and alerts go by them.",
    }),
  })
  .meta({ description: "Startup probe: when an instance is ready for traffic." });

const health = z
  .strictObject({
    path: httpPath.meta({
      description: "Path that answers 200 while the application works.",
      change: revision,
    }),
    period: duration("2s", "3600s").prefault("30s").meta({
      description: "Time between two probes.",
      change: revision,
    }),
    timeout: duration("1s", "3599s").optional().meta({
      description: "Time that one probe may take, less than period.",
      absent: "5s, or a second less than period where that is less",
      change: revision,
    }),
    failureThreshold: wholeNumber(1, 100, "failures").default(3).meta({
      description: "Failed probes in a row after which the instance is restarted.",
      change: revision,
    }),
    body: z
      .strictObject({
        jsonPath: jsonPath.default("$.status").meta({
          description: "Place in the JSON of the body that says how the application is.",
          change: "In place: uptime checks and the checks of a deployment read the new place.",
        }),
        equals: z.string().min(1).max(200).default("healthy").meta({
          description:
            "Text that stands there while the application is healthy. Whatever else it says is not healthy, with status 200 too.",
          allowed: "a text of 1 to 200 characters, in quotes where YAML would read something else",
          change: "In place: uptime checks and the checks of a deployment expect the new text.",
        }),
      })
      .prefault({})
      .meta({
        description:
          "What the body of path says of a healthy application, read by uptime checks and by the checks of a deployment. The liveness probe reads the status alone.",
      }),
  })
  .meta({ description: "Liveness probe: when an instance is restarted." });

/** The facts of a used thing that a service can be told, each in an environment variable. */
const variables = z
  .strictObject({
    url: variableName.optional().meta({
      description: "Variable for the address with all that is needed to connect, as one URL.",
    }),
    host: variableName
      .optional()
      .meta({ description: "Variable for the host. Database or cache." }),
    port: variableName
      .optional()
      .meta({ description: "Variable for the port. Database or cache." }),
    database: variableName
      .optional()
      .meta({ description: "Variable for the name of the database. Database only." }),
    user: variableName
      .optional()
      .meta({ description: "Variable for the name of the user. Database only." }),
    password: variableName
      .optional()
      .meta({ description: "Variable for the password, from Secret Manager. Database or cache." }),
    certificateAuthority: variableName.optional().meta({
      description:
        "Variable for the certificates (PEM) by which the server is known. Database or cache.",
    }),
    pool: variableName.optional().meta({ description: "Variable for pool. Database or cache." }),
    overflow: variableName
      .optional()
      .meta({ description: "Variable for overflow. Database only." }),
    connectTimeout: variableName.optional().meta({
      description: "Variable for the database's connectTimeout, in seconds. Database only.",
    }),
  })
  .meta({
    description: "Names of the environment variables by which the service is told of what it uses.",
    absent:
      "DATABASE_URL, DATABASE_POOL_SIZE, DATABASE_MAX_OVERFLOW and DATABASE_CONNECT_TIMEOUT for a database; REDIS_URL and, with TLS, REDIS_CA_CERTIFICATE for a cache; <NAME>_URL for a service",
    change: revision,
  });

const use = z
  .strictObject({
    optional: z.boolean().default(false).meta({
      description:
        "Whether the service also works without it. Another service that is optional does not delay this one's creation. A database or cache still comes first, since its address is not known before.",
      change:
        "For another service: gives this one a new revision. For a database or cache: nothing, it only says that the service starts without it.",
    }),
    database: z.string().optional().meta({
      description: "Database of the instance. Database only.",
      absent: "the only database of the instance; required where it has several",
      change: revision,
    }),
    user: z.string().optional().meta({
      description: "User of the instance. Database with password authentication only.",
      absent: "the only user of the instance; required where it has several",
      change: revision,
    }),
    pool: wholeNumber(1, 10_000, "connections").optional().meta({
      description:
        "Connections that one instance of the service keeps, all its processes together. Database or cache.",
      absent: "required for a database, 10 for a cache",
      change:
        "Gives the service a new revision where a variable tells it, as one always does of a database.",
    }),
    overflow: wholeNumber(0, 10_000, "connections").optional().meta({
      description: "Connections that one instance may open beyond its pool. Database only.",
      absent: "0",
      change: revision,
    }),
    variables: variables.optional(),
  })
  .meta({
    instead: {
      connectTimeout: "Set postgres.<name>.connectTimeout, the one place that says so.",
      timeout: "Set postgres.<name>.connectTimeout, the one place that says so.",
      poolSize: "Set pool.",
      maxOverflow: "Set overflow.",
    },
  });

/** Words of Cloud Run, Kubernetes and load balancers for what a service says in another place. */
const elsewhere = {
  timeout: "Set requestTimeout, which ends a request.",
  timeoutSec: "Set requestTimeout, which ends a request.",
  timeoutSeconds: "Set requestTimeout, which ends a request.",
  startupTimeout: "Set startup.within.",
  startupProbe: "Set startup.",
  livenessProbe: "Set health.",
  healthCheck: "Set health.",
  healthChecks: "Set health.",
  readinessProbe: "Set startup: an instance gets requests once it has started.",
  minInstances: "Set scale.min.",
  maxInstances: "Set scale.max.",
  replicas: "Set scale.min and scale.max.",
  concurrency: "Set scale.concurrency.",
  connectTimeout: "Set postgres.<name>.connectTimeout, the one place that says so.",
  cloudSqlInstances: "Name the database under uses.",
  vpcConnector: "Set network.connector, the way of every service into the network.",
  vpcAccess: "Set network.connector, the way of every service into the network.",
  serviceAccount: "Remove it: every service runs as an account of its own.",
  hosts: "Set edge.hosts.",
  domain: "Set edge.hosts.",
  http2: "Remove it: clients get HTTP/2 anyway, and a WebSocket needs HTTP/1.1 behind it.",
  h2c: "Remove it: clients get HTTP/2 anyway, and a WebSocket needs HTTP/1.1 behind it.",
};

/** What the stack file says of one Cloud Run service. */
export const service = z
  .strictObject({
    image: text(
      /^(?!.*:\/\/)[\x21-\x7e]{1,1024}$/,
      'an image such as "us-central1-docker.pkg.dev/project/repository/image:1.4.2", without spaces and without "https://"',
    ).meta({
      description:
        "Container image, with a tag that names a release or a digest, in Artifact Registry, gcr.io, or in public in Docker Hub or ghcr.io. For any other registry make a remote repository in Artifact Registry. A repository of another project must grant roles/artifactregistry.reader to the Cloud Run service agent of this one, service-<project number>@serverless-robot-prod.iam.gserviceaccount.com.",
      change: revision,
    }),
    port: wholeNumber(1, 65_535).meta({
      description: "Port on which the container listens. It is told in the variable PORT.",
      change: revision,
    }),
    cpu: z
      .union([
        z.literal(1),
        z.literal(2),
        z.literal(4),
        z.literal(6),
        z.literal(8),
        z.number().min(0.08).lt(1).refine(isThousandths),
      ])
      .meta({
        description:
          "CPU of an instance, in vCPU. Less than 1 is served with concurrency 1, with cpuIdle and in the first generation environment.",
        allowed: "1, 2, 4, 6, 8 or a number from 0.08 to 0.999, without quotes",
        change: revision,
      }),
    memory: memory("128Mi", "32Gi").meta({
      description:
        "Memory of an instance. At least 512Mi from 1 vCPU on; more than 4Gi needs 2 vCPU, 8Gi 4, 16Gi 6, 24Gi 8; 4 vCPU need 2Gi, 6 and 8 need 4Gi.",
      change: revision,
    }),
    cpuIdle: z.boolean().default(true).meta({
      description:
        "Whether an instance has its CPU during requests only, an open WebSocket being one, and is billed for that. Set false where work goes on between requests: an instance is then billed for its whole life.",
      change: revision,
    }),
    scale,
    sessionAffinity: z.boolean().default(false).meta({
      description:
        "Whether a client is led to the same instance again where possible, such as a WebSocket that reconnects. The instance can be gone, so shared state still belongs into a cache or database.",
      change: revision,
    }),
    requestTimeout: duration("1s", "3600s").prefault("300s").meta({
      description:
        "Time that a request may take. A WebSocket is one request for as long as it is open.",
      change: revision,
    }),
    startup,
    health,
    ingress: oneOf(["all", "internal", "internal-and-cloud-load-balancing"]).optional().meta({
      description:
        "From where requests may come: everywhere, the project's networks, or those and its load balancers. A service to which edge leads is reached through the load balancer only, and takes no other value.",
      absent:
        '"internal-and-cloud-load-balancing" where edge leads to the service, else "internal"',
      change: "In place.",
    }),
    allowUnauthenticated: z.boolean().optional().meta({
      description:
        "Whether requests need no Google identity. Otherwise only the services that use this one may call it. The load balancer has no identity, so a service to which edge leads takes no other value than true.",
      absent: "true where edge leads to the service, else false",
      change: "In place.",
    }),
    uses: z.record(entryName, use).default({}).meta({
      description:
        "What the service uses: a map from the name of a database, a cache or another service to how it is used. Variables, credentials, access and order of creation follow from it.",
      change: revision,
    }),
    env: z
      .record(
        variableName,
        z.string().min(1).max(32_768).meta({
          allowed:
            "a text of 1 to 32768 characters, in quotes where YAML would read something else",
        }),
      )
      .default({})
      .meta({
        description: "Environment variables with their values. No secrets.",
        change: revision,
      }),
    secrets: z
      .record(
        variableName,
        z.string().meta({ allowed: "the name of a secret of the stack file", hidden: true }),
      )
      .default({})
      .meta({
        description:
          "Environment variables with the name of the secret that each one holds, pinned to a version.",
        change: revision,
      }),
    requires: z.array(variableName).default([]).meta({
      description:
        "Environment variables without which the program does not start. Each must come from env, secrets or uses.",
      change: "Nothing: it is only checked.",
    }),
    objectives: serviceObjectives.optional(),
    deletionProtection: z.boolean().default(true).meta({
      description:
        "Whether the service is protected from deletion. To delete it: set false, run up, then remove it.",
      change: "In place.",
    }),
  })
  .meta({ instead: elsewhere });

/** What the stack file says of its services. */
export const services = z.record(entryName, service).meta({
  description: "Cloud Run services: a map from the service's name to the service.",
});
