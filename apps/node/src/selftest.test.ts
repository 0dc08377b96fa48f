import { describe, expect, it } from 'vitest';
import type { Engine } from './engines/index.ts';
import { checkClock, checkEngine, checkMarket, checkOffers } from './selftest.ts';

const engine = (parts: Partial<Engine> = {}): Engine => ({
  name: 'e',
  abilities: ['chat'],
  check: async () => ({ ok: true, value: null }),
  answer: async (_ask, _signal, hear) => {
    hear({ kind: 'end', reason: 'stop', usage: { input: 1, cached: 0, output: 3 } });
  },
  close: async () => {},
  ...parts,
});

describe('the self-test', () => {
  it('sees a clock that is off, and forgives the seconds of a header and a slow line', () => {
    expect(checkClock(100_000, 100_400, 101_000)).toMatchObject({ ok: true });
    expect(checkClock(100_000, 100_400, 160_000)).toMatchObject({ ok: true });
    expect(checkClock(100_000, 131_000, 131_100)).toMatchObject({
      ok: false,
      fault: { code: 'clock_skewed', facts: { seconds: 30 } },
    });
    expect(checkClock(140_000, 100_000, 100_100)).toMatchObject({ ok: false, fault: { facts: { seconds: 40 } } });
    expect(checkClock(null, 0, 0)).toMatchObject({ ok: true });
  });

  it('sees a market that cannot be reached', async () => {
    const [finding] = await checkMarket({ url: 'http://127.0.0.1:1' }, 'x', () => 0);
    expect(finding?.result).toMatchObject({
      ok: false,
      fault: { code: 'broker_unreachable', facts: { reason: 'ECONNREFUSED' } },
    });
  });

  it('sees a listing that offers something else', () => {
    const served = [{ model: 'a', engine: engine() }];
    const offer = (model: string) => ({ offers: [{ model, revision: 'r', contextLength: 1 }] });
    expect(checkOffers(offer('a'), served).result).toMatchObject({ ok: true });
    expect(checkOffers(offer('b'), served).result).toMatchObject({
      fault: { code: 'node_offers', facts: { running: 'a', offered: 'b' } },
    });
  });

  it('really asks the engine', async () => {
    const fine = await checkEngine({ model: 'a', engine: engine() });
    expect(fine.result).toMatchObject({ ok: true, value: expect.stringContaining('3 tokens') });
    const silent = engine({
      answer: async (_ask, _signal, hear) => {
        hear({ kind: 'failed', fault: { code: 'engine_unreachable' } });
      },
    });
    const down = engine({ check: async () => ({ ok: false, fault: { code: 'engine_offline' } }) });
    for (const [broken, code] of [
      [silent, 'engine_unreachable'],
      [down, 'engine_offline'],
    ] as const) {
      const finding = await checkEngine({ model: 'a', engine: broken });
      expect(finding.result).toMatchObject({ ok: false, fault: { code } });
    }
  });
});
