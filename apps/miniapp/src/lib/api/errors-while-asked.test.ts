import { notifyManager, QueryCache, QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { keepErrorsWhileAsked } from './errors-while-asked.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const silence = new TypeError('Failed to fetch');

/** A question to a market that gives these answers one after the other, and what a screen shows meanwhile. */
function setup(...answers: (string | Error)[]) {
  const queryCache = new QueryCache();
  keepErrorsWhileAsked(queryCache);
  const client = new QueryClient({ queryCache, defaultOptions: { queries: { retry: false, networkMode: 'always' } } });
  const queryFn = async () => {
    await pause(5);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer ?? '';
  };
  const observer = new QueryObserver(client, { queryKey: ['asked'], queryFn });
  const shown: string[] = [];
  const show = () => {
    const { status, isFetching } = observer.getCurrentResult();
    const now = isFetching ? `${status}, asked` : status;
    if (shown.at(-1) !== now) shown.push(now);
  };
  // As React's hook is told.
  const close = observer.subscribe(notifyManager.batchCalls(show));
  const settled = async () => {
    do await pause(10);
    while (observer.getCurrentResult().isFetching);
    await pause(0);
  };
  return { client, observer, shown, settled, close };
}

describe('a question that got no answer', () => {
  it('keeps its error while it is asked again, and says that it is', async () => {
    const { observer, shown, settled } = setup(silence, silence, 'here');
    await settled();
    await observer.refetch();
    await settled();
    expect(shown).toEqual(['pending, asked', 'error', 'error, asked', 'error']);
    expect(observer.getCurrentResult().error).toBe(silence);
    await observer.refetch();
    await settled();
    expect(shown.slice(4)).toEqual(['error, asked', 'success']);
    expect(observer.getCurrentResult()).toMatchObject({ data: 'here', error: null });
  });

  it('waits like a new one after it was put back to its beginning', async () => {
    const { client, shown, settled } = setup(silence, 'here');
    await settled();
    await client.resetQueries({ queryKey: ['asked'] });
    await settled();
    expect(shown).toEqual(['pending, asked', 'error', 'pending, asked', 'success']);
  });

  it('is asked of another page with its error in view', async () => {
    const { client, close, settled } = setup(silence, silence);
    await settled();
    close();
    const next = new QueryObserver(client, { queryKey: ['asked'], queryFn: () => Promise.reject(silence) });
    const stop = next.subscribe(() => undefined);
    expect(next.getCurrentResult()).toMatchObject({ status: 'error', error: silence, isFetching: true });
    stop();
  });
});
