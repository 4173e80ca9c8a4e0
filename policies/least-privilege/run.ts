import type { Finding } from "../framework/finding";
import { Place } from "../framework/place";
import {
  NotApplicable,
  type PolicyAnswer,
  type PolicyResource,
  type StackFinding,
  type StackResource,
} from "../framework/policy";
import { subjectOf } from "../framework/subject";
import {
  isCallableService,
  readCallableService,
  serviceName,
  targetProperty,
} from "../models/iam/callable-service";
import { isGrant, readGrants } from "../models/iam/grants";
import { hasRuntimeIdentity, runtimeIdentity } from "../models/iam/runtime-identity";
import { judgeGrant } from "./check-grants";
import { judgeIdentity } from "./check-identity";
import { BEFORE_THE_END, type Origin } from "./origin";
import {
  checkOpenService,
  checkPublicInvoker,
  isListed,
  type KnownService,
  unreadTarget,
} from "./public-services";

const DEFERRED = new NotApplicable(
  "What is known only after deployment is judged at the end, by the resources that it comes from.",
);

/** Tells by the type alone whether a resource gives rights, uses them or lets callers in. */
export function concernsPrivilege(type: string): boolean {
  return isGrant(type) || hasRuntimeIdentity(type) || isCallableService(type);
}

/** The answer of one look at a resource, and whether a later look can tell more. */
interface Look {
  readonly findings: readonly Finding[];
  readonly isDeferred: boolean;
}

type Judged = Pick<PolicyResource, "type" | "name" | "urn" | "props">;

/**
 * Judges the resources of one run: each before it is created, and at the end those of which only the resources around
 * them tell what an unknown value is.
 */
export class PrivilegeRun {
  private readonly services = new Map<string, KnownService>();
  /** URNs of services by the name on the platform. */
  private readonly servicesNamed = new Map<string, Set<string>>();
  /** What was told of resources that are looked at again. */
  private readonly deferred = new Map<string, readonly Finding[]>();

  judge(resource: PolicyResource, publicServices: readonly string[]): PolicyAnswer {
    this.remember(resource);
    const { findings, isDeferred } = this.look(resource, publicServices, BEFORE_THE_END, undefined);
    if (isDeferred) {
      this.deferred.set(resource.urn, findings);
    }
    return isDeferred && findings.length === 0 ? DEFERRED : findings;
  }

  judgeStack(
    resources: readonly StackResource[],
    publicServices: readonly string[],
  ): readonly StackFinding[] {
    const types = new Map(resources.map(({ urn, type }) => [urn, type] as const));
    return resources
      .filter(({ urn, inputs }) => this.deferred.has(urn) && inputs !== undefined)
      .flatMap((resource) => {
        const judged = { ...named(resource), props: resource.inputs ?? {} };
        const origin: Origin = (property) =>
          (resource.propertyDependencies.get(property) ?? []).map((urn) => types.get(urn) ?? "");
        const told = this.deferred.get(resource.urn) ?? [];
        const { findings } = this.look(judged, publicServices, origin, resource);
        return findings
          .filter((finding) => !told.some((each) => isSame(each, finding)))
          .map((finding) => ({ subject: subjectOf(judged), urn: resource.urn, finding }));
      });
  }

  private remember({ type, urn, name, props }: Judged): void {
    const service = readCallableService(type, props);
    if (service !== undefined) {
      this.services.set(urn, { service, programName: name });
      const physical = service.name.value;
      if (typeof physical === "string") {
        const named = this.servicesNamed.get(physical) ?? new Set();
        this.servicesNamed.set(physical, named.add(urn));
      }
    }
  }

  /** @param atEnd The resource as the end of the run knows it; undefined before. */
  private look(
    resource: Judged,
    publicServices: readonly string[],
    origin: Origin,
    atEnd: StackResource | undefined,
  ): Look {
    const account = runtimeIdentity(resource.type, resource.props);
    const identity = account === undefined ? [] : judgeIdentity(account, origin);
    const service = this.services.get(resource.urn);
    const grants = this.lookAtGrants(resource, publicServices, origin, atEnd);
    return {
      findings: [
        ...(identity === "later" ? [] : identity),
        ...(service === undefined ? [] : checkOpenService(service, publicServices)),
        ...grants.findings,
      ],
      isDeferred: identity === "later" || grants.isDeferred,
    };
  }

  private lookAtGrants(
    { type, props }: Judged,
    publicServices: readonly string[],
    origin: Origin,
    atEnd: StackResource | undefined,
  ): Look {
    const property = targetProperty(type);
    const target = property === undefined ? undefined : new Place(props).at(property);
    const judged = readGrants(type, props).map((grant) =>
      judgeGrant(grant, target !== undefined, origin),
    );
    const invokers = judged.flatMap(({ publicInvokers }) => publicInvokers);
    const open =
      target === undefined || invokers.length === 0
        ? { findings: [], isDeferred: false }
        : this.lookAtInvokers(
            invokers,
            target,
            new Place(props).at("location"),
            publicServices,
            atEnd,
          );
    return {
      findings: [...judged.flatMap(({ findings }) => findings), ...open.findings],
      isDeferred: open.isDeferred || judged.some(({ isDeferred }) => isDeferred),
    };
  }

  /** A service that has not come yet may come later: before the end nothing is said of it. */
  private lookAtInvokers(
    invokers: readonly Place[],
    target: Place,
    location: Place,
    publicServices: readonly string[],
    atEnd: StackResource | undefined,
  ): Look {
    if (isListed(target, undefined, publicServices)) {
      return { findings: [], isDeferred: false };
    }
    const services = this.servicesOf(target, location, atEnd);
    if (services.length === 0 && atEnd === undefined) {
      return { findings: [], isDeferred: true };
    }
    const kind = target.path === "bucket" ? "bucket" : "service";
    const isUnread = target.unknownReason() !== undefined && services.length === 0;
    return {
      findings: invokers.flatMap((member) =>
        isUnread
          ? [unreadTarget(member, kind)]
          : checkPublicInvoker(member, services, publicServices, kind),
      ),
      isDeferred: false,
    };
  }

  /** The services that a grant can be for: by name, and where that is unknown by what the name is made from. */
  private servicesOf(
    target: Place,
    location: Place,
    atEnd: StackResource | undefined,
  ): readonly KnownService[] {
    if (typeof target.value === "string") {
      const urns = this.servicesNamed.get(serviceName(target.value)) ?? [];
      return [...urns]
        .flatMap((urn) => this.services.get(urn) ?? [])
        .filter(({ service }) => areSame(service.location, location));
    }
    return (atEnd?.propertyDependencies.get(target.path) ?? []).flatMap(
      (urn) => this.services.get(urn) ?? [],
    );
  }
}

/** Tells whether two places may be one: where one is not known, they may. */
function areSame(left: Place, right: Place): boolean {
  return (
    typeof left.value !== "string" || typeof right.value !== "string" || left.value === right.value
  );
}

function named({ type, name, urn }: StackResource): Omit<Judged, "props"> {
  return { type, name, urn };
}

function isSame(left: Finding, right: Finding): boolean {
  return left.kind === right.kind && left.path === right.path && left.message === right.message;
}
