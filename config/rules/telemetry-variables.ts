import { problemAt, quote } from "../problem";
import {
  disablingVariable,
  isDestinationVariable,
  isDisabling,
  parseAttributes,
  telemetryVariables as told,
} from "../telemetry";
import { type Rule, servicesOf } from "./rule";

/**
 * Telemetry of a service goes where the stack says, and nowhere else. What a service says of itself (its name, its
 * attributes, its share of traces) it may set itself.
 */
export const telemetryVariables: Rule = (subject) => {
  if (subject.file["holdfast:telemetry"] === undefined) {
    return [];
  }
  return servicesOf(subject).flatMap(([name, { telemetry, env, secrets }]) => {
    if (telemetry === false) {
      return [];
    }
    const place = ["holdfast:services", name];
    const elsewhere = Object.entries({ env, secrets }).flatMap(([key, variables]) =>
      Object.keys(variables ?? {})
        .filter(isDestinationVariable)
        .map((variable) =>
          problemAt([...place, key, variable], {
            found: `${quote(variable)}, with holdfast:telemetry, which says where telemetry goes and how`,
            allowed: "one destination of telemetry for each service",
            action: "Remove it, or set telemetry: false for this service.",
          }),
        ),
    );
    const { resourceAttributes } = told;
    const disabled = isDisabling(env?.[disablingVariable])
      ? [
          problemAt([...place, "env", disablingVariable], {
            found: `${quote(disablingVariable)}, which ends all telemetry of a service that is told where to send it`,
            allowed: "telemetry: false for a service that sends none",
            action: "Set telemetry: false for this service, or remove the variable.",
          }),
        ]
      : [];
    const hidden = Object.hasOwn(secrets ?? {}, resourceAttributes)
      ? [
          problemAt([...place, "secrets", resourceAttributes], {
            found: `${quote(resourceAttributes)} from a secret, with holdfast:telemetry, which adds to it`,
            allowed: `${quote(resourceAttributes)} in env`,
            action: "Set it in env: everyone who sees telemetry sees it anyway.",
          }),
        ]
      : [];
    const attributes = env?.[resourceAttributes];
    const unread =
      attributes !== undefined && parseAttributes(attributes) === undefined
        ? [
            problemAt([...place, "env", resourceAttributes], {
              found: `${quote(attributes)}`,
              allowed:
                "pairs of a key and a value, such as team=payments,tier=2, with other characters percent-encoded",
              action: "Write it in this form.",
            }),
          ]
        : [];
    return [...elsewhere, ...disabled, ...hidden, ...unread];
  });
};
