/**
 * A function that answers once for each object: what several policies make of one resource, or of the whole stack, is made
 * once. The answer goes when the object goes. It must not be changed by those who get it.
 *
 * @param make Makes the answer from the object, and from what is always the same beside it, such as the workload that a
 *   container belongs to.
 */
export function memoized<Key extends object, Beside extends readonly unknown[], Answer>(
  make: (key: Key, ...beside: Beside) => Answer,
): (key: Key, ...beside: Beside) => Answer {
  const answers = new WeakMap<Key, { readonly answer: Answer }>();
  return (key, ...beside) => {
    const known = answers.get(key);
    if (known !== undefined) {
      return known.answer;
    }
    const answer = make(key, ...beside);
    answers.set(key, { answer });
    return answer;
  };
}
