import { nearest } from "../nearest";
import { type Problem, problemAt, quote } from "../problem";
import { entriesOf, type Rule } from "./rule";

/** What a host leads to is a service of the stack file. */
export const edgeServices: Rule = ({ file }) => {
  const services = file["holdfast:services"];
  if (services === undefined) {
    return [];
  }
  const names = Object.keys(services);
  const problemWith = (path: readonly string[], service: string | undefined): Problem[] => {
    if (service === undefined || Object.hasOwn(services, service)) {
      return [];
    }
    const meant = nearest(service, names);
    return [
      problemAt(["holdfast:edge", "hosts", ...path], {
        found: `${quote(service)}, which is not among services`,
        allowed: "the name of a service of the stack file",
        action: meant === undefined ? "Declare it, or name another." : `Write ${quote(meant)}.`,
      }),
    ];
  };
  return entriesOf(file["holdfast:edge"]?.hosts).flatMap(([host, { service, routes }]) => [
    ...problemWith([host, "service"], service),
    ...entriesOf(routes).flatMap(([prefix, target]) =>
      problemWith([host, "routes", prefix], target),
    ),
  ]);
};
