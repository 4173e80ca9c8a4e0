import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { noReport, type PolicyResult, ReportFile, reportFromEnvironment } from "./result-report";

const result: PolicyResult = {
  urn: "urn:pulumi:staging::shop::kubernetes:core/v1:Pod::web",
  type: "kubernetes:core/v1:Pod",
  policy: "image-pinned",
  level: "mandatory",
  result: "violated",
  findings: [{ kind: "violation", path: "spec.image", message: "has no tag.\nPin it." }],
};

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "report-"));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

describe("the report of results", () => {
  it("has one line of JSON for each result, written at once", () => {
    const file = path.join(folder, "report.jsonl");
    const report = reportFromEnvironment({ HOLDFAST_POLICY_REPORT: file });
    report.add(result);
    expect(fs.readFileSync(file, "utf8")).toBe(`${JSON.stringify(result)}\n`);
    report.add({ ...result, result: "passed", findings: [] });
    expect(fs.readFileSync(file, "utf8").trimEnd().split("\n")).toHaveLength(2);
  });

  it("keeps what the file held before", () => {
    const file = path.join(folder, "report.jsonl");
    new ReportFile(file).add(result);
    new ReportFile(file).add(result);
    expect(fs.readFileSync(file, "utf8").trimEnd().split("\n")).toHaveLength(2);
  });

  it.each([{}, { HOLDFAST_POLICY_REPORT: "" }])(
    "is not written with the environment %j",
    (environment) => {
      expect(reportFromEnvironment(environment)).toBe(noReport);
    },
  );

  it("fails the run when the file cannot be written, and says what to do", () => {
    const file = path.join(folder, "missing", "report.jsonl");
    expect(() => new ReportFile(file).add(result)).toThrow(
      `HOLDFAST_POLICY_REPORT names "${file}", which cannot be written (ENOENT). ` +
        "Name a file in a folder that exists and may be written, or unset the variable.",
    );
  });
});
