/**
 * What a check has to say of one place of one resource. No findings at all means pass.
 *
 * - `violation`: the rule is broken.
 * - `undetermined`: the rule could not be evaluated here. It is shown and counted, never taken for a pass.
 *
 * The framework puts the subject and the path in front of the message, so that a user reads
 * `Cloud Run service "api": template.containers[0].image has no tag. Pin a digest or a released tag.`
 * from the path `template.containers[0].image` and the message `has no tag. Pin a digest or a released tag.`
 * An undetermined finding reads the same after `Not evaluated: `.
 */
export interface Finding {
  readonly kind: "violation" | "undetermined";
  /**
   * Where: a property path in the words of the user's program, such as `template.containers[0].image`.
   * Empty when the finding is about the resource as a whole.
   */
  readonly path: string;
  /**
   * The rest of the sentence that the path begins (what was found), then what is allowed and one action,
   * with a final full stop: `has no tag. Pin a digest or a released tag.`
   * Names and values stand in double quotes. Never a value that may be secret.
   */
  readonly message: string;
  /**
   * Only for an undetermined finding: it stops the run as a violation would, whatever the policy's option
   * `undetermined` says. For answers that a service outside refused to give. Default: the option decides.
   */
  readonly blocking?: boolean;
}

/** A finding that the rule is broken at `path`. */
export function violation(path: string, message: string): Finding {
  return { kind: "violation", path, message };
}

/** A finding that the rule could not be evaluated at `path`; the policy's option `undetermined` decides what follows. */
export function undetermined(path: string, message: string): Finding {
  return { kind: "undetermined", path, message };
}

/** A finding that the rule could not be evaluated at `path`, which stops the run as a violation would. */
export function undeterminedBlocking(path: string, message: string): Finding {
  return { kind: "undetermined", path, message, blocking: true };
}

/** The sentence that a user reads for a finding: kind, subject, path, message. */
export function sentence(subject: string, finding: Finding): string {
  const place = finding.path === "" ? `${subject} ` : `${subject}: ${finding.path} `;
  const text = `${place}${finding.message}`;
  return finding.kind === "undetermined" ? `Not evaluated: ${text}` : text;
}
