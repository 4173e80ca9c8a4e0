import { assigned } from "../declared/resource-type";
import { type Rule, shaped } from "../declared/rules";
import type { Reading } from "../values/reading";

/** The version of the policy that a grant is written into. */
export const etag = assigned((r) => Buffer.from(r.hex("etag", 16), "hex").toString("base64"));

/** Refuses a member that is no principal. */
export const memberIsPrincipal = principal("member");

/** Refuses members that are no principals. */
export const membersArePrincipals = principal("members");

/** The id of a grant to one member. */
export function memberId(r: Reading, target: string): string {
  return `${bindingId(r, target)}/${r.text("member")}${conditionSuffix(r)}`;
}

/** The id of a grant to all members of a role. */
export function bindingId(r: Reading, target: string): string {
  return `${target}/${r.text("role")}${r.get("members") === undefined ? "" : conditionSuffix(r)}`;
}

/** The resource that a grant is on, from a full id or from a name and where it lives. */
export function target(r: Reading, property: string, collection: string): string {
  const given = r.text(property);
  return given.startsWith("projects/") ? given : `${collection}/${given}`;
}

function conditionSuffix(r: Reading): string {
  const title = r.text("condition.title");
  return title === "" ? "" : `/${title}`;
}

function principal(path: "member" | "members"): Rule {
  return shaped(
    path,
    /^(?!deleted).*(.+:.+|projectOwners|projectReaders|projectWriters|allUsers|allAuthenticatedUsers)/,
    'principals such as "serviceAccount:name@project.iam.gserviceaccount.com" or "allUsers"',
  );
}
