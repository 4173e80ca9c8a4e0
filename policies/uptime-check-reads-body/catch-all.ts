/**
 * Bodies that have nothing in common. They are short, so that even an expression that backtracks without end is done
 * with each at once.
 */
const BODIES = ["q", "7", '{"a":1}', "<p>x</p>", "~ -"];

/**
 * Tells whether a regular expression matches whatever it is searched in, such as `.*` or `ok|`.
 *
 * @param expression In the syntax of RE2, as Cloud Monitoring takes it: https://github.com/google/re2/wiki/Syntax.
 * @returns undefined when it uses syntax that cannot be tried here.
 */
export function matchesEverything(expression: string): boolean | undefined {
  const compiled = compile(expression);
  return compiled === undefined ? undefined : BODIES.every((body) => compiled.test(body));
}

/** The expression as one that can be tried here; undefined when its syntax cannot. */
export function compile(expression: string): RegExp | undefined {
  const [, flags = "", rest = ""] = /^(?:\(\?([ims]+)\))?(.*)$/s.exec(expression) ?? [];
  const source = rest.replaceAll("(?P<", "(?<").replace(/^\\A/, "^").replace(/\\z$/, "$");
  try {
    return new RegExp(source, [...new Set(flags)].join(""));
  } catch {
    return undefined;
  }
}
