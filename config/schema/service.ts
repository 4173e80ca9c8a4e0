import { z } from "zod";
import { servicesAllowed } from "../services-file";
import { revision } from "./change";
import { duration } from "./duration";
import { image, version } from "./image";
import { memory } from "./memory";
import { serviceObjectives } from "./objectives";
import { platform } from "./platform";
import { egress, metrics, readiness, user } from "./pod";
import { health, startup } from "./probe";
import { route } from "./route";
import { use } from "./use";
import { entryName, isDateOfYaml, oneOf, text, variableName, wholeNumber } from "./value";

/** Whether a number has at most three decimals: the steps in which both platforms divide a CPU. */
function isThousandths(cpu: number): boolean {
  return Math.abs(cpu * 1000 - Math.round(cpu * 1000)) < 1e-9;
}

/** Most vCPU of one pod: those of a node of the largest machine types that Autopilot has. */
const mostCpu = 222;

const scale = z
  .strictObject({
    min: wholeNumber(0, 1000, "instances").optional().meta({
      description:
        "Instances that are always ready. 0 lets a service on Cloud Run sleep, so that a first request waits for a start; on GKE there is always one.",
      absent: "0 on Cloud Run; on GKE 2, or max where that is less",
      change: revision,
    }),
    max: wholeNumber(1, 1000, "instances").meta({
      description:
        "Most instances. Times pool and overflow it is what the service can ask of a database.",
      change: revision,
    }),
    concurrency: wholeNumber(1, 1000, "requests").optional().meta({
      description:
        "Requests that one instance serves at once. Must be 1 with less than one vCPU. Cloud Run only.",
      absent: "80, or 1 with less than one vCPU",
      change: revision,
    }),
    cpuUtilization: text(
      /^([1-8][0-9]|90)%$/,
      'a share in whole percent with its sign, from "10%" to "90%"',
    )
      .optional()
      .meta({
        form: "share",
        description:
          "Share of cpu at which the instances are kept: above it there are more of them, below it fewer. GKE only; Cloud Run has 60%.",
        absent: "50%",
        change: "In place.",
      }),
  })
  .meta({
    description: "Bounds of scaling.",
    instead: {
      replicas: "Set min and max.",
      minReplicas: "Set min.",
      maxReplicas: "Set max.",
      targetCPUUtilizationPercentage: "Set cpuUtilization.",
      minInstances: "Set min.",
      maxInstances: "Set max.",
      minInstanceCount: "Set min.",
      maxInstanceCount: "Set max.",
      minScale: "Set min.",
      maxScale: "Set max.",
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
  readinessProbe: "Set readiness.",
  runAsUser: "Set user.",
  securityContext: "Set user; everything else is closed already.",
  dependsOn: "Name what it starts after under uses.",
  needs: "Name what it starts after under uses.",
  environment: "Set env, and requires for what it does not start without.",
  ports: "Set port, the one on which the service listens.",
  containerPort: "Set port, the one on which the service listens.",
  networkPolicy: "Name what is used under uses, and set egress for what is outside.",
  podMonitoring: "Set metrics.",
  terminationGracePeriodSeconds: "Set requestTimeout, which a pod that ends waits for.",
  resources: "Set cpu and memory.",
  minInstances: "Set scale.min.",
  maxInstances: "Set scale.max.",
  replicas: "Set scale.min and scale.max.",
  concurrency: "Set scale.concurrency.",
  containerConcurrency: "Set scale.concurrency.",
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

/** What the stack file says of one service. */
export const service = z
  .strictObject({
    platform: platform.optional().meta({
      description: "Where the service runs.",
      absent: "holdfast:platform",
      change: "Replaces the service: it is created on the other platform and deleted on this one.",
    }),
    namespace: entryName.optional().meta({
      description: "Kubernetes namespace in which the service stands. GKE only.",
      absent: "gke.namespace",
      change: "Replaces the service, with a time without it.",
    }),
    version: version.optional().meta({
      description:
        "Version of the service's image in the stack's own repository: the image is <gcp:region>-docker.pkg.dev/<gcp:project>/<registry.repository>/<name of the service>:<version>. Give this or image.",
      absent: "image says it",
      change: revision,
    }),
    image: image.optional().meta({
      description:
        "Container image that is not in the stack's own repository, or is not named like the service: with a tag that names a release or a digest, in Artifact Registry, gcr.io, or in public in Docker Hub or ghcr.io. For any other registry make a remote repository in Artifact Registry. A repository of another project must grant roles/artifactregistry.reader to the Cloud Run service agent of this one, service-<project number>@serverless-robot-prod.iam.gserviceaccount.com.",
      absent: "version says it",
      change: revision,
    }),
    port: wholeNumber(1, 65_535).meta({
      description: "Port on which the container listens. It is told in the variable PORT.",
      change: revision,
    }),
    cpu: z
      .number()
      .min(0.01)
      .max(mostCpu)
      .refine(isThousandths)
      .default(1)
      .meta({
        description:
          "CPU of an instance, in vCPU. Less than 1 is served on Cloud Run with concurrency 1, with cpuIdle and in the first generation environment.",
        allowed: `1, 2, 4, 6, 8 or a number from 0.08 to 0.999 on Cloud Run, from 0.01 to ${mostCpu} on GKE, with at most three decimals and without quotes`,
        change: revision,
      }),
    memory: memory("128Mi", "32Gi").prefault("512Mi").meta({
      description:
        "Memory of an instance. At least 512Mi from 1 vCPU on; more than 4Gi needs 2 vCPU, 8Gi 4, 16Gi 6, 24Gi 8; 4 vCPU need 2Gi, 6 and 8 need 4Gi.",
      change: revision,
    }),
    cpuIdle: z.boolean().optional().meta({
      description:
        "Cloud Run only. Whether an instance has its CPU during requests only, an open WebSocket being one, and is billed for that. Set false where work goes on between requests: an instance is then billed for its whole life.",
      absent: "true",
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
    readiness,
    health,
    user,
    egress,
    metrics,
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
        z
          .string()
          .min(1)
          .max(32_768)
          .refine((value) => !isDateOfYaml(value))
          .meta({
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
    routes: z.array(route).default([]).meta({
      description:
        "Paths that must answer after each deployment and on a schedule, checked by `npm run verify` over a host of edge that leads there. A text is a path that must answer GET with 200.",
      change: "Nothing in the service: the next checks go by it.",
    }),
    objectives: serviceObjectives.optional(),
    telemetry: z.boolean().default(true).meta({
      description:
        "Whether the service is told of the destination in holdfast:telemetry. Without one, it makes no difference.",
      change: revision,
    }),
    deletionProtection: z.boolean().default(true).meta({
      description:
        "Whether the service is protected from deletion. To delete it: set false, run up, then remove it.",
      change: "In place.",
    }),
  })
  .meta({ instead: elsewhere });

/** What the stack file says of its services. */
export const services = z.record(entryName, service).meta({
  allowed: servicesAllowed,
  description: "Services: a map from the service's name to the service.",
});
