/**
 * Puts the values of variables in place of `$(NAME)`, as the platforms do; `$$(NAME)` stays a text:
 * https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables.
 */
export function expanded(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$\$|\$\(([A-Za-z_][\w.-]*)\)/g,
    (whole, name: string | undefined) => (name === undefined ? "$" : variables.get(name)) ?? whole,
  );
}

/** `$NAME` and `${NAME}` in a script. */
export function withShellVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$(?:\{(\w+)\}|([A-Za-z_]\w*))/g,
    (whole, braced?: string, plain?: string) => variables.get(braced ?? plain ?? "") ?? whole,
  );
}
