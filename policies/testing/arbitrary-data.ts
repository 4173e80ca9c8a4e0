import fc from "fast-check";
import { type Data, Unknown } from "../framework/value";

/**
 * Properties of any depth and of any sense, for tests that a check judges whatever a program gives.
 *
 * @param keys The keys that the check follows, separated by spaces, so that the data goes deep.
 * @param texts Texts that mean something to the check.
 */
export function arbitraryData(
  keys: string,
  texts: readonly string[] = [],
): fc.Arbitrary<{ [key: string]: Data }> {
  const key = fc.constantFrom(...keys.split(" "));
  const data = fc.letrec<{ data: Data }>((tie) => ({
    data: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom<Data>(null, undefined, "", "text", ...texts, 0, 1.5, -1, 200, true, false),
      fc.constant(new Unknown("is known only after deployment")),
      fc.array(tie("data"), { maxLength: 3 }),
      fc.dictionary(key, tie("data"), { maxKeys: 4 }),
    ),
  })).data;
  return fc.dictionary(key, data, { maxKeys: 6 });
}
