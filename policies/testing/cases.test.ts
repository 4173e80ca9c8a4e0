import { describe, expect, it } from "vitest";
import { ExemptionRegister } from "../framework/exemption-register";
import type { Policy } from "../framework/policy";
import type { PolicyResult } from "../framework/result-report";
import { Unknown } from "../framework/value";
import { PACK } from "../pack";
import {
  type CaseFile,
  caseFilesOf,
  loadCase,
  policiesWithCases,
  policyFor,
  SORTS,
  sortOf,
} from "./case-files";
import { type PolicyCase, UNDECRYPTED } from "./policy-case";
import {
  type Answer,
  analyzeResource,
  analyzeStack,
  nameOf,
  urnOf,
  withOptions,
} from "./run-policies";

/** The day of all cases. */
const TODAY = new Date("2026-06-15T12:00:00Z");

/** What a policy made of a case: what it told the engine, and what it reported. */
interface Outcome {
  readonly answers: readonly Answer[];
  readonly results: readonly PolicyResult[];
}

async function run(policy: Policy, theCase: PolicyCase): Promise<Outcome> {
  const results: PolicyResult[] = [];
  const runtime = {
    exemptions: new ExemptionRegister(() => TODAY),
    report: { add: (result: PolicyResult) => results.push(result) },
  };
  const policies = [withOptions(policy.forPack("mandatory", runtime), theCase.options ?? {})];
  const answers: Answer[] = [];
  for (const resource of theCase.resources) {
    answers.push(await analyzeResource(policies, resource));
  }
  answers.push(await analyzeStack(policies, theCase.resources));
  return { answers, results };
}

function found(theCase: PolicyCase, results: readonly PolicyResult[]): string[] {
  const names = new Map(theCase.resources.map((resource) => [urnOf(resource), nameOf(resource)]));
  return results.flatMap(({ urn, findings }) =>
    findings.map(({ kind, path }) => `${names.get(urn) ?? "the stack"}: ${kind} at ${path}`),
  );
}

function expected(theCase: PolicyCase, aboutStack: boolean): string[] {
  const only = aboutStack ? "the stack" : nameOf(theCase.resources[0]);
  return theCase.findings.map(
    ({ resource, kind, path }) => `${resource ?? only}: ${kind} at ${path}`,
  );
}

function holds(value: unknown, wanted: (value: unknown) => boolean): boolean {
  return (
    wanted(value) ||
    (typeof value === "object" &&
      value !== null &&
      Object.values(value).some((entry) => holds(entry, wanted)))
  );
}

const isUnreadable = (value: unknown) => value instanceof Unknown || value === UNDECRYPTED;

function checkName(file: CaseFile, theCase: PolicyCase): void {
  switch (sortOf(file)) {
    case "pass":
      expect(theCase.findings, "A case named pass- expects no findings.").toEqual([]);
      break;
    case "fail":
      expect(
        theCase.findings.some(({ kind }) => kind === "violation"),
        "A case named fail- expects a violation.",
      ).toBe(true);
      break;
    case "unknown":
      expect(
        holds(theCase.resources, isUnreadable),
        "A case named unknown- has a value that cannot be read.",
      ).toBe(true);
      break;
    default:
      expect.unreachable(`"${file.name}" starts with none of ${SORTS.join("-, ")}-.`);
  }
}

describe.each(PACK.map(({ policy }) => [policy.metadata.id, policy] as const))(
  "%s",
  (id, policy) => {
    const files = caseFilesOf(id);

    it.each(SORTS)("has a case of the sort %s", (sort) => {
      expect(files.filter((file) => sortOf(file) === sort)).not.toEqual([]);
    });

    it.each(files.map((file) => [file.name, file] as const))("%s", async (_name, file) => {
      const theCase = await loadCase(file);
      checkName(file, theCase);
      const { answers, results } = await run(await policyFor(file, policy, theCase), theCase);

      const judged = results.filter(({ result }) => result !== "not-applicable");
      expect(judged, "The policy judged nothing in this case.").not.toEqual([]);
      const aboutStack = judged.every(({ type }) => type === "pulumi:pulumi:Stack");
      expect(found(theCase, results).sort()).toEqual(expected(theCase, aboutStack).sort());

      const diagnostics = answers.flatMap((answer) => answer.diagnostics);
      expect(diagnostics).toHaveLength(theCase.findings.length);
      for (const { message } of diagnostics) {
        expect(message).toMatch(/\.$/);
        for (const text of theCase.hides ?? []) {
          expect(message).not.toContain(text);
        }
      }
    });
  },
);

describe("the folders of cases", () => {
  it("belong to a policy of the pack each", () => {
    const ids = PACK.map((entry) => entry.policy.metadata.id);
    expect(policiesWithCases().filter((id) => !ids.includes(id))).toEqual([]);
  });
});
