import { formatPath, type Problem, problemAt } from "../problem";
import { type Rule, servicesOf } from "./rule";

/** Each service says by one key which image it runs, and a version has a repository in which its image is. */
export const serviceImages: Rule = (subject) =>
  servicesOf(subject).flatMap(([name, { image, version }]): Problem[] => {
    const path = ["holdfast:services", name];
    if (image === undefined && version === undefined) {
      const isUnread = (["version", "image"] as const).some((key) =>
        subject.unread?.has(formatPath([...path, key])),
      );
      if (isUnread) {
        return [];
      }
      return [
        problemAt(path, {
          found: 'neither "version" nor "image"',
          allowed: 'exactly one of "version" and "image"',
          action:
            "Add version, the tag of a release in the stack's own repository, or image, the whole reference.",
        }),
      ];
    }
    if (image !== undefined && version !== undefined) {
      return [
        problemAt(path, {
          found: 'both "version" and "image"',
          allowed: 'exactly one of "version" and "image"',
          action: "Keep one of them.",
        }),
      ];
    }
    return version === undefined || subject.file["holdfast:registry"] !== undefined
      ? []
      : [
          problemAt([...path, "version"], {
            found: "a version, in a stack without a repository for images",
            allowed: 'version with "registry.repository" only',
            action: "Add holdfast:registry, or set image in place of version.",
          }),
        ];
  });
