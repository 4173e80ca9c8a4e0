import fc from "fast-check";
import { type Plain, type Properties, Secret, secret, unknown, type Value } from "./value";

const names = fc.constantFrom("a", "b", "name", "nested.name", "x-y");
const scalars = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.string({ maxLength: 8 }),
);

/** Any value without a mark. */
export const plains: fc.Arbitrary<Plain> = fc.letrec<{ plain: Plain }>((tie) => ({
  plain: fc.oneof(
    { depthSize: "small" },
    scalars,
    fc.array(tie("plain"), { maxLength: 3 }),
    fc.dictionary(names, tie("plain"), { maxKeys: 3 }),
  ),
})).plain;

/** Any value, with unknown and secret ones anywhere in it. */
export const values: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    scalars,
    fc.constant(unknown),
    tie("value").map((value) => (value instanceof Secret ? value : secret(value))),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(names, tie("value"), { maxKeys: 3 }),
  ),
})).value;

/** Any properties, with unknown and secret values anywhere in them. */
export const properties: fc.Arbitrary<Properties> = fc.dictionary(names, values, { maxKeys: 4 });

/** Any properties without a mark. */
export const plainProperties: fc.Arbitrary<{ [name: string]: Plain }> = fc.dictionary(
  names,
  plains,
  { maxKeys: 4 },
);
