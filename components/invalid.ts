import { RunError } from "@pulumi/pulumi";

/** One thing that is wrong with a component's arguments. */
export interface Problem {
  /** The argument as the caller wrote it, such as `nat.minPortsPerVm`. */
  readonly path: string;
  /** What was found, what is allowed and one action: a sentence that the path begins, with a final full stop. */
  readonly reason: string;
}

/**
 * Refuses a component before anything of it is registered, with all problems at once.
 *
 * A component calls it before `super`, so there is no resource yet that a `ResourceError` could name; a
 * `RunError` is printed just as plainly, without a stack trace.
 *
 * @throws RunError when there is at least one problem.
 */
export function refuse(kind: string, name: string, problems: readonly Problem[]): void {
  if (problems.length > 0) {
    const lines = problems.map(({ path, reason }) => `${kind} "${name}": ${path} ${reason}`);
    throw new RunError(lines.join("\n"));
  }
}
