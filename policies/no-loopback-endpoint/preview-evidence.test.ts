import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { evidenceIn } from "./preview-evidence";

const URN = "urn:pulumi:s::p::kubernetes:core/v1:Secret::db";
const ENDPOINT = "stringData.DATABASE_URL 127.0.0.1:5432";

describe("the evidence of a preview", () => {
  let folder: string;
  beforeEach(() => {
    folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "evidence-")), "kept");
  });
  afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true }));

  it("is there for the update that follows", () => {
    evidenceIn(folder).keep(URN, [ENDPOINT]);
    expect(evidenceIn(folder).has(URN, ENDPOINT)).toBe(true);
  });

  it("is of one endpoint of one resource", () => {
    const evidence = evidenceIn(folder);
    evidence.keep(URN, [ENDPOINT]);
    expect(evidence.has(URN, "stringData.OTHER 127.0.0.1:5432")).toBe(false);
    expect(evidence.has(`${URN}2`, ENDPOINT)).toBe(false);
  });

  it("gives way to that of the next preview", () => {
    const evidence = evidenceIn(folder);
    evidence.keep(URN, [ENDPOINT]);
    evidence.keep(URN, []);
    expect(evidence.has(URN, ENDPOINT)).toBe(false);
  });

  it("ends after an hour", () => {
    evidenceIn(folder).keep(URN, [ENDPOINT]);
    const later = (minutes: number) => evidenceIn(folder, () => Date.now() + minutes * 60_000);
    expect(later(59).has(URN, ENDPOINT)).toBe(true);
    expect(later(61).has(URN, ENDPOINT)).toBe(false);
  });

  it("is read by its user only", () => {
    evidenceIn(folder).keep(URN, [ENDPOINT]);
    const [file = ""] = fs.readdirSync(folder);
    expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
    expect(fs.statSync(path.join(folder, file)).mode & 0o777).toBe(0o600);
  });

  it("is none where it cannot be kept or read", () => {
    fs.writeFileSync(folder, "");
    evidenceIn(folder).keep(URN, [ENDPOINT]);
    expect(evidenceIn(folder).has(URN, ENDPOINT)).toBe(false);
  });

  it("is none where the file is broken", () => {
    const evidence = evidenceIn(folder);
    evidence.keep(URN, [ENDPOINT]);
    const [file = ""] = fs.readdirSync(folder);
    fs.writeFileSync(path.join(folder, file), "{");
    expect(evidence.has(URN, ENDPOINT)).toBe(false);
  });
});
