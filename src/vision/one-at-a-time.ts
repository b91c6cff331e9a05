/**
 * Runs asynchronous jobs one after another in the order asked: two decoded pictures do not fit in an isolate.
 * A job that fails does not stop the next.
 */
export function oneAtATime(): <T>(job: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const result = last.then(job, job);
    last = result.catch(() => undefined);
    return result;
  };
}
