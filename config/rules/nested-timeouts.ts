import { type Problem, problemAt, quote } from "../problem";
import { entriesOf, type Rule, servicesOf } from "./rule";

/**
 * A connection to a database can fail and be reported while the one who waits for it still waits:
 * connect timeout < time for the start, and connect timeout < request timeout.
 */
export const nestedTimeouts: Rule = (subject) => {
  const databases = subject.file["holdfast:postgres"] ?? {};
  return servicesOf(subject).flatMap(([service, { uses, startup, requestTimeout }]) =>
    entriesOf(uses).flatMap(([target, use]) => {
      const problems: Problem[] = [];
      const connect = databases[target]?.connectTimeout;
      const of = `the connectTimeout ${quote(connect?.text ?? "")} of ${quote(target)}`;
      // A service that can do without the database does not wait for it when it starts.
      const within = use.optional === true ? undefined : startup?.within;
      if (connect && within && connect.seconds >= within.seconds) {
        problems.push(
          problemAt(["holdfast:services", service, "startup", "within"], {
            found: `${quote(within.text)}, not more than ${of}`,
            allowed: "more time to start than one connection may take",
            action: "Raise it, or lower the connectTimeout of the database.",
          }),
        );
      }
      if (connect && requestTimeout && connect.seconds >= requestTimeout.seconds) {
        problems.push(
          problemAt(["holdfast:services", service, "requestTimeout"], {
            found: `${quote(requestTimeout.text)}, not more than ${of}`,
            allowed: "more time for a request than one connection may take",
            action: "Raise it, or lower the connectTimeout of the database.",
          }),
        );
      }
      return problems;
    }),
  );
};
