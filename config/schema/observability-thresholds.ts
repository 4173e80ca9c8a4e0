import { z } from "zod";
import { usualCertificateValidity } from "./certificate-validity";
import { duration } from "./duration";
import { wholeNumber } from "./value";

/**
 * From when on somebody is told. The defaults are the one home of these numbers: those of the incident
 * reports where they name one, else what Google recommends for the service.
 */

const inPlace = "In place.";

/** How long a condition lasts before the alert; Cloud Monitoring takes whole minutes, up to 23.5 hours. */
function lasting(usual: string) {
  return duration("0s", "23h")
    .refine(({ seconds }) => seconds % 60 === 0)
    .prefault(usual)
    .meta({
      form: "duration",
      allowed: 'a whole number of minutes, from "0s" to "23h"',
      description: "How long it lasts before somebody is told.",
      change: inPlace,
    });
}

function percent(usual: number, description: string) {
  return wholeNumber(1, 100, "percent").default(usual).meta({ description, change: inPlace });
}

/** A share that is exceeded for some time. */
function share(usual: { percent: number; for: string }, description: string) {
  return z.strictObject({
    percent: percent(usual.percent, description),
    for: lasting(usual.for),
  });
}

/** Two steps of one measure: a warning, and the critical step above it. */
function steps<Step extends z.ZodObject>(description: string, warning: Step, critical: Step) {
  return z
    .strictObject({
      warning: warning.prefault({} as never).meta({ description: "The step of severity WARNING." }),
      critical: critical
        .prefault({} as never)
        .meta({ description: "The step of severity CRITICAL." }),
    })
    .prefault({} as never)
    .meta({ description });
}

/** A measure with one step. */
function step<Step extends z.ZodObject>(description: string, schema: Step) {
  return schema.prefault({} as never).meta({ description });
}

function daysLeft(usual: string) {
  return z.strictObject({
    below: duration("1d", "90d", true)
      .prefault(usual)
      .meta({ description: "Time that the certificate is still valid.", change: inPlace }),
  });
}

const load =
  "Share of the CPU of the instances, and of the throughput that maxInstances of the machine type have.";
const connections = "Share of maxConnections that is in use.";
const errors = "Share of the requests that end with a status of 500 or more.";

/** What the stack file says of the thresholds of alerts. */
export const thresholds = z
  .strictObject({
    connector: step("Load of the connector, warning.", share({ percent: 70, for: "5m" }, load)),
    sqlConnections: steps(
      "Connections of a database of Cloud SQL or AlloyDB.",
      share({ percent: 80, for: "5m" }, connections),
      share({ percent: 85, for: "2m" }, connections),
    ),
    sqlCpu: step(
      "CPU of a database of Cloud SQL or AlloyDB, warning.",
      share({ percent: 90, for: "10m" }, "Share of the CPU that is in use."),
    ),
    sqlDisk: step(
      "Disk of a database, warning. It grows by itself; an alert says that it does not any more.",
      share({ percent: 90, for: "10m" }, "Share of the disk that is in use."),
    ),
    databaseConnectTime: step(
      "Mean time to open a connection to a database, warning.",
      z.strictObject({
        above: duration("1s", "240s")
          .prefault("25s")
          .meta({ description: "Mean time.", change: inPlace }),
        for: lasting("3m"),
      }),
    ),
    databasePhase: step(
      "Startup phase that opens the database, warning.",
      z.strictObject({
        above: duration("1s", "240s")
          .prefault("45s")
          .meta({ description: "Time that the phase takes, in one start.", change: inPlace }),
      }),
    ),
    poolUtilization: step(
      "Connection pools of the services, warning.",
      share({ percent: 80, for: "5m" }, "Mean share of a pool that is in use."),
    ),
    serverErrors: steps(
      "Failed requests of a service. A service that differs says so in its objectives.",
      share({ percent: 1, for: "10m" }, errors),
      share({ percent: 5, for: "5m" }, errors),
    ),
    meanResponse: step(
      "Mean time in which a service answers, without WebSockets, warning. A service that differs says so in its objectives.",
      z.strictObject({
        milliseconds: wholeNumber(1, 60_000, "milliseconds")
          .default(500)
          .meta({ description: "Mean time of the requests in five minutes.", change: inPlace }),
        for: lasting("5m"),
      }),
    ),
    leastRequests: wholeNumber(1, 100_000, "requests").default(10).meta({
      description:
        "Requests in five minutes from which on the share of failed requests and the mean time of a service are judged: of fewer, one decides. Of fewer requests the alert that a service is down goes by whether any of them is answered.",
      change: inPlace,
    }),
    serviceDown: step(
      "Services of which every request fails, of three or more in five minutes, or of which scale.min asks for instances and none runs, critical.",
      z.strictObject({ for: lasting("5m") }),
    ),
    requestLatency: step(
      "Time that requests of a service take, without WebSockets, warning.",
      z.strictObject({
        milliseconds: wholeNumber(1, 3_600_000, "milliseconds").default(2000).meta({
          description: "Time within which 95 of 100 requests are answered.",
          change: inPlace,
        }),
        for: lasting("5m"),
      }),
    ),
    instances: step(
      "Instances of a service, warning.",
      share(
        { percent: 90, for: "5m" },
        "Share of scale.max that is busy, or that runs on GKE. Not asked where min is max.",
      ),
    ),
    podRestarts: step(
      "Restarts of a container of a service or store in the cluster, warning.",
      z.strictObject({
        count: wholeNumber(1, 100, "restarts").default(3).meta({
          description: "Restarts beyond which somebody is told, of all pods of one workload.",
          change: inPlace,
        }),
        within: duration("1m", "23h")
          .refine(({ seconds }) => seconds % 60 === 0)
          .prefault("10m")
          .meta({
            form: "duration",
            allowed: 'a whole number of minutes, from "1m" to "23h"',
            description: "Time over which restarts are counted.",
            change: inPlace,
          }),
      }),
    ),
    podMemory: step(
      "Memory of a container in the cluster, warning.",
      share({ percent: 90, for: "5m" }, "Share of its limit that cannot be given back."),
    ),
    podCpu: step(
      "CPU of a container in the cluster, warning.",
      share({ percent: 90, for: "10m" }, "Share of its limit, the mean of all its pods."),
    ),
    volume: step(
      "Volume of a store in the cluster, warning.",
      share({ percent: 80, for: "5m" }, "Share of the volume that is in use."),
    ),
    workloadDown: step(
      "Services and stores in the cluster of which no pod is ready, critical.",
      z.strictObject({ for: lasting("2m") }),
    ),
    redisMemory: steps(
      "Memory of a cache.",
      share({ percent: 80, for: "5m" }, "Share of the memory that is in use."),
      share({ percent: 90, for: "5m" }, "Share of the memory that is in use."),
    ),
    redisConnections: step(
      "Clients of a cache, warning.",
      share({ percent: 80, for: "5m" }, "Share of the clients that the cache admits."),
    ),
    certificate: steps(
      "Validity of the certificates that the hosts show.",
      daysLeft(usualCertificateValidity.warning),
      daysLeft(usualCertificateValidity.critical),
    ),
    uptime: step(
      "Uptime checks that fail from two places or more, critical.",
      z.strictObject({ for: lasting("2m") }),
    ),
  })
  .meta({
    description: "From when on somebody is told. Only what differs from the defaults is written.",
  });
