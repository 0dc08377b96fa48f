import { describe, expect, it } from 'vitest';
import { type ConnectionHint, fetchAhead } from './fetch-ahead.ts';

/** Pages by name, of which some cannot be fetched, and a browser that is idle whenever the test says so. */
function setup(names: string, { missing = '', connection }: { missing?: string; connection?: ConnectionHint } = {}) {
  const asked: string[] = [];
  const idle: (() => void)[] = [];
  const around = { isBusy: false };
  const preload = (name: string) => async () => {
    asked.push(name);
    return missing.includes(name) ? undefined : {};
  };
  void fetchAhead(
    [...names].map((name) => ({ preload: preload(name) })),
    { isBusy: () => around.isBusy, connection, whenIdle: () => new Promise((resolve) => idle.push(resolve)) },
  );
  const rest = async () => {
    idle.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
    return asked.join('');
  };
  return { around, rest, asked };
}

describe('pages fetched ahead', () => {
  it('come one after the other, each when there is nothing else to do', async () => {
    const { rest, asked } = setup('abc');
    expect(asked).toEqual([]);
    expect([await rest(), await rest(), await rest(), await rest()]).toEqual(['a', 'ab', 'abc', 'abc']);
  });

  it('wait for what somebody waits for', async () => {
    const { around, rest } = setup('ab');
    around.isBusy = true;
    expect([await rest(), await rest()]).toEqual(['', '']);
    around.isBusy = false;
    expect([await rest(), await rest()]).toEqual(['a', 'ab']);
  });

  it('end where the network ends', async () => {
    const broken = setup('abc', { missing: 'b' });
    expect([await broken.rest(), await broken.rest(), await broken.rest()]).toEqual(['a', 'ab', 'ab']);
  });

  it.each([{ saveData: true }, { effectiveType: '2g' }, { effectiveType: 'slow-2g' }])(
    'are not asked for with %j',
    async (connection) => {
      const { rest } = setup('ab', { connection });
      expect([await rest(), await rest()]).toEqual(['', '']);
    },
  );

  it('are asked for where the browser says nothing, or that it is fast', async () => {
    expect(await setup('a', { connection: { saveData: false, effectiveType: '3g' } }).rest()).toBe('a');
    expect(await setup('a').rest()).toBe('a');
  });
});
