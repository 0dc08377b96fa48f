import type { Query, QueryCache } from '@tanstack/react-query';

/**
 * TanStack forgets the error of a question that never had an answer as soon as it is asked again: the notice would give way to a
 * skeleton and come back, every few seconds while the market is silent. So the error stays until there is an answer; that it is
 * asked again, `fetchStatus` says.
 */
export function keepErrorsWhileAsked(cache: QueryCache): void {
  const errors = new WeakMap<Query, Error | null>();
  cache.subscribe((event) => {
    if (event.type !== 'updated') return;
    const { query, action } = event;
    const error = errors.get(query);
    if (action.type !== 'fetch') errors.set(query, query.state.error);
    // In the same batch: nobody is told of the state between.
    else if (error && query.state.status === 'pending') query.setState({ status: 'error', error });
  });
}
