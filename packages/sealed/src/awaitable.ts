/** A value, or a promise of it: WebCrypto only promises, `node:crypto` answers at once. */
export type Awaitable<Value> = Value | Promise<Value>;

/** Goes on with a value without a promise where there is none: a frame must not cost a turn of the event loop. */
export function chain<From, To>(value: Awaitable<From>, next: (value: From) => Awaitable<To>): Awaitable<To> {
  return value instanceof Promise ? value.then(next) : next(value);
}
