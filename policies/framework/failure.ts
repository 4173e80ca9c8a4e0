/**
 * The reason why a policy could not do its work, which fails the whole run: mandatory means mandatory.
 * Its message is one line, names the policy, and holds no secret. The SDK prints an error's stack to the user,
 * so the stack of this one is its message.
 */
export class PolicyFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PolicyFailure";
    this.stack = message;
  }
}

/**
 * The failure for an exception that a policy did not expect. The exception's own message may quote a property, and a
 * property may be a secret, so only its class and the line that threw it are told.
 *
 * @param policyId The policy that threw.
 * @param subject What it was judging, such as `Cloud Run service "api"`.
 */
export function unexpectedFailure(
  policyId: string,
  subject: string,
  error: unknown,
): PolicyFailure {
  if (error instanceof PolicyFailure) {
    return error;
  }
  const kind = error instanceof Error ? error.constructor.name : "a value that is no error";
  const line = error instanceof Error ? throwingLine(error) : undefined;
  const place = line === undefined ? "" : ` at ${line}`;
  return new PolicyFailure(
    `Policy "${policyId}" could not judge ${subject}: it broke with ${kind}${place}. ` +
      "This is a fault of the policy. Report it; until it is mended, disable the policy in the file that --policy-pack-config names.",
  );
}

/** The file and line of the first frame, without the folder: the folder is of no use to a reader. */
function throwingLine(error: Error): string | undefined {
  const stack = error.stack ?? "";
  const message = stack.indexOf(error.message);
  const frames = message < 0 ? "" : stack.slice(message + error.message.length);
  const frame = /^\s+at .*?([^\s()/\\]+\.[cm]?[jt]s):(\d+):\d+\)?$/m.exec(frames);
  return frame === null ? undefined : `${frame[1]}:${frame[2]}`;
}
