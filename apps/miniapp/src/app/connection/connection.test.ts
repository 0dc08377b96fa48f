import { describe, expect, it } from 'vitest';
import { type Connection, type ConnectionEvent, nextConnection, SLOW_AFTER_MS } from './connection-state.ts';
import { entryOf } from './page-version.ts';

const after = (...events: ConnectionEvent[]): Connection => events.reduce(nextConnection, { kind: 'fine' });

describe('the connection', () => {
  it('is down since the first question that got no answer, and fine with the next answer', () => {
    const down = [
      { kind: 'unanswered', atMs: 1_000 },
      { kind: 'unanswered', atMs: 9_000 },
      { kind: 'looked', atMs: 60_000, oldestMs: null },
    ] as const;
    expect(after(...down)).toEqual({ kind: 'down', sinceMs: 1_000 });
    expect(after(...down, { kind: 'answered' })).toEqual({ kind: 'fine' });
  });

  it('is slow while a question waits too long, and silence is more than slowness', () => {
    const looked = (oldestMs: number | null): ConnectionEvent => ({ kind: 'looked', atMs: 20_000, oldestMs });
    expect(after(looked(20_001 - SLOW_AFTER_MS))).toEqual({ kind: 'fine' });
    expect(after(looked(2_000))).toEqual({ kind: 'slow', sinceMs: 2_000 });
    expect(after(looked(2_000), looked(null))).toEqual({ kind: 'fine' });
    expect(after(looked(2_000), { kind: 'unanswered', atMs: 30_000 })).toEqual({ kind: 'down', sinceMs: 30_000 });
    expect(after({ kind: 'unanswered', atMs: 1 }, looked(2_000))).toEqual({ kind: 'down', sinceMs: 1 });
  });

  it('stays unlike: other answers do not make the page fit', () => {
    expect(after({ kind: 'strange', atMs: 5 }, { kind: 'answered' }, { kind: 'strange', atMs: 9 })).toEqual({
      kind: 'unlike',
      sinceMs: 5,
    });
  });
});

describe('a page’s version', () => {
  it('is the script that it begins with', () => {
    const page = '<head><script type="module" crossorigin src="/assets/index-AB12.js"></script></head>';
    expect(entryOf(page)).toBe('/assets/index-AB12.js');
  });

  it.each(['', '<html></html>', '<script>1</script>'])('is unknown in %j', (html) => {
    expect(entryOf(html)).toBeNull();
  });
});
