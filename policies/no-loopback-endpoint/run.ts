import { type Finding, violation } from "../framework/finding";
import type { Phase } from "../framework/phase";
import { Place } from "../framework/place";
import {
  NotApplicable,
  type PolicyAnswer,
  type PolicyResource,
  type StackFinding,
  type StackResource,
} from "../framework/policy";
import { subjectOf } from "../framework/subject";
import { readSharedObjects, type SharedObject } from "../models/carrier/shared-object";
import {
  LISTENER_ANNOTATION,
  type NotedListener,
  readListenerNote,
} from "../models/listener/listener-note";
import { readWorkloads } from "../models/workload/read-workloads";
import {
  atObject,
  atReader,
  atUnclaimed,
  checkWorkload,
  type JudgedReading,
  judgeReading,
  unclaimedEndpoints,
} from "./check";
import {
  type KnownObject,
  type KnownWorkload,
  knownWorkload,
  Ledger,
  readingsByDependency,
} from "./ledger";
import type { LoopbackEndpoint } from "./loopback-endpoint";
import { MALFORMED_NOTE } from "./message";
import { type ListenerOption, listenersFor } from "./options";
import type { PreviewEvidence } from "./preview-evidence";
import { unreadOfObject, unreadOfWorkload } from "./unread";

const DEFERRED = new NotApplicable(
  "Whether something listens where its endpoints lead is judged with the workloads that read it.",
);

/** What a run is surrounded by. */
export interface Surroundings {
  readonly phase: Phase;
  readonly evidence: PreviewEvidence;
}

/**
 * Judges the resources of one run. A workload is judged with what it reads; what carries an endpoint is judged with the
 * workloads that read it, whichever of the two comes first.
 */
export class LoopbackRun {
  private readonly ledger = new Ledger();
  /** The readers with which each object was judged when it came. */
  private readonly judgedWith = new Map<string, ReadonlySet<string>>();

  constructor(private readonly surroundings: Surroundings) {}

  /** Judges workloads: their own texts, and what they take from objects that came before them. */
  judgeWorkloads(resource: PolicyResource, listeners: readonly ListenerOption[]): PolicyAnswer {
    const root = new Place(resource.props);
    const noted = listenersFor(resource.urn, resource.name, listeners);
    const known = readWorkloads(resource).map((workload) =>
      knownWorkload(workload, root, {
        urn: resource.urn,
        subject: `${workload.kind} "${workload.name}"`,
        noted,
      }),
    );
    this.ledger.addWorkloads(resource.urn, known);
    return known.flatMap((reader) => [
      ...checkWorkload(reader),
      ...unreadOfWorkload(reader),
      ...this.ledger.readingsOf(reader).flatMap(judgeReading).flatMap(atReader),
    ]);
  }

  /**
   * Judges what carries texts: with the workloads that came before it, and in an update at once where none is known to
   * read it, since what an update creates cannot be taken back.
   */
  judgeObjects(resource: PolicyResource, listeners: readonly ListenerOption[]): PolicyAnswer {
    const objects = readSharedObjects(resource).map((object) =>
      knownObject(object, resource, listeners),
    );
    this.ledger.addObjects(resource.urn, objects);
    const readers = new Set<string>();
    this.judgedWith.set(resource.urn, readers);
    let isDeferred = false;
    const findings = objects.flatMap((object) => {
      const readings = this.ledger.readingsIn(object);
      for (const { reader } of readings) {
        readers.add(reader.urn);
      }
      const unclaimed = unclaimedEndpoints(object, readings);
      const refused = this.surroundings.phase === "update" ? this.unproven(object, unclaimed) : [];
      isDeferred ||= unclaimed.length > 0 && refused.length === 0;
      return [
        ...malformedNote(object),
        ...unreadOfObject(object),
        ...readings.flatMap(judgeReading).flatMap(atObject),
        ...refused.map((endpoint) => atUnclaimed(endpoint, object)),
      ];
    });
    return isDeferred && findings.length === 0 ? DEFERRED : findings;
  }

  /** Judges at the end what could not be judged before: objects whose readers came later, or never. */
  judgeStack(resources: readonly StackResource[]): readonly StackFinding[] {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource] as const));
    const unnamed = this.ledger.readersOfUnknown();
    return this.ledger
      .allObjects()
      .filter(({ urn }) => byUrn.has(urn))
      .flatMap((object) =>
        this.judgeAtEnd(object, unnamed, byUrn).map((finding) => ({
          subject: object.subject,
          urn: object.urn,
          finding,
        })),
      );
  }

  /** @param unnamed Workloads that name what they read by values that cannot be read now. */
  private judgeAtEnd(
    object: KnownObject,
    unnamed: readonly KnownWorkload[],
    resources: ReadonlyMap<string, StackResource>,
  ): readonly Finding[] {
    const named = this.ledger.readingsIn(object);
    const dependent = unnamed
      .filter((reader) => dependsOn(reader.urn, object.urn, resources))
      .flatMap((reader) => readingsByDependency(reader, object));
    const before = this.judgedWith.get(object.urn);
    const late = [...named.filter(({ reader }) => !before?.has(reader.urn)), ...dependent].flatMap(
      judgeReading,
    );
    const served = late.filter((each) => each.served.is === "served");
    if (this.surroundings.phase === "preview" && late.length > 0) {
      this.surroundings.evidence.keep(object.urn, served.map(proof));
    }
    return [
      ...late.filter((each) => !servesAnother(each, served)).flatMap(atObject),
      ...unclaimedEndpoints(object, [...named, ...dependent]).map((endpoint) =>
        atUnclaimed(endpoint, object),
      ),
    ];
  }

  /** Of some endpoints those that no preview found to be served. */
  private unproven(
    { urn }: KnownObject,
    endpoints: readonly LoopbackEndpoint[],
  ): readonly LoopbackEndpoint[] {
    return endpoints.filter(
      (endpoint) => !this.surroundings.evidence.has(urn, proof({ endpoint })),
    );
  }
}

/** An endpoint that is right for one reader is wrong only where the other one is told of it. */
function servesAnother({ endpoint }: JudgedReading, served: readonly JudgedReading[]): boolean {
  return served.some((each) => each.endpoint.path === endpoint.path);
}

/** What stands for an endpoint in the evidence of a preview. */
function proof({ endpoint }: Pick<JudgedReading, "endpoint">): string {
  return `${endpoint.path} ${endpoint.shown}`;
}

/** A reader of a secret version depends on the version, or on the secret that the version is of. */
function dependsOn(
  reader: string,
  object: string,
  resources: ReadonlyMap<string, StackResource>,
): boolean {
  const dependencies = new Set(resources.get(reader)?.dependencies);
  const secrets = (resources.get(object)?.dependencies ?? []).filter((urn) =>
    /^gcp:secretmanager\/\w*[sS]ecret:/.test(resources.get(urn)?.type ?? ""),
  );
  return [object, ...secrets].some((urn) => dependencies.has(urn));
}

function knownObject(
  object: SharedObject,
  resource: PolicyResource,
  listeners: readonly ListenerOption[],
): KnownObject {
  const name = typeof object.name === "string" ? object.name : resource.name;
  return {
    urn: resource.urn,
    subject:
      object.kind === "Secret Manager secret" ? subjectOf(resource) : `${object.kind} "${name}"`,
    object,
    noted: [...notes(object.metadata), ...listenersFor(resource.urn, resource.name, listeners)],
  };
}

function notes(metadata: Place): readonly NotedListener[] {
  const text = metadata.at("annotations", LISTENER_ANNOTATION).value;
  return typeof text === "string" ? (readListenerNote(text) ?? []) : [];
}

function malformedNote({ object }: KnownObject): readonly Finding[] {
  const annotations = object.metadata.at("annotations");
  const text = annotations.at(LISTENER_ANNOTATION).value;
  return typeof text === "string" && readListenerNote(text) === undefined
    ? [violation(`${annotations.path}["${LISTENER_ANNOTATION}"]`, MALFORMED_NOTE)]
    : [];
}
