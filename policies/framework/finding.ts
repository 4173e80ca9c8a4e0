/**
 * What a check has to say of one place of one resource. No findings at all means pass.
 *
 * - `violation`: the rule is broken.
 * - `undetermined`: the rule could not be evaluated here. It is shown and counted, never taken for a pass.
 */
export interface Finding {
  readonly kind: "violation" | "undetermined";
  /** Where: a property path in the words of the user's program, such as `template.containers[0].image`. */
  readonly path: string;
  /**
   * One or two full sentences: what was found, what is allowed, and one action.
   * Never a value that may be secret.
   */
  readonly message: string;
}

/** A finding that the rule is broken at `path`. */
export function violation(path: string, message: string): Finding {
  return { kind: "violation", path, message };
}

/** A finding that the rule could not be evaluated at `path`. */
export function undetermined(path: string, message: string): Finding {
  return { kind: "undetermined", path, message };
}
