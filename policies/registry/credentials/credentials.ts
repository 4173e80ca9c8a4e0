/** What a registry, or the token server that it names, may be given to prove who asks. */
export type Credentials =
  | { readonly kind: "password"; readonly username: string; readonly password: string }
  /** An OAuth2 access token of Google, good for far more than images. */
  | { readonly kind: "google-token"; readonly token: string }
  /** An OAuth2 refresh token, which a token server turns into access tokens. */
  | { readonly kind: "identity-token"; readonly token: string }
  /** A Bearer token that goes to the registry as it is. */
  | { readonly kind: "registry-token"; readonly token: string };

/** What was found for one registry. */
export interface CredentialSearch {
  /** Absent where there are none: the registry is asked as anybody. */
  readonly credentials?: Credentials;
  /** What went wrong on the way, as a clause; worth telling only when the registry then denies access. */
  readonly trouble?: string;
}

/** Finds the credentials for registries. */
export interface CredentialStore {
  /**
   * @param host Host and port of the registry that is asked, such as `registry-1.docker.io`.
   * @returns Credentials that belong to this host and no other. Never rejects.
   */
  find(host: string): Promise<CredentialSearch>;
}

/** The user name that goes with a Google access token as password. */
const GOOGLE_TOKEN_USER = "oauth2accesstoken";

/** The value of `Authorization` for a server that takes a name and a password; undefined for other credentials. */
export function basicAuthorization(credentials: Credentials): string | undefined {
  switch (credentials.kind) {
    case "password":
      return encodeBasic(credentials.username, credentials.password);
    case "google-token":
      return encodeBasic(GOOGLE_TOKEN_USER, credentials.token);
    default:
      return undefined;
  }
}

function encodeBasic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`, "utf8").toString("base64")}`;
}
