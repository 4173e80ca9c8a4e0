import { servicesOn } from "../platforms";
import { type Problem, problemAt, quote } from "../problem";
import { collectorName } from "../telemetry";
import { cachesOfType, databasesOfType, type Rule, type Subject, servicesOf } from "./rule";

type Telemetry = NonNullable<Subject["file"]["holdfast:telemetry"]>;

/** What a stack says of telemetry can reach every service that does not opt out, and go on from there. */
export const telemetry: Rule = (subject) => {
  const written = subject.file["holdfast:telemetry"];
  if (written === undefined) {
    return [];
  }
  return written.destination === "google"
    ? googleProblems(subject, written)
    : written.destination === "collector"
      ? collectorProblems(subject, written)
      : [];
};

/** The services on a platform that do not opt out. */
function senders(platform: "cloud-run" | "gke", { file }: Subject) {
  return servicesOn(platform, file).filter(([, service]) => service.telemetry !== false);
}

function googleProblems(subject: Subject, { collector }: Telemetry): Problem[] {
  const unused =
    collector === undefined
      ? []
      : [
          problemAt(["holdfast:telemetry", "collector"], {
            found: 'settings of a collector, with destination "google", which has none',
            allowed: 'collector with destination "collector" only',
            action: 'Remove it, or set destination to "collector".',
          }),
        ];
  const closed = senders("gke", subject)
    .filter(([, { egress }]) => egress?.internet !== true)
    .map(([name]) =>
      problemAt(["holdfast:services", name, "egress", "internet"], {
        found: 'no way out, with telemetry.destination "google", an address in the internet',
        allowed: 'true with telemetry.destination "google"',
        action:
          'Set telemetry.destination to "collector", which alone then needs a way out, set this to true, or set telemetry: false for this service.',
      }),
    );
  return [...unused, ...closed];
}

function collectorProblems(subject: Subject, { collector }: Telemetry): Problem[] {
  const onGke = senders("gke", subject).length > 0;
  return [
    ...scaleProblems(collector?.scale),
    ...(collector?.cpu !== undefined && !onGke
      ? [
          problemAt(["holdfast:telemetry", "collector", "cpu"], {
            found: `${collector.cpu}, with no service on GKE that sends telemetry`,
            allowed: "cpu of a collector on GKE only",
            action: "Remove it: on Cloud Run a collector has 1 vCPU.",
          }),
        ]
      : []),
    ...nameProblems(subject),
    ...reachProblems(subject),
  ];
}

function scaleProblems(scale: { readonly min?: number; readonly max?: number } = {}): Problem[] {
  const { min, max } = scale;
  return min === undefined || max === undefined || min <= max
    ? []
    : [
        problemAt(["holdfast:telemetry", "collector", "scale", "min"], {
          found: `${min}, more than max, which is ${max}`,
          allowed: "up to max",
          action: "Lower min or raise max.",
        }),
      ];
}

/** Nothing else has the name of the collectors. */
function nameProblems(subject: Subject): Problem[] {
  const named = [
    ...servicesOf(subject).map(([name]) => ["holdfast:services", name]),
    ...databasesOfType(subject, "in-cluster").map(([name]) => ["holdfast:postgres", name]),
    ...cachesOfType(subject, "in-cluster").map(([name]) => ["holdfast:redis", name]),
  ];
  return named
    .filter(([, name]) => name === collectorName)
    .map((path) =>
      problemAt(path, {
        found: `${quote(collectorName)}, the name of the collectors that telemetry makes`,
        allowed: "another name",
        action: 'Rename it, or set telemetry.destination to "google".',
      }),
    );
}

/**
 * A collector takes requests from the network of the project alone, and the address of a service on Cloud Run is a public
 * one, so only all-traffic egress leads there:
 * https://cloud.google.com/run/docs/securing/private-networking#from-other-services.
 */
function reachProblems(subject: Subject): Problem[] {
  const [sender] = senders("cloud-run", subject);
  return sender === undefined || subject.file["holdfast:network"]?.egress !== "private-ranges-only"
    ? []
    : [
        problemAt(["holdfast:telemetry", "destination"], {
          found:
            '"collector", with network.egress "private-ranges-only", which does not lead there',
          allowed: '"collector" with network.egress "all-traffic", or "google"',
          action: 'Set network.egress to "all-traffic".',
        }),
      ];
}
