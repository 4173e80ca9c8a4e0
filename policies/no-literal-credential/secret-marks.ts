/** What a mark says of a value: the value itself is marked, something around it is, or nothing. */
export type Mark = "value" | "around" | "none";

/** Tells what the marks of a resource say of the value at a path. */
export function markAt(path: string, marks: readonly string[]): Mark {
  const plain = path.replace(/\["([^"]*)"\]/g, ".$1");
  if (marks.includes(plain)) {
    return "value";
  }
  const isAround = marks.some(
    (mark) => mark === "" || plain.startsWith(`${mark}.`) || plain.startsWith(`${mark}[`),
  );
  return isAround ? "around" : "none";
}
