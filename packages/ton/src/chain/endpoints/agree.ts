import type { Cursor } from '../transaction.ts';
import { isSame } from '../transactions-after.ts';

/** What one server says of an account. */
export interface Seen<State> {
  endpoint: string;
  last: Cursor | null;
  state: State;
}

/** `same`: all say the same. `behind`: some know more; `state` is what all know. `contradiction`: they exclude each other. */
export type Agreement<State> =
  | { kind: 'same' | 'behind'; last: Cursor | null; state: State }
  | { kind: 'contradiction' };

/**
 * What several servers agree on. Each transaction names the one before it by its hash, so two that name the same last
 * transaction tell the same history, and one that is behind tells the beginning of it, unless they name different
 * transactions at one logical time.
 * @param digestOf of what must be equal when the last transaction is.
 */
export function agree<State>(seen: readonly Seen<State>[], digestOf: (state: State) => string): Agreement<State> {
  const [first, ...others] = seen.toSorted((a, b) => (ltOf(a) < ltOf(b) ? -1 : 1));
  if (!first) return { kind: 'contradiction' };
  const level = others.filter((other) => ltOf(other) === ltOf(first));
  const differs = level.some((other) => !isLevel(first, other) || digestOf(other.state) !== digestOf(first.state));
  if (differs) return { kind: 'contradiction' };
  return { kind: level.length === others.length ? 'same' : 'behind', last: first.last, state: first.state };
}

const ltOf = ({ last }: Seen<unknown>): bigint => last?.lt ?? 0n;

const isLevel = (a: Seen<unknown>, b: Seen<unknown>): boolean =>
  a.last && b.last ? isSame(a.last, b.last) : a.last === b.last;
