/**
 * A function that answers once for each object: what several policies make of one resource, or of the whole stack, is made
 * once. The answer goes when the object goes. It must not be changed by those who get it.
 */
export function memoized<Key extends object, Answer>(
  make: (key: Key) => Answer,
): (key: Key) => Answer {
  const answers = new WeakMap<Key, { readonly answer: Answer }>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) {
      return known.answer;
    }
    const answer = make(key);
    answers.set(key, { answer });
    return answer;
  };
}
