import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { type Document, parseDocument } from "yaml";
import { parseStackFile } from "../../config/parse";
import { formatProblems } from "../../config/problem";
import { fileBeside } from "../../config/services-file";
import { stackFileOf, unknownStack } from "../../offline/engine/stack-file";
import type { VerificationPlan } from "../plan";
import { verificationPlan } from "../verification-plan";

/** Stands for a value that only the stack's key could decrypt. No check needs one. */
const ENCRYPTED = "encrypted";

/**
 * The plan of a stack, from its file.
 *
 * @param folder Folder with the stack files.
 * @throws {Error} with every problem, when there is no such file or it cannot be used.
 */
export function readPlan(folder: string, stack: string): VerificationPlan {
  const path = stackFileOf(folder, stack);
  if (path === undefined) throw unknownStack(folder, stack);
  const name = basename(path);
  const { raw, secretKeys } = readStackFile(readFileSync(path, "utf8"), name);
  const result = parseStackFile(raw, { stack, secretKeys, readFile: fileBeside(folder) });
  if (!result.ok) {
    throw new Error(
      formatProblems(name, result.problems).replace(
        "Nothing was registered.",
        "Nothing was checked.",
      ),
    );
  }
  const plan = verificationPlan(result.configuration);
  if (plan.hosts.length === 0) {
    throw new Error(
      `"${name}" has no host that could be checked. Add holdfast:edge with its hosts.`,
    );
  }
  return plan;
}

/** The configuration in a stack file, with a placeholder for each encrypted value. */
function readStackFile(text: string, name: string) {
  // Pulumi follows merge keys (<<) too.
  const document = parseDocument(text, { merge: true });
  const [problem] = document.errors;
  if (problem) throw new Error(`"${name}" is not YAML: ${problem.message}`);
  const config: unknown = configOf(document, name);
  const secretKeys = new Set<string>();
  const raw = Object.fromEntries(
    Object.entries(isMap(config) ? config : {}).map(([key, value]) => [
      key,
      withoutEncrypted(value, () => secretKeys.add(key)),
    ]),
  );
  return { raw, secretKeys };
}

function configOf(document: Document, name: string): unknown {
  try {
    // As text and back, so that a value that holds itself is found here.
    return JSON.parse(JSON.stringify(document.toJS()?.config ?? {}));
  } catch {
    throw new Error(
      `"${name}" has aliases (*) that hold themselves or are too many. Write them out.`,
    );
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value in which a placeholder stands for all that is encrypted. */
function withoutEncrypted(value: unknown, onFound: () => void): unknown {
  if (Array.isArray(value)) return value.map((entry) => withoutEncrypted(entry, onFound));
  if (!isMap(value)) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && typeof value.secure === "string") {
    onFound();
    return ENCRYPTED;
  }
  return Object.fromEntries(entries.map(([key, entry]) => [key, withoutEncrypted(entry, onFound)]));
}
