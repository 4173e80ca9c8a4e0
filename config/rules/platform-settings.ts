import { type Platform, platformNames, platformOf } from "../platforms";
import { type Problem, problemAt, quote } from "../problem";
import { type Rule, servicesOf } from "./rule";

type Service = ReturnType<typeof servicesOf>[number][1];

/** A setting of a service that one platform alone has. */
interface PlatformSetting {
  readonly path: readonly string[];
  readonly of: Platform;
  /** Whether the service has it. */
  readonly isSet: (service: Service) => boolean;
  /** What to do about it on the other platform. */
  readonly action: string;
}

function setting(of: Platform, key: keyof Service, action: string): PlatformSetting {
  return { path: [key], of, isSet: (service) => service[key] !== undefined, action };
}

const settings: readonly PlatformSetting[] = [
  setting("cloud-run", "cpuIdle", "Remove it: a pod has its CPU for its whole life."),
  setting(
    "cloud-run",
    "ingress",
    "Remove it: requests come from other services that use this one, and through edge.",
  ),
  setting(
    "cloud-run",
    "allowUnauthenticated",
    "Remove it: requests carry no Google identity, and network policies say who may come.",
  ),
  {
    path: ["scale", "concurrency"],
    of: "cloud-run",
    isSet: ({ scale }) => scale?.concurrency !== undefined,
    action: "Remove it: instances are added by how busy their CPU is.",
  },
  setting("gke", "namespace", 'Remove it, or set platform to "gke".'),
  setting("gke", "user", "Remove it: the container runs as the user of its image."),
  {
    // What leads a pod into the internet is there on Cloud Run anyway; that it is closed nobody could keep.
    path: ["egress"],
    of: "gke",
    isSet: ({ egress }) => egress !== undefined && egress.internet !== true,
    action: "Remove it: network.egress says what goes through the network.",
  },
  setting("gke", "metrics", "Remove it: requests, instances and CPU are measured anyway."),
  {
    path: ["scale", "cpuUtilization"],
    of: "gke",
    isSet: ({ scale }) => scale?.cpuUtilization !== undefined,
    action: "Remove it, and set scale.concurrency: instances are added by the requests they serve.",
  },
];

/** What a service says is what its platform has. */
export const platformSettings: Rule = (subject) =>
  servicesOf(subject).flatMap(([name, service]) => {
    const platform = platformOf(subject.file, service);
    if (platform === undefined) {
      return [];
    }
    const place = ["holdfast:services", name];
    const misplaced = settings
      .filter(({ of, isSet }) => of !== platform && isSet(service))
      .map(
        ({ path, of, action }): Problem =>
          problemAt([...place, ...path], {
            found: `a setting of ${platformNames[of]}, of a service on ${platformNames[platform]}`,
            allowed: `${path.at(-1)} with platform ${quote(of)} only`,
            action,
          }),
      );
    return [...misplaced, ...sleepProblems(place, platform, service)];
  });

function sleepProblems(path: readonly string[], platform: Platform, { scale }: Service): Problem[] {
  if (platform !== "gke" || scale?.min !== 0) {
    return [];
  }
  return [
    problemAt([...path, "scale", "min"], {
      found: "0, of a service on GKE, which nothing would wake",
      allowed: '1 or more with platform "gke"',
      action: "Set it to 2, so that one serves while the other is replaced.",
    }),
  ];
}
