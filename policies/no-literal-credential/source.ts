import type { StackResource } from "../framework/policy";
import type { Data } from "../framework/value";

/** Where a value comes from, as far as the end of a run tells. */
export type Source =
  /** A resource has it among its outputs. */
  | "resource"
  /** The stack's secret configuration or the environment of the run holds it. */
  | "outside"
  /** Nothing but the program is left. */
  | "program"
  /** A resource may have been its origin, or the configuration is not known. */
  | "unknown";

/** A shorter credential can stand in an output by chance, so it has to be the whole of it. */
const LONG_ENOUGH = 8;

/** The most texts of a resource that are looked through. */
const MAX_TEXTS = 5000;

/** Types whose outputs show what they give, so that a value which is not among them is not from there. */
const OPEN_TYPES = /^(?:gcp|kubernetes|pulumi:providers):|^pulumi:pulumi:Stack$/;

/** Finds the texts in the outputs of resources, each resource once. */
export class Outputs {
  private readonly texts = new Map<string, readonly string[]>();
  private readonly byUrn: ReadonlyMap<string, StackResource>;

  constructor(resources: readonly StackResource[]) {
    this.byUrn = new Map(resources.map((resource) => [resource.urn, resource] as const));
  }

  /** Whether the resources among these have the credential among their outputs, and whether all show what they give. */
  search(
    urns: readonly string[],
    credential: string,
  ): { readonly isFound: boolean; readonly areOpen: boolean } {
    return {
      isFound: urns.some((urn) => this.textsOf(urn).some((text) => holds(text, credential))),
      areOpen: urns.every((urn) => OPEN_TYPES.test(this.byUrn.get(urn)?.type ?? "")),
    };
  }

  private textsOf(urn: string): readonly string[] {
    const known = this.texts.get(urn);
    if (known !== undefined) {
      return known;
    }
    const texts: string[] = [];
    collect(this.byUrn.get(urn)?.props, texts);
    this.texts.set(urn, texts);
    return texts;
  }
}

function collect(value: Data, texts: string[]): void {
  if (typeof value === "string") {
    texts.push(value);
  } else if (typeof value === "number") {
    texts.push(String(value));
  } else if (value !== null && typeof value === "object" && texts.length < MAX_TEXTS) {
    for (const item of Object.values(value)) {
      collect(item as Data, texts);
    }
  }
}

/** Whether a text is the credential or holds it, as it stands or in base64, in which keys of service accounts come. */
function holds(text: string, credential: string): boolean {
  if (credential.length < LONG_ENOUGH) {
    return text === credential;
  }
  const wanted = withoutBreaks(credential);
  return (
    withoutBreaks(text).includes(wanted) ||
    (/^[A-Za-z0-9+/_-]{12,}={0,2}$/.test(text) &&
      withoutBreaks(Buffer.from(text, "base64").toString("utf8")).includes(wanted))
  );
}

/** Without line breaks and escapes, which differ between a private key and JSON that holds it. */
function withoutBreaks(text: string): string {
  return text.replace(/\\[nrt]|\s/g, "").replace(/\\(["\\/])/g, "$1");
}

/** Tells whether a credential is one of these values, or stands in one that is an object or a connection string. */
export function isFromOutside(
  credential: string,
  configuration: readonly string[],
  environment: readonly string[],
): boolean {
  return (
    configuration.some((value) => holds(value, credential)) ||
    (credential.length >= LONG_ENOUGH && environment.includes(credential))
  );
}
