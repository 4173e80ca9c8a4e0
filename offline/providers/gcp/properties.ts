import { type AutoName, type ChangeRule, derived, planned } from "../declared/resource-type";
import type { Rule } from "../declared/rules";
import { digitsOf, type Reading } from "../values/reading";
import type { Plain, Value } from "../values/value";

/** The project of a resource that does not name one: the provider's. Known in a preview. */
export const project = planned((r) => r.configured("project"));

/** The region of a resource that does not name one: the provider's. The real provider tells it after the creation. */
export const region = derived((r) => r.configured("region"));

/** What happens to a resource that leaves the stack. */
export const deletionPolicy = planned(() => "DELETE");

/** The labels that every labelled type has beside the ones of the program. */
export const labels = { effectiveLabels: planned(allLabels), pulumiLabels: planned(allLabels) };

/** The secrets of every labelled type, as its SDK has them. */
export const labelSecrets = ["effectiveLabels", "pulumiLabels"] as const;

/** The annotations that every annotated type has beside the ones of the program. */
export const effectiveAnnotations = planned((r) => r.get("annotations") ?? {});

/** The moment of the creation, in UTC. */
export function now(): string {
  return new Date().toISOString();
}

/** Refuses a resource of which no one says the project. */
export const needsProject = saidSomewhere("project");

/** Refuses a resource of which no one says the region. */
export const needsRegion = saidSomewhere("region");

/** The name of a type whose name ends up in web addresses: lower case and at most 63 characters. */
export function lowerCaseName(maxLength = 63) {
  return { property: "name", maxLength, random: 7, lowerCase: true } as const satisfies AutoName;
}

/** The name of every other type. */
export const plainName = {
  property: "name",
  maxLength: 255,
  random: 7,
  lowerCase: false,
} as const satisfies AutoName;

/** The names of Compute Engine that its provider checks before the API does. */
export const computeName = {
  pattern: /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
  form: "lower case letters, digits and hyphens, 1 to 63 characters",
} as const;

/** The mark of one state of a resource, by which the API notices that somebody else changed it. */
export const fingerprint = derived((r) =>
  Buffer.from(r.hex("fingerprint", 16), "hex").toString("base64"),
);

/** The address of a resource of Compute Engine, from its id. */
export function computeLink(id: string): string {
  return `https://www.googleapis.com/compute/v1/${id}`;
}

/** The last word of an id, a self link or a short name. */
export function shortName(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}

/** Ignores that a resource is named in another way: by its short name, its id or its link. */
export function sameReference<Path extends string>(
  path: Path,
): ChangeRule & { readonly path: Path } {
  return {
    path,
    when: (before, after) => {
      const [was, is] = [before, after].map((value) => relativeName(String(value ?? "")));
      if (was === undefined || is === undefined) return false;
      return (
        was === is || (!(was.includes("/") && is.includes("/")) && shortName(was) === shortName(is))
      );
    },
  };
}

/** Ignores that a single port is written as a range: `443` and `443-443`. */
export function samePorts<Path extends string>(path: Path): ChangeRule & { readonly path: Path } {
  return { path, when: (before, after) => portRange(before) === portRange(after) };
}

function portRange(ports: Value | undefined): string {
  const text = String(ports ?? "");
  return text.includes("-") ? text : `${text}-${text}`;
}

function relativeName(reference: string): string {
  return reference.replace(/^https:\/\/[^/]+\/(compute\/)?[^/]+\//, "");
}

/** The number of a project, which is always the same for one project id. */
export function projectNumber(projectId: string): string {
  return digitsOf(`project ${projectId}`, 12);
}

/**
 * The second number of the addresses in the range that a network has for private services. It follows from the network,
 * so that a range and the instances in it agree without knowing each other.
 */
export function privateServicesOctet(network: string): number {
  return 64 + (Number(digitsOf(`private services ${shortName(network)}`, 9)) % 128);
}

/** What a range for private services tells those that get their addresses from it: of which network it is, and itself. */
export function tellPrivateServicesRange(r: Reading): string | undefined {
  return r.text("purpose") === "VPC_PEERING"
    ? `${rangeOf(r.text("network"))}${r.text("address")}/${r.number("prefixLength")}`
    : undefined;
}

const rangeOf = (network: string) => `private services of ${shortName(network)}: `;

/** The address of an instance in the private services range of its network, in one that follows from the network if there is none. */
export function privateServicesAddress(r: Reading, network: string): string {
  const [range] = r.existing(rangeOf(network));
  const [, first = "", bits] = /^(\d+(?:\.\d+){3})\/(\d+)$/.exec(range ?? "") ?? [];
  if (first !== "") {
    const start = first.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
    // The ends of each range are the network's own.
    const address = start + r.pick("address", 4, 2 ** (32 - Number(bits)) - 4);
    return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
  }
  return `10.${privateServicesOctet(network)}.${r.pick("subnet", 0, 255)}.${r.pick("host", 3, 250)}`;
}

function allLabels(r: Reading): { [name: string]: Plain } {
  const isMarked = r.configured("addPulumiAttributionLabel") !== false;
  return {
    ...asObject(r.configured("defaultLabels")),
    ...(isMarked && { "goog-pulumi-provisioned": "true" }),
    ...asObject(r.get("labels")),
  };
}

function asObject(value: Plain | undefined): { [name: string]: Plain } {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function saidSomewhere(name: "project" | "region"): Rule {
  return {
    about: [name],
    failures: (inputs, options) => {
      if ((inputs[name] ?? options[name] ?? null) !== null) return [];
      return [
        `"${name}" is missing, and the provider has none either. ` +
          `Set "gcp:${name}" in the stack's configuration.`,
      ];
    },
  };
}
