/** The key and the value by which the engine marks a secret: https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/rpc.ts. */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** What a mark says of a value: the value itself is marked, something around it is, or nothing. */
export type Mark = "value" | "around" | "none";

/** Property paths of the outermost secrets in properties as they are sent. */
export function markedPaths(value: unknown, path = ""): readonly string[] {
  if (value === null || typeof value !== "object") {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => markedPaths(item, `${path}[${index}]`));
  }
  const properties = value as Readonly<Record<string, unknown>>;
  if (properties[SIGNATURE_KEY] === SECRET_SIGNATURE) {
    return [path];
  }
  return Object.entries(properties).flatMap(([key, item]) =>
    markedPaths(item, path === "" ? key : `${path}.${key}`),
  );
}

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
