import type { FoundCredential } from "../models/credential/find-credentials";

const GENERATE =
  "Generate it (random.RandomPassword), keep it in a secret, and let the workload refer to that secret";

/** A password that nobody generated, wherever it comes from. */
export function weak({ what }: FoundCredential): string {
  return `holds ${what} that is among the first that anybody tries, or the user's own name (hidden). ${GENERATE}.`;
}

/** A credential in a property that is no secret: it stands in the state and in the console in clear. */
export function inClear({ what }: FoundCredential): string {
  return `holds ${what} in clear (hidden). ${GENERATE}. One that others issue belongs into the secret configuration (pulumi config set --secret) and from there into a secret.`;
}

/** A credential where secrets belong, which comes from nothing but the program. */
export function literal({ what }: FoundCredential): string {
  return `holds ${what} that is written in the program (hidden): no resource and no secret of the configuration gave it. ${GENERATE}. One that others issue belongs into the secret configuration (pulumi config set --secret).`;
}

/** A credential of which nothing tells whether it was written or generated. */
export function unclear({ what }: FoundCredential): string {
  return `holds ${what} (hidden), and nothing tells whether it was generated or written in the program. Take it from the output of the resource that generates it, as it is.`;
}

/** An empty password. */
export const EMPTY = `is empty, so whoever knows the name of the user is that user. ${GENERATE}.`;

/** A value that cannot be read now and may hold a credential. */
export function unread(names: readonly string[], reason: string): string {
  const which = names.length === 0 ? "" : `: ${names.map((name) => `"${name}"`).join(", ")}`;
  const subject = names.length === 0 ? reason : `holds values of which each ${reason}${which}`;
  return `${subject}. Make the part with the credential from a resource that generates it, and the rest as literals.`;
}
