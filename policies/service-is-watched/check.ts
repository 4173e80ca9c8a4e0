import { type Finding, undetermined, violation } from "../framework/finding";
import type { StackFinding, StackResource } from "../framework/policy";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { Relations } from "../models/relation/relations";
import { Coverage, type Covered } from "./coverage";
import { publicKubernetesServices } from "./public-kubernetes-service";
import { type PublicService, publicCloudRunServices } from "./public-service";
import { readWatchers } from "./watchers";

/** What a service that the internet reaches must have, with what to add. */
const NEEDED = [
  {
    what: "uptime check",
    key: "checks",
    add: "an uptime check of one of its hosts (gcp.monitoring.UptimeCheckConfig)",
  },
  {
    what: "alert",
    key: "alerts",
    add: "an alert policy on its requests, or on those of all services (gcp.monitoring.AlertPolicy)",
  },
  {
    what: "objective",
    key: "objectives",
    add: "a service level objective (gcp.monitoring.Slo)",
  },
] as const;

/** Judges whether the services of a stack that the internet reaches are watched. */
export function checkStack(
  stack: readonly StackResource[],
  { watchedElsewhere }: { readonly watchedElsewhere: readonly string[] },
): readonly StackFinding[] {
  const relations = new Relations(stack);
  const services = [
    ...publicCloudRunServices(stack, relations),
    ...publicKubernetesServices(stack, new ObjectIndex(stack, relations)),
  ];
  if (services.length === 0) {
    return [];
  }
  const watchers = readWatchers(stack, relations);
  const coverage = {
    checks: new Coverage(watchers.checks, false),
    alerts: new Coverage(watchers.alerts, true),
    objectives: new Coverage(watchers.objectives, true),
  };
  const elsewhere = new Set(watchedElsewhere);
  return services
    .filter(({ names }) => !elsewhere.has("*") && !names.some((name) => elsewhere.has(name)))
    .flatMap((service) =>
      judge(service, (key) => {
        const covered = coverage[key].covers(service);
        // Where the program does not say which hosts lead to the service, any check may be of one of them.
        return key === "checks" && covered !== "yes" && service.hosts.length === 0
          ? watchers.checks.length > 0
            ? "yes"
            : covered
          : covered;
      }).map((finding) => ({ subject: service.subject, urn: service.urn, finding })),
    );
}

function judge(
  service: PublicService,
  covered: (key: (typeof NEEDED)[number]["key"]) => Covered,
): readonly Finding[] {
  const answers = NEEDED.map((needed) => ({ ...needed, answer: covered(needed.key) }));
  const missing = answers.filter(({ answer }) => answer === "no");
  const maybe = answers.filter(({ answer }) => answer === "maybe");
  if (missing.length === 0 && maybe.length === 0) {
    return [];
  }
  const isSure = missing.length > 0 && service.unsure === undefined;
  const told = missing.length > 0 ? missing : maybe;
  const without = listed(told.map(({ what }) => `no ${what}`));
  const action = `Add ${listed(told.map(({ add }) => add))}, or name the service in the option "watchedElsewhere" if another program watches it.`;
  if (isSure) {
    return [
      violation(
        "",
        `is reached from the internet and has ${without}, so its users are the first to know that it is down or slow. ${action}`,
      ),
    ];
  }
  return [
    undetermined(
      "",
      service.unsure === undefined
        ? `is reached from the internet, and of what watches something a part is known only after deployment, so it may have ${without}. ${action}`
        : `has ${without}, and may be reached from the internet: ${service.unsure}. ${action}`,
    ),
  ];
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
