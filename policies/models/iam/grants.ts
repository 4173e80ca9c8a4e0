import { Place } from "../../framework/place";
import type { Data } from "../../framework/value";

/** How far a role reaches. */
export type Scope = "project" | "folder" | "organization" | "resource";

/** One role with the members that get it. */
export interface Grant {
  readonly scope: Scope;
  /** The role; its text is none where the resource gives no role of IAM, as in an access control list. */
  readonly role: Place;
  /** Each member, or the unknown that stands for the list. */
  readonly members: readonly Place[];
  /** Whether a condition limits it. */
  readonly hasCondition: boolean;
}

const IAM_TYPE = /^gcp:(\w+)\/\w*[iI](?:AM|am)(Member|Binding|Policy):/;

const SCOPES: Readonly<Record<string, Scope>> = {
  projects: "project",
  folder: "folder",
  organizations: "organization",
};

/** Lists of access that are older than IAM: where each keeps those who get it. */
const ACCESS_LISTS: Readonly<Record<string, (root: Place) => readonly Place[]>> = {
  "gcp:storage/bucketAccessControl:BucketAccessControl": (root) => [root.at("entity")],
  "gcp:storage/objectAccessControl:ObjectAccessControl": (root) => [root.at("entity")],
  "gcp:storage/defaultObjectAccessControl:DefaultObjectAccessControl": (root) => [
    root.at("entity"),
  ],
  "gcp:storage/bucketACL:BucketACL": readAcl,
  "gcp:storage/objectACL:ObjectACL": readAcl,
  "gcp:storage/defaultObjectACL:DefaultObjectACL": readAcl,
  "gcp:bigquery/datasetAccess:DatasetAccess": datasetMembers,
  "gcp:bigquery/dataset:Dataset": (root) => root.at("accesses").entries().flatMap(datasetMembers),
};

/** Tells by the type alone whether a resource gives roles or access to members. */
export function isGrant(type: string): boolean {
  return IAM_TYPE.test(type) || Object.hasOwn(ACCESS_LISTS, type);
}

/** The roles that a resource gives: a member, a binding, a whole policy, or an access control list. */
export function readGrants(
  type: string,
  props: { readonly [key: string]: Data },
): readonly Grant[] {
  const root = new Place(props);
  const [, module = "", kind] = IAM_TYPE.exec(type) ?? [];
  const scope = SCOPES[module] ?? "resource";
  const members = Object.hasOwn(ACCESS_LISTS, type) ? ACCESS_LISTS[type]?.(root) : undefined;
  if (members !== undefined) {
    return [{ scope, role: new Place(undefined, "role"), members, hasCondition: false }];
  }
  switch (kind) {
    case "Member":
      return [bindingAt(root, scope, [root.at("member")])];
    case "Binding":
      return [bindingAt(root, scope, listed(root.at("members")))];
    case "Policy":
      return policyGrants(root.at("policyData"), scope);
    default:
      return [];
  }
}

function bindingAt(place: Place, scope: Scope, members: readonly Place[]): Grant {
  const condition = place.at("condition");
  return {
    scope,
    role: place.at("role"),
    members,
    hasCondition: condition.record() !== undefined || condition.unknownReason() !== undefined,
  };
}

/** The entries of a list, or the unknown that stands in its place. */
function listed(list: Place): readonly Place[] {
  return list.unknownReason() === undefined ? list.entries() : [list];
}

/** A policy is JSON with bindings: https://cloud.google.com/iam/docs/reference/rest/v1/Policy. */
function policyGrants(data: Place, scope: Scope): readonly Grant[] {
  if (data.unknownReason() !== undefined) {
    return [{ scope, role: data, members: [data], hasCondition: false }];
  }
  const policy = new Place(parsed(data.value), data.path);
  return policy
    .at("bindings")
    .entries()
    .map((binding) => bindingAt(binding, scope, listed(binding.at("members"))));
}

function parsed(text: Data): Data {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** `READER:allUsers`, and the lists that have a name. */
function readAcl(root: Place): readonly Place[] {
  const named = root.at("predefinedAcl");
  const entities = listed(root.at("roleEntities")).map((each) =>
    typeof each.value === "string" ? new Place(each.value.replace(/^\w+:/, ""), each.path) : each,
  );
  if (named.unknownReason() !== undefined) {
    return named.path === root.at("roleEntities").path ? entities : [...entities, named];
  }
  const { value } = named;
  const member =
    typeof value === "string" && Object.hasOwn(PREDEFINED, value) ? PREDEFINED[value] : undefined;
  return member === undefined ? entities : [...entities, new Place(member, named.path)];
}

const PREDEFINED: Readonly<Record<string, string>> = {
  publicRead: "allUsers",
  publicReadWrite: "allUsers",
  authenticatedRead: "allAuthenticatedUsers",
};

function datasetMembers(access: Place): readonly Place[] {
  return ["iamMember", "specialGroup"]
    .map((key) => access.at(key))
    .filter((place, index, all) => all.findIndex(({ path }) => path === place.path) === index);
}
