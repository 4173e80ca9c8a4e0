import type { StackResource } from "../../framework/policy";
import type { Data } from "../../framework/value";
import type { CaseResource } from "../../testing/policy-case";
import { stackResource, urnIn } from "../../testing/stack-resource";

type Properties = { readonly [key: string]: Data };

/**
 * A program of the fixture as a stack policy sees it.
 *
 * @param lookedUp Names of resources that the program looks up in place of making them.
 */
export function stackOf(
  program: readonly CaseResource[],
  lookedUp: readonly string[] = [],
): readonly StackResource[] {
  const urns = new Map(program.map(({ type, name = "" }) => [name, urnIn(type, name)] as const));
  return program.map(({ type, name = "", props, outputs = props, propertyDependencies = {} }) => {
    const from = Object.fromEntries(
      Object.entries(propertyDependencies).map(([property, names]) => [
        property,
        names.flatMap((each) => urns.get(each) ?? []),
      ]),
    );
    const resource = stackResource(type, name, props as Properties, {
      outputs: outputs as Properties,
      from,
    });
    return lookedUp.includes(name) ? { ...resource, inputs: undefined } : resource;
  });
}

/** Findings as a reader sees them: name of the resource, kind, path and message. */
export function shownFindings(
  findings: readonly {
    readonly subject: string;
    readonly finding: { readonly kind: string; readonly path: string; readonly message: string };
  }[],
): string[] {
  return findings.map(
    ({ subject, finding: { kind, path, message } }) =>
      `${kind === "undetermined" ? "Not evaluated: " : ""}${subject}: ${path} ${message}`,
  );
}
