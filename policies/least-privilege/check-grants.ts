import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import type { Grant } from "../models/iam/grants";
import { memberKind } from "../models/iam/members";
import { type RoleKind, roleKind } from "../models/iam/roles";
import { memberCertainty, type Origin, roleCertainty } from "./origin";

/** What a grant comes to: findings, and members to whom only a service that is declared public may be open. */
export interface JudgedGrant {
  readonly findings: readonly Finding[];
  readonly publicInvokers: readonly Place[];
  /** Whether a value has to be judged again when the run tells where it comes from. */
  readonly isDeferred: boolean;
}

/**
 * Judges a role with its members.
 *
 * @param opensService Whether the grant is on a service or bucket, which may be declared public.
 */
export function judgeGrant(grant: Grant, opensService: boolean, origin: Origin): JudgedGrant {
  const kind = typeof grant.role.value === "string" ? roleKind(grant.role.value) : "other";
  const role = judgeRole(grant, kind, origin);
  const members = grant.members.map((member) =>
    judgeMember(member, grant, opensService && (kind === "invoking" || kind === "reading"), origin),
  );
  return {
    findings: [...role.findings, ...members.flatMap(({ findings }) => findings)],
    publicInvokers: members.flatMap(({ publicInvokers }) => publicInvokers),
    isDeferred: role.isDeferred || members.some(({ isDeferred }) => isDeferred),
  };
}

const NOTHING: JudgedGrant = { findings: [], publicInvokers: [], isDeferred: false };
const LATER: JudgedGrant = { ...NOTHING, isDeferred: true };
const found = (...findings: readonly Finding[]): JudgedGrant => ({ ...NOTHING, findings });

function judgeRole(grant: Grant, kind: RoleKind, origin: Origin): JudgedGrant {
  const { role, members } = grant;
  const reason = role.unknownReason();
  if (reason !== undefined) {
    const certainty = roleCertainty(origin(topLevel(role.path)));
    return unread(certainty, role, `${reason}. Give the role as a literal.`);
  }
  switch (kind) {
    case "basic":
      return judgeBasic(grant, origin);
    case "impersonation":
      return grant.scope === "resource" ||
        grant.hasCondition ||
        members.every((member) => isKindOf(member, "service-agent"))
        ? NOTHING
        : found(
            violation(
              role.path,
              `is "${role.value}" on the whole ${grant.scope}, so its members can act as every service account in it. Give the role on the one service account that they need.`,
            ),
          );
    case "granting":
      return grant.scope === "resource" ||
        grant.hasCondition ||
        !members.some((member) => isKindOf(member, "service-account"))
        ? NOTHING
        : found(
            violation(
              role.path,
              `is "${role.value}" for a service account on the whole ${grant.scope}, with which it can give itself every other role. Give it a condition on the roles that it may grant, or a narrower role.`,
            ),
          );
    default:
      return NOTHING;
  }
}

/** Google makes the account of its own APIs editor of every project, and a policy as a whole has to keep that. */
function judgeBasic({ role, members, scope }: Grant, origin: Origin): JudgedGrant {
  const others = members.filter((member) => !isKindOf(member, "google-apis"));
  const isGoogles = role.value === "roles/editor" && scope === "project";
  if (members.length === 0 || (isGoogles && others.length === 0)) {
    return NOTHING;
  }
  if (isGoogles && others.every((member) => member.unknownReason() !== undefined)) {
    const certainties = others.map(({ path }) => memberCertainty(origin(topLevel(path))));
    if (certainties.includes("later")) {
      return LATER;
    }
    if (!certainties.includes("sound")) {
      return unread(
        "undetermined",
        role,
        `is "roles/editor" for a member that is known only after deployment. Give a role for what the member does.`,
      );
    }
  }
  const reach =
    scope === "resource" ? "everything about the resource" : `nearly everything in the ${scope}`;
  const verb = role.value === "roles/viewer" ? "see" : "change";
  return found(
    violation(
      role.path,
      `is the basic role "${role.value}", whose members can ${verb} ${reach}. Give the roles for what they do, such as "roles/run.developer".`,
    ),
  );
}

function judgeMember(
  member: Place,
  { role, hasCondition }: Grant,
  mayBeDeclared: boolean,
  origin: Origin,
): JudgedGrant {
  const reason = member.unknownReason();
  if (reason !== undefined) {
    // A policy as a whole is one value: it is told once, with its role.
    return member.path === role.path
      ? NOTHING
      : unread(
          memberCertainty(origin(topLevel(member.path))),
          member,
          `${reason}. Make the member from the service account that it is, or give it as a literal.`,
        );
  }
  if (isKindOf(member, "public")) {
    if (mayBeDeclared) {
      return { ...NOTHING, publicInvokers: [member] };
    }
    const given = typeof role.value === "string" ? `"${role.value}"` : "access";
    return found(
      violation(
        member.path,
        `is "${member.value}": everybody in the world gets ${given}${hasCondition ? ", under a condition" : ""}. Name the accounts or groups that need it.`,
      ),
    );
  }
  return isKindOf(member, "default-account")
    ? found(
        violation(
          member.path,
          `is "${member.value}", a default account that every workload without its own one shares. Make a service account for the workload, and give it the role.`,
        ),
      )
    : NOTHING;
}

function isKindOf({ value }: Place, kind: ReturnType<typeof memberKind>): boolean {
  return typeof value === "string" && memberKind(value) === kind;
}

function unread(
  certainty: "sound" | "undetermined" | "later",
  place: Place,
  message: string,
): JudgedGrant {
  switch (certainty) {
    case "sound":
      return NOTHING;
    case "later":
      return LATER;
    case "undetermined":
      return found(undetermined(place.path, message));
  }
}

/** The property of the resource in which a path begins. */
function topLevel(path: string): string {
  return /^[^.[]*/.exec(path)?.[0] ?? path;
}
