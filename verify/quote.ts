const LONGEST_SHOWN = 80;

/** A value of an answer in quotes, on one line. A long text is not shown in part: what hides secrets must see them whole. */
export function quote(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "object" && value !== null) {
    return Array.isArray(value) ? "a list" : "a map";
  }
  return typeof value === "string" && value.length > LONGEST_SHOWN
    ? `a text of ${value.length} characters`
    : JSON.stringify(value);
}

/** A share in percent, without decimals that say nothing. */
export function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

/** A time in seconds, with two digits behind the point at most. */
export function inSeconds(seconds: number): string {
  return `${Math.round(seconds * 100) / 100} s`;
}
