const HIDDEN = "(hidden)";

/** Shortest text that is hidden: the parts of everything contain shorter ones. */
const SHORTEST = 3;

/** The secrets that a run has come to know, so that none of them leaves it. */
export class Secrets {
  readonly #written = new Set<string>();

  /** Hides a text from now on, in every way in which an answer could repeat it. */
  add(secret: string): void {
    if (secret.length < SHORTEST) return;
    const bytes = Buffer.from(secret);
    for (const form of [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      bytes.toString("base64"),
      bytes.toString("base64url"),
    ]) {
      this.#written.add(form);
    }
  }

  /** The text without secrets. */
  hide(text: string): string {
    const longestFirst = [...this.#written].sort((one, other) => other.length - one.length);
    return longestFirst.reduce((shown, secret) => shown.replaceAll(secret, HIDDEN), text);
  }
}
