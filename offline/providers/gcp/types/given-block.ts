import type { Rule } from "../../declared/rules";
import { type SchemaPath, valuesAt } from "../../values/path";

/** Asks a rule only where a block is given, as the real provider asks the rules of what is inside a block. */
export function whereGiven(block: SchemaPath, rule: Rule): Rule {
  return {
    about: [block, ...rule.about],
    failures: (inputs, options) =>
      valuesAt(inputs, block).length === 0 ? [] : rule.failures(inputs, options),
  };
}
