import { problemAt, quote } from "../problem";
import { cachesOf, databasesOf, type Rule } from "./rule";

/** The smallest range that has a /24 for each of two managed services. */
const longestPrefix = 23;

/**
 * The range of private services access has room for what is in it: Cloud SQL and Memorystore each take a /24
 * of their own at least (https://cloud.google.com/vpc/docs/configure-private-services-access#allocating-range).
 */
export const managedRange: Rule = (subject) => {
  const range = subject.file["holdfast:network"]?.privateServicesRange;
  const both = databasesOf(subject).length > 0 && cachesOf(subject).length > 0;
  if (range === undefined || !both || range.prefixLength <= longestPrefix) {
    return [];
  }
  return [
    problemAt(["holdfast:network", "privateServicesRange"], {
      found: `${quote(range.cidr)}, with both databases and caches`,
      allowed: `a range of the size /8 to /${longestPrefix}, since Cloud SQL and Memorystore each take a /24 of it at least`,
      action: "Choose a larger range; /16 leaves room to grow.",
    }),
  ];
};
