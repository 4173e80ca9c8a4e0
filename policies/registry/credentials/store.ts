import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { parseJson } from "../json";
import { askHelper } from "./credential-helper";
import type { CredentialSearch, CredentialStore } from "./credentials";
import { credentialSources } from "./docker-configuration";
import { GoogleCredentials, isGoogleRegistry } from "./google";

/**
 * Credentials of the user who runs Pulumi: those of the Docker configuration for the host, else, for Google's
 * registries, the application default credentials. The Docker configuration is asked once for each host.
 */
export class UserCredentials implements CredentialStore {
  readonly #inDocker = new Map<string, Promise<CredentialSearch>>();
  readonly #google: GoogleCredentials;
  #configuration: Promise<{ content?: unknown; trouble?: string }> | undefined;

  /** @param environment Where DOCKER_CONFIG, HOME and Google's variables are; credential helpers run with it. */
  constructor(private readonly environment: NodeJS.ProcessEnv) {
    this.#google = new GoogleCredentials(environment);
  }

  async find(host: string): Promise<CredentialSearch> {
    const search = this.#inDocker.get(host) ?? this.#searchDocker(host);
    this.#inDocker.set(host, search);
    const docker = await search;
    if (docker.credentials !== undefined || !isGoogleRegistry(host)) return docker;
    return { ...docker, ...(await this.#google.find()) };
  }

  async #searchDocker(host: string): Promise<CredentialSearch> {
    this.#configuration ??= readConfiguration(this.environment);
    const { content, trouble } = await this.#configuration;
    const troubles = trouble === undefined ? [] : [trouble];
    for (const source of credentialSources(content, host)) {
      const search =
        source.kind === "stored"
          ? { credentials: source.credentials }
          : await askHelper(source.name, source.server, this.environment);
      if (search.credentials !== undefined) return search;
      if (search.trouble !== undefined) troubles.push(search.trouble);
    }
    return troubles.length === 0 ? {} : { trouble: troubles.join(", and ") };
  }
}

/** Reads Docker's `config.json`; a user without one has no credentials in it. */
async function readConfiguration(
  environment: NodeJS.ProcessEnv,
): Promise<{ content?: unknown; trouble?: string }> {
  const folder = environment.DOCKER_CONFIG || path.join(environment.HOME ?? homedir(), ".docker");
  let text: string;
  try {
    text = await readFile(path.join(folder, "config.json"), "utf8");
  } catch (error) {
    const absent = error instanceof Error && "code" in error && error.code === "ENOENT";
    return absent ? {} : { trouble: "Docker's configuration could not be read" };
  }
  const content = parseJson(text);
  return content === undefined
    ? { trouble: "Docker's configuration is not valid JSON" }
    : { content };
}
