import { access, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import type { GoogleAuth } from "google-auth-library";
import type { CredentialSearch } from "./credentials";

/** What reading from Artifact Registry needs; access itself is granted by IAM. */
const SCOPE = "https://www.googleapis.com/auth/cloud-platform";

/** How long to wait for a token. */
const TOKEN_TIMEOUT_MS = 10_000;

/** Tells whether a host is Artifact Registry or Container Registry, which know Google's access tokens. */
export function isGoogleRegistry(host: string): boolean {
  return host === "gcr.io" || host.endsWith(".gcr.io") || host.endsWith(".pkg.dev");
}

/**
 * Access tokens from the application default credentials. Looks only where such credentials are configured: a search for a metadata server that is not there takes seconds on a laptop.
 */
export class GoogleCredentials {
  #client: Promise<GoogleAuth | undefined> | undefined;
  #trouble: CredentialSearch | undefined;

  /** @param environment Where Google's variables are. */
  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  /** A token that is still good. A search that failed is not tried again. */
  async find(): Promise<CredentialSearch> {
    if (this.#trouble !== undefined) return this.#trouble;
    try {
      this.#client ??= loadClient(this.environment);
      const client = await this.#client;
      if (client === undefined) return {};
      const token = await within(TOKEN_TIMEOUT_MS, client.getAccessToken());
      if (token) return { credentials: { kind: "google-token", token } };
    } catch {
      // The library's message can quote the token server's answer, which is not ours to show.
    }
    this.#trouble = { trouble: "Google's application default credentials gave no token" };
    return this.#trouble;
  }
}

/** The library takes every form of credentials: of a user, a key, a federated identity, a metadata server. */
async function loadClient(environment: NodeJS.ProcessEnv): Promise<GoogleAuth | undefined> {
  if (!(await hasApplicationDefault(environment))) return undefined;
  const { GoogleAuth } = await import("google-auth-library");
  return new GoogleAuth({ scopes: [SCOPE] });
}

/** Tells whether there are application default credentials, without asking the network. */
async function hasApplicationDefault(environment: NodeJS.ProcessEnv): Promise<boolean> {
  if (environment.GOOGLE_APPLICATION_CREDENTIALS) return true;
  if (await isReadable(wellKnownFile(environment))) return true;
  return hasMetadataServer(environment);
}

function wellKnownFile(environment: NodeJS.ProcessEnv): string {
  const folder =
    environment.CLOUDSDK_CONFIG ??
    (process.platform === "win32"
      ? path.join(environment.APPDATA ?? homedir(), "gcloud")
      : path.join(environment.HOME ?? homedir(), ".config", "gcloud"));
  return path.join(folder, "application_default_credentials.json");
}

async function hasMetadataServer(environment: NodeJS.ProcessEnv): Promise<boolean> {
  const detection = environment.METADATA_SERVER_DETECTION;
  if (detection === "none") return false;
  if (detection === "assume-present" || environment.GCE_METADATA_HOST) return true;
  if (environment.K_SERVICE || environment.CLOUD_RUN_JOB) return true;
  const product = await readFile("/sys/class/dmi/id/product_name", "utf8").catch(() => "");
  return product.startsWith("Google");
}

async function isReadable(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** Waits for at most so long; undefined when that was not enough. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
