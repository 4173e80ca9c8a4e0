/**
 * Waits for work, and gives up after a time. Work that never yields to the event loop cannot be given up.
 *
 * @param seconds How long the work may take.
 * @param late Makes the error to reject with.
 */
export async function withinDeadline<T>(
  seconds: number,
  work: () => T | Promise<T>,
  late: () => Error,
): Promise<T> {
  const pending = work();
  if (!(pending instanceof Promise)) {
    return pending;
  }
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), seconds * 1000);
  });
  try {
    return await Promise.race([pending, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
