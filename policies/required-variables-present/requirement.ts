import { type Finding, undetermined, violation } from "../framework/finding";
import { matchesPattern } from "../framework/pattern";
import type { Place } from "../framework/place";
import { isKnown, textOf } from "../framework/value";
import { placeAt } from "../models/carrier/object-reference";
import type { Container, Workload } from "../models/workload/workload";
import { formatRepository, InvalidReference, parseReference } from "../registry/reference";

/**
 * The annotation by which a workload says what its program does not start without: names with commas between them. On the pods
 * or on the workload; `holdfast.dev/required-variables.<container>` speaks of one container. Labels of Google Cloud take
 * neither capitals nor commas, so there is no label for it.
 */
export const REQUIRED_ANNOTATION = "holdfast.dev/required-variables";

/** What the configuration of the policy requires of some workloads. */
export interface ConfiguredRequirement {
  /** Pattern for the name of the workload; any where it is left out. */
  readonly workload?: string | undefined;
  /** Pattern for the repository of an image, with its registry and without tag and digest; any where it is left out. */
  readonly image?: string | undefined;
  /** Name of the container. */
  readonly container?: string | undefined;
  readonly variables: readonly string[];
}

/** Variables that one of some containers has to have. */
export interface Requirement {
  readonly variables: readonly string[];
  /** The containers of which one has to have them; at least one. */
  readonly containers: readonly [Container, ...Container[]];
  /** What requires them, as a subject in a sentence: `the annotation "holdfast.dev/required-variables"`. */
  readonly by: string;
}

/** The requirements of a workload, and what is wrong with how they are given. */
export interface Requirements {
  readonly requirements: readonly Requirement[];
  readonly findings: readonly Finding[];
}

/** Reads what is required of a workload by the configuration of the policy and by its annotations. */
export function requirementsOf(
  workload: Workload,
  root: Place,
  configured: readonly ConfiguredRequirement[],
): Requirements {
  const running = workload.containers.filter(({ role }) => role !== "init" && role !== "ephemeral");
  const noted = annotationsOf(workload, root).flatMap(([annotation, value]) =>
    ofAnnotation(annotation, value, running),
  );
  return {
    requirements: [
      ...configured.flatMap((each) => ofConfiguration(each, workload, running)),
      ...noted.flatMap(({ requirement }) => requirement ?? []),
    ],
    findings: noted.flatMap(({ finding }) => finding ?? []),
  };
}

function ofConfiguration(
  { workload: name = "*", image, container, variables }: ConfiguredRequirement,
  workload: Workload,
  running: readonly Container[],
): readonly Requirement[] {
  if (!matchesPattern(name, workload.name)) {
    return [];
  }
  return requirement(
    running.filter(
      (each) =>
        (container === undefined || each.name === container) &&
        (image === undefined || isOfImage(each, image)),
    ),
    variables,
    "the configuration of this policy",
  );
}

function isOfImage({ image }: Container, pattern: string): boolean {
  if (image === undefined || !isKnown(image)) {
    return false;
  }
  const reference = parseReference(image);
  return (
    !(reference instanceof InvalidReference) && matchesPattern(pattern, formatRepository(reference))
  );
}

function requirement(
  containers: readonly Container[],
  variables: readonly string[],
  by: string,
): readonly Requirement[] {
  const [first, ...others] = containers;
  return first === undefined || variables.length === 0
    ? []
    : [{ variables: [...new Set(variables)], containers: [first, ...others], by }];
}

/** The annotations of this kind: of the workload, of its pods or revisions, and of the item of a List. */
function annotationsOf(
  { containers }: Workload,
  root: Place,
): readonly (readonly [string, Place])[] {
  const pods = new Set(containers.map(({ path }) => path.replace(/\.?\w+\[\d+\]$/, "")));
  const objects = [...pods].flatMap((pod) => {
    const template = pod.replace(/\.?spec$/, "");
    const [item = ""] = /^items\[\d+\]/.exec(pod) ?? [];
    return [template, pod, item, ""].flatMap((at) => [
      placeAt(root, at).at("metadata", "annotations"),
      placeAt(root, at).at("annotations"),
    ]);
  });
  const places = new Map(objects.map((place) => [place.path, place]));
  return [...places.values()].flatMap((annotations) =>
    Object.keys(annotations.record() ?? {})
      .filter((key) => key === REQUIRED_ANNOTATION || key.startsWith(`${REQUIRED_ANNOTATION}.`))
      .map((key) => [key, annotations.at(key)] as const),
  );
}

function ofAnnotation(
  annotation: string,
  { value, path }: Place,
  running: readonly Container[],
): readonly { readonly requirement?: Requirement; readonly finding?: Finding }[] {
  const at = path.slice(0, path.length - annotation.length - 1);
  const shown = `${at}["${annotation}"]`;
  if (!isKnown(value)) {
    const message = `${value.reason}, so nothing tells what is required. Give it as a literal.`;
    return [{ finding: undetermined(shown, message) }];
  }
  const names = textOf(value ?? "")
    .split(/[\s,]+/)
    .filter((name) => name !== "");
  const wrong = names.find((name) => !/^[A-Za-z_][\w.-]{0,252}$/.test(name));
  if (wrong !== undefined || names.length === 0) {
    return [
      {
        finding: violation(
          shown,
          "does not name variables. Write names with commas between them, such as DATABASE_URL, REDIS_URL.",
        ),
      },
    ];
  }
  const container = annotation.slice(REQUIRED_ANNOTATION.length + 1);
  const meant = running.filter(({ name }) => container === "" || name === container);
  if (meant.length === 0) {
    return running.some(({ name }) => name !== undefined && !isKnown(name))
      ? [
          {
            finding: undetermined(
              shown,
              `speaks of a container "${container}", and the name of a container is known only after deployment. Give it as a literal.`,
            ),
          },
        ]
      : running.length === 0
        ? []
        : [
            {
              finding: violation(
                shown,
                `speaks of a container "${container}", which is not there. Name one of ${running.map(({ name }) => `"${String(name ?? "")}"`).join(", ")}.`,
              ),
            },
          ];
  }
  return requirement(meant, names, `the annotation "${annotation}"`).map((each) => ({
    requirement: each,
  }));
}
