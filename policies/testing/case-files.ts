import fs from "node:fs";
import path from "node:path";
import type { Policy } from "../framework/policy";
import type { PolicyCase } from "./policy-case";

/** The sorts of cases; every policy has at least one of each. */
export const SORTS = ["pass", "fail", "unknown"] as const;

/** What the name of a case promises. */
export type Sort = (typeof SORTS)[number];

/** One case, as found in the tree. */
export interface CaseFile {
  readonly policyId: string;
  /** The file's name without its ending, such as `fail-no-tag-with-registry-port`. */
  readonly name: string;
  readonly path: string;
}

const ROOT = path.join(__dirname, "..");

/** The cases of one policy, by name. */
export function caseFilesOf(policyId: string): readonly CaseFile[] {
  const folder = path.join(ROOT, policyId, "cases");
  if (!fs.existsSync(folder)) {
    return [];
  }
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith(".ts") && file !== "setup.ts")
    .sort()
    .map((file) => ({ policyId, name: path.basename(file, ".ts"), path: path.join(folder, file) }));
}

/** Ids of all folders that hold cases. */
export function policiesWithCases(): readonly string[] {
  return fs
    .readdirSync(ROOT)
    .filter((entry) => fs.existsSync(path.join(ROOT, entry, "cases")))
    .sort();
}

/** The sort that a case's name promises; undefined when the name does not follow the rule. */
export function sortOf(file: CaseFile): Sort | undefined {
  return SORTS.find((sort) => file.name.startsWith(`${sort}-`));
}

/** Reads a case. */
export async function loadCase(file: CaseFile): Promise<PolicyCase> {
  return (await import(file.path)).default;
}

/** The policy to run a case with: that of the pack, or the one that the folder's setup makes for the case. */
export async function policyFor(
  file: CaseFile,
  packed: Policy,
  theCase: PolicyCase,
): Promise<Policy> {
  const setup = path.join(path.dirname(file.path), "setup.ts");
  return fs.existsSync(setup) ? (await import(setup)).default(theCase.world) : packed;
}
