import { nearest } from "../nearest";
import { problemAt, quote, quoteAll } from "../problem";
import { entriesOf, type Rule } from "./rule";

/** What an uptime check compares: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.uptimeCheckConfigs */
const mostBytes = 1024;

/**
 * What a body must hold beside its status is said of services that there are, and not a second time, in values that an
 * uptime check can compare.
 */
export const verifyBodies: Rule = ({ file }) => {
  const services = file["holdfast:services"];
  if (services === undefined) {
    return [];
  }
  return entriesOf(file["holdfast:verify"]?.bodies).flatMap(([name, body]) => {
    const at = ["holdfast:verify", "bodies", name];
    if (!Object.hasOwn(services, name)) {
      const names = Object.keys(services);
      const meant = nearest(name, names);
      return [
        problemAt(at, {
          found: `${quote(name)}, which is no service`,
          allowed: names.length === 0 ? "declared services; there are none" : quoteAll(names, "or"),
          action: meant === undefined ? "Name a service." : `Write ${quote(meant)}.`,
        }),
      ];
    }
    const said = services[name]?.health?.body?.jsonPath;
    return [
      ...(said !== undefined && Object.hasOwn(body, said)
        ? [
            problemAt([...at, said], {
              found: `${quote(said)}, of which services.${name}.health.body says already what it must be`,
              allowed: "other places in the body",
              action: "Remove it here.",
            }),
          ]
        : []),
      ...Object.entries(body).flatMap(([jsonPath, value]) =>
        Buffer.byteLength(JSON.stringify(value) ?? "") <= mostBytes
          ? []
          : [
              problemAt([...at, jsonPath], {
                found: "a text that is longer than an uptime check compares",
                allowed: `a value of at most ${mostBytes} bytes as JSON`,
                action: "Look at a place in the body that says less.",
              }),
            ],
      ),
    ];
  });
};
