import { nearest } from "../nearest";
import { type Platform, platformNames, platformOf } from "../platforms";
import { type Problem, problemAt, quote, quoteAll } from "../problem";
import { targetsOf } from "../targets";
import { telemetryVariables } from "../telemetry";
import { resolveVariables } from "../variables";
import { entriesOf, type Rule, type Subject, servicesOf } from "./rule";

/** What a platform sets itself, so that a program has it and nobody else may set it. */
interface Reserved {
  readonly names: ReadonlySet<string>;
  readonly prefix: string;
  /** Who sets them, as a subject. */
  readonly by: string;
}

const reservedOn: Readonly<Record<Platform, Reserved>> = {
  // https://cloud.google.com/run/docs/container-contract#env-vars
  "cloud-run": {
    names: new Set(["PORT", "K_SERVICE", "K_REVISION", "K_CONFIGURATION"]),
    prefix: "X_GOOGLE_",
    by: "Cloud Run",
  },
  // https://kubernetes.io/docs/tasks/run-application/access-api-from-pod: clients of the cluster go by them. PORT is told by
  // the stack.
  gke: {
    names: new Set(["PORT", "KUBERNETES_SERVICE_HOST", "KUBERNETES_SERVICE_PORT"]),
    prefix: "KUBERNETES_PORT",
    by: "the stack or the cluster",
  },
};

/** https://cloud.google.com/run/quotas#resource_limits. One ConfigMap holds far more, see {@link mostBytes}. */
const mostVariables = 1000;
/**
 * Bytes of the variables of a service on GKE, which stand in one ConfigMap of up to 1 MiB
 * (https://kubernetes.io/docs/concepts/configuration/configmap/#motivation); 64 KiB of it are left for what uses add.
 */
const mostBytes = 1024 * 1024 - 64 * 1024;

interface Variable {
  readonly name: string;
  /** Where it comes from, below the service. */
  readonly source: readonly string[];
  /** What to do where the name is taken or reserved. */
  readonly action: string;
}

type Service = ReturnType<typeof servicesOf>[number][1];

type Targets = ReturnType<typeof targetsOf>;

function variablesOf({ file }: Subject, targets: Targets, service: Service): Variable[] {
  const derived = entriesOf(service.uses).flatMap(([target, use]) => {
    const [kind, ...others] = targets.get(target) ?? [];
    if (kind === undefined || others.length > 0) {
      return [];
    }
    const cache = file["holdfast:redis"]?.[target];
    const told = resolveVariables(kind, target, use.variables, cache);
    return Object.entries(told).map(([fact, name]) => ({
      name,
      source: ["uses", target, "variables", fact],
      action: "Set another name there.",
    }));
  });
  const written = (["env", "secrets"] as const).flatMap((key) =>
    Object.keys(service[key] ?? {}).map((name) => ({
      name,
      source: [key, name],
      action: "Remove or rename it.",
    })),
  );
  return [...derived, ...written];
}

/** What a service is told of telemetry. What it sets itself takes the place of it, as another rule has it. */
function telemetryOf({ file }: Subject, { telemetry }: Service): Variable[] {
  return file["holdfast:telemetry"] === undefined || telemetry === false
    ? []
    : Object.values(telemetryVariables).map((name) => ({
        name,
        source: ["telemetry"],
        action: "",
      }));
}

function problemsOf(subject: Subject, targets: Targets, name: string, service: Service): Problem[] {
  const path = ["holdfast:services", name];
  const platform = platformOf(subject.file, service) ?? "cloud-run";
  const reserved = reservedOn[platform];
  const problems: Problem[] = [];
  const first = new Map<string, Variable>();
  for (const variable of variablesOf(subject, targets, service)) {
    const other = first.get(variable.name);
    if (reserved.names.has(variable.name) || variable.name.startsWith(reserved.prefix)) {
      problems.push(
        problemAt([...path, ...variable.source], {
          found: `${quote(variable.name)}, which ${reserved.by} sets itself`,
          allowed: `names other than ${quoteAll([...reserved.names])}, not starting with ${quote(reserved.prefix)}`,
          action: variable.action,
        }),
      );
    }
    if (other !== undefined) {
      problems.push(
        problemAt([...path, ...variable.source], {
          found: `${quote(variable.name)}, which ${other.source.join(".")} sets already`,
          allowed: "one source for each variable",
          action: variable.action,
        }),
      );
    }
    first.set(variable.name, other ?? variable);
  }
  for (const told of telemetryOf(subject, service)) {
    first.set(told.name, first.get(told.name) ?? told);
  }
  if (first.size > mostVariables) {
    problems.push(
      problemAt(path, {
        found: `${first.size} environment variables`,
        allowed: `up to ${mostVariables}`,
        action: "Move some of them into a file or a secret.",
      }),
    );
  }
  return [
    ...problems,
    ...(platform === "gke" ? sizeProblems(name, service) : []),
    ...requirementProblems(subject, name, service, { set: first, platform }),
  ];
}

function sizeProblems(name: string, service: Service): Problem[] {
  const bytes = entriesOf(service.env)
    .map(([variable, value]) => Buffer.byteLength(variable) + Buffer.byteLength(value))
    .reduce((sum, size) => sum + size, 0);
  return bytes <= mostBytes
    ? []
    : [
        problemAt(["holdfast:services", name, "env"], {
          found: `${bytes} bytes of variables`,
          allowed: `up to ${mostBytes} bytes, since one ConfigMap holds them`,
          action: "Move some of them into the image, or into a file that the program fetches.",
        }),
      ];
}

/** The place of the value of a required variable that is nothing but white space. */
function blankSource(
  { file }: Subject,
  name: string,
  service: Service,
  required: string,
): readonly string[] | undefined {
  const isBlank = (value: string | undefined) => value?.trim() === "";
  if (Object.hasOwn(service.env ?? {}, required) && isBlank(service.env?.[required])) {
    return ["holdfast:services", name, "env", required];
  }
  const secret = Object.hasOwn(service.secrets ?? {}, required)
    ? service.secrets?.[required]
    : undefined;
  const secrets = file["holdfast:secrets"] ?? {};
  return secret !== undefined && Object.hasOwn(secrets, secret) && isBlank(secrets[secret]?.value)
    ? ["holdfast:secrets", secret, "value"]
    : undefined;
}

function requirementProblems(
  subject: Subject,
  name: string,
  service: Service,
  { set, platform }: { readonly set: ReadonlyMap<string, Variable>; readonly platform: Platform },
): Problem[] {
  return (service.requires ?? []).flatMap((required, index) => {
    if (required === undefined) {
      return [];
    }
    const blank = blankSource(subject, name, service, required);
    if (blank !== undefined) {
      return [
        problemAt(blank, {
          found: `nothing but white space in ${quote(required)}, which the service requires`,
          allowed: "a value for each required variable",
          action: "Give it its value.",
        }),
      ];
    }
    if (reservedOn[platform].names.has(required) || set.has(required)) {
      return [];
    }
    const [other] = (Object.keys(reservedOn) as Platform[]).filter((each) =>
      reservedOn[each].names.has(required),
    );
    const meant = nearest(required, set.keys());
    return [
      problemAt(["holdfast:services", name, "requires", index], {
        found:
          other === undefined
            ? `${quote(required)}, which nothing sets`
            : `${quote(required)}, which is there on ${platformNames[other]} alone`,
        allowed: "variables that env, secrets or uses set",
        action:
          meant === undefined
            ? "Set it in env or secrets, or use what provides it."
            : `Set it, or write ${quote(meant)}, which is set.`,
      }),
    ];
  });
}

/** Each variable of a service has one source and a free name, and what the program requires is set to something. */
export const variables: Rule = (subject) => {
  const targets = targetsOf(subject.file);
  return servicesOf(subject).flatMap(([name, service]) =>
    problemsOf(subject, targets, name, service),
  );
};
