import type { Credentials } from "./credentials/credentials";
import { isGoogleRegistry } from "./credentials/google";
import { isLoopback } from "./mirrors";

/** Tells whether credentials may travel to an address: over TLS, or within this machine. */
export function mayCarryCredentials(url: URL): boolean {
  return url.protocol === "https:" || isLoopback(url);
}

/**
 * Tells whether a registry's own word is good enough to ask the token server that it names. What it says over TLS
 * cannot have been changed on the way; a server without TLS would undo that.
 */
export function mayAskTokenServer(registry: URL, realm: URL): boolean {
  return realm.protocol === "https:" || registry.protocol === "http:";
}

/**
 * Tells whether a registry's credentials may go to the token server that it names: as with Docker, the registry
 * decides who checks its users, on another host too, if it says so where nobody can change it and TLS protects the way
 * there. Google's access tokens are good for far more than images, so they go to Google alone.
 */
export function mayGiveToTokenServer(registry: URL, realm: URL, credentials: Credentials): boolean {
  if (!mayCarryCredentials(registry) || !mayCarryCredentials(realm)) return false;
  return credentials.kind !== "google-token" || isGoogleRegistry(realm.host);
}
