import { describe, expect, it } from 'vitest';
import { MAX_AGE_MS } from './choose-rate.ts';
import { createRates, defaultSources } from './create-rates.ts';

const NOW = 1_800_000_000_000;

/** Answers as the sources gave them. */
const RECORDED: Record<string, unknown> = {
  'tonapi.io': {
    rates: { TON: { prices: { USD: 3.2174 }, diff_24h: { USD: '−1.05%' }, diff_7d: {}, diff_30d: {} } },
  },
  'api.coingecko.com': { 'the-open-network': { usd: 3.21, last_updated_at: NOW / 1000 - 30 } },
};

function setup(answers: Record<string, unknown> = RECORDED) {
  const clock = { ms: NOW, nowMs: () => clock.ms };
  const warnings: object[] = [];
  const asked: string[] = [];
  const fetch = async (url: string): Promise<unknown> => {
    asked.push(url);
    const answer = answers[new URL(url).host];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const log = { warn: (facts: object) => void warnings.push(facts) };
  const rates = createRates({ clock, log, fixedMicroUsdPerCoin: null, sources: defaultSources(fetch) });
  return { clock, rates, warnings, asked, answers };
}

describe('rates', () => {
  it('are stale until the sources were asked', () => {
    expect(setup().rates.current()).toEqual({ ok: false, fault: { code: 'rate_stale' } });
  });

  it('come from both sources', async () => {
    const { rates, asked } = setup();
    await rates.refresh();
    expect(rates.current()).toEqual({
      ok: true,
      value: { microUsdPerCoin: 3_213_700n, atMs: NOW - 30_000, sources: ['tonapi', 'coingecko'] },
    });
    expect(asked).toHaveLength(2);
  });

  it('read the coin by its new name too', async () => {
    const { rates } = setup({ 'tonapi.io': { rates: { GRAM: { prices: { USD: 2.5 } } } } });
    await rates.refresh();
    expect(rates.current()).toMatchObject({ value: { microUsdPerCoin: 2_500_000n, sources: ['tonapi'] } });
  });

  it.each<[string, unknown]>([
    ['an outage', new Error('HTTP 503')],
    ['an answer of another shape', { prices: [] }],
    ['a price of nothing', { rates: { TON: { prices: { USD: 0 } } } }],
    ['no price of the coin', { rates: {} }],
  ])('live with one source when the other gives %s', async (_, answer) => {
    const { rates, warnings } = setup({ ...RECORDED, 'tonapi.io': answer });
    await rates.refresh();
    expect(rates.current()).toMatchObject({ value: { sources: ['coingecko'] } });
    expect(warnings).toMatchObject([{ source: 'tonapi' }]);
  });

  it('keep the last rate through an outage, but not for longer than it is fresh', async () => {
    const { clock, rates, answers } = setup({ ...RECORDED });
    await rates.refresh();
    answers['tonapi.io'] = answers['api.coingecko.com'] = new Error('down');
    clock.ms += 60_000;
    await rates.refresh();
    expect(rates.current().ok).toBe(true);
    clock.ms += MAX_AGE_MS;
    expect(rates.current().ok).toBe(false);
  });

  it('never change in the local world', async () => {
    const rates = createRates({ clock: { nowMs: () => NOW }, log: { warn: () => {} }, fixedMicroUsdPerCoin: 3n });
    await rates.refresh();
    expect(rates.current()).toEqual({ ok: true, value: { microUsdPerCoin: 3n, atMs: NOW, sources: ['fixed'] } });
  });
});
