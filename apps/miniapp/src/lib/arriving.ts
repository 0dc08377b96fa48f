/** Something on its way. Once it is here it says so in React's words, and `use` reads it without waiting. */
export type Arriving<T> = Promise<T> & { status?: 'fulfilled'; value?: T };

/** Has a promise say so when it is kept. */
export function arriving<T>(promise: Promise<T>): Arriving<T> {
  const coming: Arriving<T> = promise;
  promise.then(
    (value) => Object.assign(coming, { status: 'fulfilled', value }),
    () => undefined,
  );
  return coming;
}
