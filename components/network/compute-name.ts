import { longestComputeName as longest } from "../../config";

const form = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/**
 * What is wrong with the name of a Compute Engine object, as the end of a sentence that names the argument it
 * came from; `undefined` when the API takes it: https://cloud.google.com/compute/docs/naming-resources
 */
export function computeNameProblem(name: string): string | undefined {
  if (name.length > longest) {
    return `leads to the name "${name}" of ${name.length} characters. Compute Engine allows ${longest}. Choose a shorter one.`;
  }
  if (!form.test(name)) {
    return (
      `leads to the name "${name}". Compute Engine allows lower-case letters, digits and hyphens, ` +
      "a letter first and no hyphen last. Choose another one."
    );
  }
  return undefined;
}
