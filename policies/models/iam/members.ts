/** What a member of an IAM role is, as far as it matters who it is. */
export type MemberKind =
  /** Everybody, with or without an account of Google. */
  | "public"
  /** An account that Google makes for Compute Engine or App Engine, which many workloads share. */
  | "default-account"
  /** The account by which Google's APIs act for the project; Google itself makes it editor. */
  | "google-apis"
  /** An account by which one of Google's services acts for the project, as its documentation asks for. */
  | "service-agent"
  /** Another service account. */
  | "service-account"
  | "other";

const PUBLIC = /^(?:allusers|allauthenticatedusers)$/i;
const DEFAULT_ACCOUNT =
  /^(?:\d+-compute@developer\.gserviceaccount\.com|[a-z0-9.:-]+@appspot\.gserviceaccount\.com)$/i;
/** https://cloud.google.com/iam/docs/service-agents */
const SERVICE_AGENT = /^service-(?:(?:org|folder)-)?\d+@[a-z0-9-]+\.iam\.gserviceaccount\.com$/i;
const GOOGLE_APIS = /^\d+@cloudservices\.gserviceaccount\.com$/i;

/** Reads a member such as `serviceAccount:api@shop.iam.gserviceaccount.com` or `allUsers`. */
export function memberKind(member: string): MemberKind {
  const written = member.trim();
  if (PUBLIC.test(written)) {
    return "public";
  }
  const [, prefix = "", account = ""] = /^(?:deleted:)?([A-Za-z]+):(.*)$/.exec(written) ?? [];
  if (prefix.toLowerCase() !== "serviceaccount") {
    return "other";
  }
  if (isDefaultAccount(account)) {
    return "default-account";
  }
  if (SERVICE_AGENT.test(account)) {
    return "service-agent";
  }
  return GOOGLE_APIS.test(account) ? "google-apis" : "service-account";
}

/** Tells whether an account is one that Google makes for Compute Engine or App Engine. */
export function isDefaultAccount(email: string): boolean {
  return DEFAULT_ACCOUNT.test(email.trim());
}
