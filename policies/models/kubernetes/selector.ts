import type { Place } from "../../framework/place";
import { everyOf } from "../../framework/truth";
import { textOf, Unknown, type Value } from "../../framework/value";
import type { Labels } from "./labels";

/**
 * Tells whether a label selector (`matchLabels` and `matchExpressions`) selects what has these labels. All of its requirements
 * must hold, so one that does not hold is an answer whatever is unknown beside it. An empty selector selects everything;
 * what an absent one means its owner says, here it selects everything too.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function selects(selector: Place, labels: Labels): Value<boolean> {
  if (selector.value instanceof Unknown) {
    return selector.value;
  }
  const expressions = selector.at("matchExpressions");
  return everyOf([
    selectsByLabels(selector.at("matchLabels"), labels),
    ...(expressions.value instanceof Unknown ? [expressions.value] : []),
    ...expressions.entries().map((expression) => meets(expression, labels)),
  ]);
}

/** Tells whether a plain map of labels, as the selector of a Service is one, selects what has these labels. */
export function selectsByLabels(map: Place, labels: Labels): Value<boolean> {
  if (map.value instanceof Unknown) {
    return map.value;
  }
  return everyOf(
    Object.keys(map.record() ?? {}).map((key) => {
      const { value } = map.at(key);
      return value instanceof Unknown
        ? labels.get(key) === undefined
          ? false
          : value
        : labels.holds(key, [textOf(value)]);
    }),
  );
}

/** Tells whether a selector has no requirement at all; an unknown one has some, for all that is known. */
export function isEmptySelector(selector: Place): boolean {
  return (
    !(selector.value instanceof Unknown) &&
    [selector.at("matchLabels"), selector.at("matchExpressions")].every(
      ({ value }) =>
        value === undefined ||
        value === null ||
        (!(value instanceof Unknown) &&
          typeof value === "object" &&
          Object.keys(value).length === 0),
    )
  );
}

function meets(expression: Place, labels: Labels): Value<boolean> {
  const { value: key } = expression.at("key");
  const { value: operator } = expression.at("operator");
  const unknown = [expression.value, key, operator].find((value) => value instanceof Unknown);
  if (unknown instanceof Unknown) {
    return unknown;
  }
  const has = labels.get(textOf(key));
  switch (operator) {
    case "Exists":
      return has instanceof Unknown ? has : has !== undefined;
    case "DoesNotExist":
      return has instanceof Unknown ? has : has === undefined;
    case "In":
      return has === undefined ? false : isAmong(expression.at("values"), textOf(key), labels);
    case "NotIn":
      return has === undefined ? true : not(isAmong(expression.at("values"), textOf(key), labels));
    default:
      // The API refuses any other operator.
      return false;
  }
}

function isAmong(values: Place, key: string, labels: Labels): Value<boolean> {
  const entries = values.entries().map(({ value }) => value);
  const known = entries.filter((value) => !(value instanceof Unknown)).map(textOf);
  const found = labels.holds(key, known);
  const unread = [values.value, ...entries].find((value) => value instanceof Unknown);
  return found === false && unread instanceof Unknown ? unread : found;
}

function not(value: Value<boolean>): Value<boolean> {
  return value instanceof Unknown ? value : !value;
}
