/** Tells whether a name matches a pattern in which `*` stands for any characters and `?` for one. */
export function matchesPattern(pattern: string, name: string): boolean {
  const expression = pattern
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${expression}$`, "su").test(name);
}
