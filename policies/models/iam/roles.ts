/** Roles over nearly everything: https://cloud.google.com/iam/docs/roles-overview#basic. */
const BASIC: ReadonlySet<string> = new Set(["roles/owner", "roles/editor", "roles/viewer"]);

/** Roles by which one acts as a service account; over a project they mean every account in it. */
const IMPERSONATION: ReadonlySet<string> = new Set([
  "roles/iam.serviceAccountTokenCreator",
  "roles/iam.serviceAccountOpenIdTokenCreator",
  "roles/iam.serviceAccountUser",
  "roles/iam.serviceAccountKeyAdmin",
  "roles/iam.workloadIdentityUser",
]);

/** Roles whose holder can give itself every other one. */
const GRANTING: ReadonlySet<string> = new Set([
  "roles/iam.securityAdmin",
  "roles/iam.serviceAccountAdmin",
  "roles/resourcemanager.projectIamAdmin",
  "roles/resourcemanager.folderIamAdmin",
  "roles/resourcemanager.organizationAdmin",
]);

/** Roles that call a service and do nothing else. */
const INVOKING: ReadonlySet<string> = new Set([
  "roles/run.invoker",
  "roles/cloudfunctions.invoker",
]);

/** Roles that read single files of a bucket, as the visitors of a site do, and do nothing else. */
const READING: ReadonlySet<string> = new Set([
  "roles/storage.objectViewer",
  "roles/storage.legacyObjectReader",
]);

/** What a role is, as far as it matters for least privilege. */
export type RoleKind = "basic" | "impersonation" | "granting" | "invoking" | "reading" | "other";

/** Reads a role such as `roles/editor`. A custom role is `other`. */
export function roleKind(role: string): RoleKind {
  if (BASIC.has(role)) {
    return "basic";
  }
  if (IMPERSONATION.has(role)) {
    return "impersonation";
  }
  if (GRANTING.has(role)) {
    return "granting";
  }
  if (INVOKING.has(role)) {
    return "invoking";
  }
  return READING.has(role) ? "reading" : "other";
}
