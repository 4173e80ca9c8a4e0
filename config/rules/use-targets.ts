import { bare, nearest } from "../nearest";
import { type Problem, problemAt, quote, quoteAll } from "../problem";
import { entryName } from "../schema/value";
import { targetKinds, targetsOf, usableBy } from "../targets";
import { type Rule, servicesOf } from "./rule";

/** Names with which only case or separators are wrong: renaming them is all there is to do for those who use them. */
function misnamed(declared: Iterable<string>): ReadonlySet<string> {
  return new Set([...declared].filter((name) => !entryName.safeParse(name).success).map(bare));
}

/** Every name under `uses` is that of exactly one database, cache or other service. */
export const useTargets: Rule = (subject) => {
  const targets = targetsOf(subject.file);
  const refused = misnamed(targets.keys());
  return servicesOf(subject).flatMap(([service, { uses = {} }]) =>
    Object.keys(uses).flatMap((target): Problem[] => {
      const path = ["holdfast:services", service, "uses", target];
      const kinds = targets.get(target) ?? [];
      if (target === service) {
        return [
          problemAt(path, {
            found: "the service itself",
            allowed: "a database, a cache or another service",
            action: "Remove it.",
          }),
        ];
      }
      if (kinds.length > 1) {
        return [
          problemAt(path, {
            found: `a name that is declared as ${quoteAll(kinds.map((kind) => targetKinds[kind].noun))}`,
            allowed: "a name that stands for one thing",
            action: "Rename all but one of them.",
          }),
        ];
      }
      if (kinds.length === 1 || refused.has(bare(target))) {
        return [];
      }
      const others = usableBy(service, subject.file);
      const meant = nearest(target, others);
      return [
        problemAt(path, {
          found: `${quote(target)}, which is not declared`,
          allowed: others.length === 0 ? "declared names; there are none" : quoteAll(others, "or"),
          action:
            meant === undefined
              ? "Declare it under holdfast:postgres, holdfast:redis or holdfast:services, or name one that is."
              : `Write ${quote(meant)}.`,
        }),
      ];
    }),
  );
};
