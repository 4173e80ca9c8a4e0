import { problemAt, quote } from "../problem";
import { cachesOfType, type Rule } from "./rule";

/**
 * What the file of a cache takes at most, times its memory: while Redis rewrites the file, the new one stands beside the
 * old one, which has grown to twice its size by then (auto-aof-rewrite-percentage).
 */
const mostOfMemory = 3;

/** The volume of a cache holds all that its memory does: with a full one Redis refuses every write. */
export const cacheVolume: Rule = (subject) =>
  cachesOfType(subject, "in-cluster").flatMap(([name, { memory, persistence, storage }]) => {
    const size = storage?.size;
    if (memory === undefined || size === undefined || persistence === "disabled") {
      return [];
    }
    const needed = Math.ceil(memory.gibibytes * mostOfMemory);
    return size.gibibytes >= needed
      ? []
      : [
          problemAt(["holdfast:redis", name, "storage", "size"], {
            found: `${quote(size.text)}, with memory ${quote(memory.text)}`,
            allowed: `${mostOfMemory} times memory or more: a file, twice as large before it is rewritten, and the new one beside it`,
            action: `Set it to "${needed}Gi" or more, lower memory, or set persistence to "disabled".`,
          }),
        ];
  });
