import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { readConfiguration } from "./read";
import { goodFile, type Raw } from "./stack-file.fixture";

/** Hands a stack file to the SDK as the engine does: maps as JSON, everything else as text. */
function give(file: Raw, secretKeys: string[] = []): void {
  const texts = Object.entries(file).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  pulumi.runtime.setAllConfig(Object.fromEntries(texts), secretKeys);
}

function failure(): unknown {
  try {
    readConfiguration();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("the configuration of a stack", () => {
  beforeAll(async () => {
    await pulumi.runtime.setMocks(
      {
        call: ({ inputs }) => inputs,
        newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
      },
      "holdfast",
      "staging",
    );
  });

  it("is read from what the engine hands over", () => {
    give(goodFile());
    expect(readConfiguration()).toMatchObject({ stack: "staging", project: "netra-staging" });
  });

  it("fails with one error that Pulumi prints without a stack trace", () => {
    give({});
    const error = failure();
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    expect(String((error as Error).message)).toMatch(
      /^Pulumi\.staging\.yaml has 4 problems\. Nothing was registered\.\n\n {2}gcp:project\n/,
    );
  });

  it.each(["", "none", "{", "[", '{"a":', "null", "35"])(
    "fails where %j stands for a map",
    (text) => {
      give({ ...goodFile(), "holdfast:services": text });
      expect((failure() as Error).message).toContain("  holdfast:services\n    Found ");
    },
  );

  it("accepts an encrypted value of a secret and refuses the same in clear", () => {
    const file = { ...goodFile(), "holdfast:secrets": { "signing-key": { value: "hunter2" } } };
    give(file, ["holdfast:secrets"]);
    expect(readConfiguration().secrets["signing-key"]?.value).toBe("hunter2");
    give(file);
    expect((failure() as Error).message).toMatch(/a value in clear \(hidden\)/);
    expect((failure() as Error).message).not.toContain("hunter2");
  });

  it("has what stands beside config in the file of the stack, and is refused for it", () => {
    const folder = mkdtempSync(join(tmpdir(), "stack-file-"));
    const cwd = vi.spyOn(process, "cwd").mockReturnValue(folder);
    try {
      const text = "config: {}\nholdfast:release:\n  halted: the database is being restored\n";
      writeFileSync(join(folder, "Pulumi.staging.yaml"), text);
      give(goodFile());
      expect((failure() as Error).message).toMatch(/has 1 problem\..*\n\n {2}holdfast:release\n/);
    } finally {
      cwd.mockRestore();
      rmSync(folder, { recursive: true });
    }
  });

  it("does not show what Pulumi keeps encrypted", () => {
    const file = goodFile();
    file["holdfast:services"].auth.image = "https://hunter2";
    give(file, ["holdfast:services"]);
    expect((failure() as Error).message).toContain(
      "services.auth.image\n    Found a text (hidden).",
    );
    expect((failure() as Error).message).not.toContain("hunter2");
  });
});
