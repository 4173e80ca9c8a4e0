import { describe, expect, it } from "vitest";
import { addressOf, projectNumberOf } from "./service-address";

describe("addressOf", () => {
  it("follows from the service's name, the project's number and the region", () => {
    expect(addressOf("auth", "123456789012", "us-central1")).toBe(
      "https://auth-123456789012.us-central1.run.app",
    );
  });
});

describe("projectNumberOf", () => {
  it("reads the number from a secret's resource name", () => {
    expect(projectNumberOf("projects/123456789012/secrets/main-db-url")).toBe("123456789012");
  });
});
