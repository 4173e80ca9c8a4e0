import { type Finding, undetermined, violation } from "../framework/finding";
import {
  NotApplicable,
  type PolicyAnswer,
  type PolicyResource,
  type StackFinding,
  type StackResource,
} from "../framework/policy";
import { subjectOf } from "../framework/subject";
import { isKnown } from "../framework/value";
import { type CarriedValue, carriedValues, wordsOf } from "../models/credential/carriers";
import { type FoundCredential, findCredentials } from "../models/credential/find-credentials";
import { credentialName } from "../models/credential/names";
import { canBeCredential, isWeak } from "../models/credential/values";
import { readNaming } from "../models/endpoint/naming";
import type { EngineKnowledge } from "./engine-requests";
import * as message from "./message";
import { type Mark, markAt } from "./secret-marks";
import { isFromOutside, Outputs, type Source } from "./source";

const DEFERRED = new NotApplicable(
  "Whether a credential was generated or written is judged at the end, by the resources that it comes from.",
);

/** What a run is surrounded by. */
export interface Surroundings {
  readonly engine: EngineKnowledge;
  /** Values of the variables of the process, which the program has too. */
  readonly environment: readonly string[];
}

/** A credential, or a value that cannot be read now, which waits for the end of the run. */
interface Pending {
  readonly value: CarriedValue;
  readonly mark: Mark;
  /** Undefined for a value that cannot be read now. */
  readonly found: FoundCredential | undefined;
}

/**
 * Judges the resources of one run. What nobody generated is refused before it is created; whether the rest was generated
 * is told by the resources that it comes from, which are known at the end.
 */
export class CredentialRun {
  private readonly pending = new Map<string, readonly Pending[]>();

  constructor(private readonly surroundings: Surroundings) {}

  judge(resource: PolicyResource): PolicyAnswer {
    const marks = this.surroundings.engine.marks(resource.urn);
    const findings: Finding[] = [];
    const pending: Pending[] = [];
    for (const value of carriedValues(resource)) {
      const mark = markAt(value.path, marks);
      if (!isKnown(value.text)) {
        if (mayHoldCredential(value)) {
          pending.push({ value, mark, found: undefined });
        }
        continue;
      }
      for (const found of credentialsIn(value, value.text)) {
        const answer = judgeEarly(found, value, mark);
        if (answer === "later") {
          pending.push({ value, mark, found });
        } else if (answer !== undefined) {
          findings.push(answer);
        }
      }
    }
    this.pending.set(resource.urn, pending);
    return pending.length > 0 && findings.length === 0 ? DEFERRED : findings;
  }

  judgeStack(resources: readonly StackResource[]): readonly StackFinding[] {
    const outputs = new Outputs(resources);
    return resources.flatMap((resource) => {
      const pending = this.pending.get(resource.urn) ?? [];
      const subject = subjectOf({ ...resource, props: resource.inputs ?? resource.props });
      return this.judgeAtEnd(pending, resource, outputs).map((finding) => ({
        subject,
        urn: resource.urn,
        finding,
      }));
    });
  }

  private judgeAtEnd(
    pending: readonly Pending[],
    resource: StackResource,
    outputs: Outputs,
  ): readonly Finding[] {
    const unread: CarriedValue[] = [];
    const findings: Finding[] = [];
    for (const { value, mark, found } of pending) {
      const urns = dependenciesOf(topLevel(value.path), resource);
      if (found === undefined) {
        if (!isMadeElsewhere(value, urns)) {
          unread.push(value);
        }
        continue;
      }
      const source = this.sourceOf(
        found.credential,
        mark !== "none" || value.isMarkedBySdk,
        urns,
        outputs,
      );
      const isUnclear = source === "program" && value.isMarkedBySdk && mayBeRead(value, resource);
      findings.push(...judgeSource(isUnclear ? "unknown" : source, found, value, mark));
    }
    return [...findings, ...unreadFindings(unread)];
  }

  /** @param isSecret Whether the value is a secret of the state, so that it may come from a secret outside. */
  private sourceOf(
    credential: string,
    isSecret: boolean,
    urns: readonly string[],
    outputs: Outputs,
  ): Source {
    const { isFound, areOpen } = outputs.search(urns, credential);
    if (isFound) {
      return "resource";
    }
    if (isSecret) {
      const configuration = this.surroundings.engine.secretConfiguration();
      if (isFromOutside(credential, configuration ?? [], this.surroundings.environment)) {
        return "outside";
      }
      if (configuration === undefined) {
        return "unknown";
      }
    }
    return areOpen ? "program" : "unknown";
  }
}

/**
 * What a property is made from. The program gives none of that name where the provider has moved it, as that of
 * Kubernetes moves `stringData` to `data`; then it is made from something that the resource depends on.
 */
function dependenciesOf(
  property: string,
  { propertyDependencies, dependencies }: StackResource,
): readonly string[] {
  return (
    propertyDependencies.get(property) ?? [
      ...new Set([...[...propertyDependencies.values()].flat(), ...dependencies]),
    ]
  );
}

function credentialsIn(value: CarriedValue, text: string): readonly FoundCredential[] {
  const { isSecretStore, isPassword, user } = value;
  if (isPassword) {
    const certainty = text === "" || isWeak(text, user) ? "weak" : "opaque";
    return text === "" || canBeCredential(text)
      ? [{ what: "a password", credential: text, certainty }]
      : [];
  }
  return findCredentials(text, value.key.replace(/^-+/, ""), {
    name: wordsOf(value),
    isSecretStore,
    ...(user === undefined ? {} : { user }),
  });
}

/** What can be said before a resource is created; undefined for what is right. */
function judgeEarly(
  found: FoundCredential,
  value: CarriedValue,
  mark: Mark,
): Finding | "later" | undefined {
  const path = placeOf(found, value);
  if (found.certainty === "weak") {
    return violation(path, found.credential === "" ? message.EMPTY : message.weak(found));
  }
  if (value.isMarkedBySdk || mark === "around") {
    return "later";
  }
  if (mark === "value") {
    return undefined;
  }
  return found.certainty === "shaped" ? violation(path, message.inClear(found)) : "later";
}

function judgeSource(
  source: Source,
  found: FoundCredential,
  value: CarriedValue,
  mark: Mark,
): readonly Finding[] {
  const path = placeOf(found, value);
  switch (source) {
    case "program": {
      const isSecret = value.isMarkedBySdk || mark !== "none";
      return [violation(path, isSecret ? message.literal(found) : message.inClear(found))];
    }
    case "unknown":
      return [undetermined(path, message.unclear(found))];
    default:
      return [];
  }
}

function placeOf({ at }: FoundCredential, { path }: CarriedValue): string {
  return at === undefined ? path : `${path} at ${at}`;
}

/** Whether a value that cannot be read now can hold a credential: its name is one, or one of a connection or a file. */
function mayHoldCredential(value: CarriedValue): boolean {
  const name = wordsOf(value);
  const { role, locator } = readNaming(name);
  return (
    value.key === "" ||
    value.isPassword ||
    credentialName(name) !== "no" ||
    locator ||
    role === "target" ||
    role === "technology" ||
    /\.\w+$/.test(value.key)
  );
}

/**
 * Types that make credentials, or hand on what another program has made. Those of Redis are among them, since a server
 * takes no other password than the one that Google makes; databases are not, since their addresses stand beside any.
 */
const MAKERS =
  /^(?:random|tls|command|pulumi-nodejs|vault):|^pulumi:pulumi:StackReference$|^gcp:(?:serviceaccount\/key|projects\/apiKey|redis\/\w+|memorystore\/\w+|storage\/hmacKey|sql\/user|alloydb\/user|secretmanager\/\w*[vV]ersion):/;

/**
 * An unknown credential comes from a resource; an unknown connection string is sound if a maker of one is part of it. A
 * whole map or list can hide a literal beside what is made.
 */
function isMadeElsewhere(value: CarriedValue, urns: readonly string[]): boolean {
  if (value.key === "") {
    return false;
  }
  const isCredential = value.isPassword || credentialName(wordsOf(value)) === "credential";
  return isCredential ? urns.length > 0 : urns.some((urn) => MAKERS.test(typeOf(urn)));
}

/**
 * Whether a value of a property that only secrets have may have been read from a secret of the program, by a function
 * that leaves no trace but the secret that it depends on.
 */
function mayBeRead({ path }: CarriedValue, resource: StackResource): boolean {
  const property = topLevel(path);
  const urns = resource.type.startsWith("kubernetes:")
    ? dependenciesOf(property, resource)
    : (resource.propertyDependencies.get(property) ?? []);
  return urns.some((urn) => typeOf(urn).startsWith("gcp:secretmanager/"));
}
/** The type in a URN: the last of the ones that its parents stand before. */
function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** One finding for each map or list and reason. */
function unreadFindings(values: readonly CarriedValue[]): readonly Finding[] {
  const groups = new Map<
    string,
    { readonly path: string; readonly reason: string; readonly names: string[] }
  >();
  for (const { path, key, text } of values) {
    const container = path.replace(/(?:\[\d+\]\.value|\["[^"]*"\]|\[\d+\]|\.[^.[\]]+)$/, "");
    const place = key === "" ? path : container;
    const reason = isKnown(text) ? "" : text.reason;
    const group = groups.get(`${place} ${reason}`) ?? { path: place, reason, names: [] };
    groups.set(`${place} ${reason}`, group);
    if (key !== "" && place !== path) {
      group.names.push(key);
    }
  }
  return [...groups.values()].map(({ path, reason, names }) =>
    undetermined(path, message.unread(names, reason)),
  );
}

/** The property of the resource in which a path begins. */
function topLevel(path: string): string {
  return /^[^.[]*/.exec(path)?.[0] ?? path;
}
