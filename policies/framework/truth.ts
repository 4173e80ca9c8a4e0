import { isKnown, type Value } from "./value";

/**
 * The answer to a question of which a part may be unknown. One part that decides the answer decides it, whatever the
 * others are; else an unknown part makes the answer unknown, for its reason.
 */
export type Truth = Value<boolean>;

/** Whether all of some answers are yes; yes for none. */
export function everyOf(answers: Iterable<Truth>): Truth {
  let unknown: Truth = true;
  for (const answer of answers) {
    if (answer === false) {
      return false;
    }
    if (!isKnown(answer) && unknown === true) {
      unknown = answer;
    }
  }
  return unknown;
}

/** Whether any of some answers is yes; no for none. */
export function someOf(answers: Iterable<Truth>): Truth {
  let unknown: Truth = false;
  for (const answer of answers) {
    if (answer === true) {
      return true;
    }
    if (!isKnown(answer) && unknown === false) {
      unknown = answer;
    }
  }
  return unknown;
}

/** The other answer. */
export function not(answer: Truth): Truth {
  return isKnown(answer) ? !answer : answer;
}
