import { text } from "./value";

/** A place in a JSON document: the part of JSONPath that names exactly one value. */
export const jsonPath = text(
  /^(?=.{1,200}$)\$(\.[A-Za-z_][A-Za-z0-9_-]*|\[(0|[1-9][0-9]{0,5})\])*$/,
  'a JSON path of names and indexes, such as "$.status" or "$.checks[0].state"',
);
