import { describe, expect, it } from "vitest";
import type { Credentials } from "./credentials/credentials";
import { mayAskTokenServer, mayCarryCredentials, mayGiveToTokenServer } from "./trust";

const PASSWORD: Credentials = { kind: "password", username: "user", password: "hunter2" };
const GOOGLE: Credentials = { kind: "google-token", token: "hunter2" };

describe("credentials", () => {
  it.each([
    ["https://registry.example.com", true],
    ["http://localhost:5000", true],
    ["http://[::1]:5000", true],
    ["http://registry.example.com", false],
    ["http://10.0.0.7:5000", false],
  ])("may travel to %s: %s", (address, expected) => {
    expect(mayCarryCredentials(new URL(address))).toBe(expected);
  });

  it.each([
    ["https://registry.example.com", "https://registry.example.com/token", true],
    ["https://registry.example.com", "https://auth.example.net/token", true],
    ["http://localhost:5000", "http://localhost:5001/token", true],
    ["http://localhost:5000", "https://auth.example.net/token", true],
    ["https://registry.example.com", "http://registry.example.com/token", false],
    ["http://registry.example.com", "https://auth.example.net/token", false],
    ["http://localhost:5000", "http://auth.example.net/token", false],
  ])("for %s may go to its token server %s: %s", (registry, realm, expected) => {
    expect(mayGiveToTokenServer(new URL(registry), new URL(realm), PASSWORD)).toBe(expected);
  });

  it.each([
    ["https://gcr.io/v2/token", true],
    ["https://us-central1-docker.pkg.dev/v2/token", true],
    ["https://auth.example.net/token", false],
    ["https://pkg.dev.example.net/token", false],
    ["https://notgcr.io/token", false],
  ])("of Google may go to the token server %s: %s", (realm, expected) => {
    const registry = new URL("https://us-central1-docker.pkg.dev");
    expect(mayGiveToTokenServer(registry, new URL(realm), GOOGLE)).toBe(expected);
  });
});

describe("a token server", () => {
  it.each([
    ["https://registry.example.com", "https://auth.example.net", true],
    ["http://mirror.example.com", "http://mirror.example.com", true],
    ["https://registry.example.com", "http://auth.example.net", false],
    ["https://registry.example.com", "http://127.0.0.1", false],
  ])("of %s at %s is asked: %s", (registry, realm, expected) => {
    expect(mayAskTokenServer(new URL(registry), new URL(realm))).toBe(expected);
  });
});
