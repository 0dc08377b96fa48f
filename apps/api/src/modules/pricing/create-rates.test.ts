import { errorText } from '@spindle/shared';
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
  'www.okx.com': {
    code: '0',
    msg: '',
    data: [
      {
        ...{ instType: 'SPOT', instId: 'TON-USDT', last: '3.215', lastSz: '12.4', askPx: '3.2155', askSz: '310' },
        ...{ bidPx: '3.2145', bidSz: '280.1', open24h: '3.25', high24h: '3.29', low24h: '3.18', volCcy24h: '2100000' },
        ...{ vol24h: '654321', sodUtc0: '3.24', sodUtc8: '3.23', ts: String(NOW - 1_000) },
      },
    ],
  },
  'api.bybit.com': {
    retCode: 0,
    retMsg: 'OK',
    result: {
      category: 'spot',
      list: [
        {
          ...{ symbol: 'TONUSDT', bid1Price: '3.2120', bid1Size: '55.2', ask1Price: '3.2130', ask1Size: '41' },
          ...{ lastPrice: '3.2127', prevPrice24h: '3.25', price24hPcnt: '-0.0115', highPrice24h: '3.29' },
          ...{ lowPrice24h: '3.18', turnover24h: '1500000', volume24h: '470000', usdIndexPrice: '3.2125' },
        },
      ],
    },
    retExtInfo: {},
    time: NOW - 2_000,
  },
};
const ALL = ['tonapi', 'coingecko', 'okx', 'bybit'];
const DOWN = new Error('HTTP 503');
const alone = (...hosts: string[]) =>
  Object.fromEntries(Object.entries(RECORDED).map(([host, answer]) => [host, hosts.includes(host) ? answer : DOWN]));

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

  it('come from all sources', async () => {
    const { rates, asked } = setup();
    await rates.refresh();
    expect(rates.current()).toEqual({
      ok: true,
      value: { microUsdPerCoin: 3_213_750n, atMs: NOW - 30_000, sources: ALL },
    });
    expect(asked).toHaveLength(4);
  });

  it('read the coin by its new name too', async () => {
    const { rates } = setup({ ...alone(), 'tonapi.io': { rates: { GRAM: { prices: { USD: 2.5 } } } } });
    await rates.refresh();
    expect(rates.current()).toMatchObject({ value: { microUsdPerCoin: 2_500_000n, sources: ['tonapi'] } });
  });

  const okx = (more: object) => ({ code: '0', data: [{ bidPx: '3.21', askPx: '3.22', ts: String(NOW), ...more }] });
  const bybit = (more: object) => ({
    ...{ retCode: 0, time: NOW },
    result: { list: [{ bid1Price: '3.21', ask1Price: '3.22', ...more }] },
  });
  it.each<[source: string, host: string, what: string, answer: unknown]>([
    ['tonapi', 'tonapi.io', 'an outage', DOWN],
    ['tonapi', 'tonapi.io', 'another shape', { prices: [] }],
    ['tonapi', 'tonapi.io', 'a price of nothing', { rates: { TON: { prices: { USD: 0 } } } }],
    ['tonapi', 'tonapi.io', 'no price of the coin', { rates: {} }],
    ['coingecko', 'api.coingecko.com', 'no such coin', {}],
    ['okx', 'www.okx.com', 'no such market', { code: '51001', msg: "Instrument ID doesn't exist", data: [] }],
    ['okx', 'www.okx.com', 'no buyers', okx({ bidPx: '' })],
    ['okx', 'www.okx.com', 'buyers and sellers far apart', okx({ bidPx: '2.9' })],
    ['okx', 'www.okx.com', 'buyers above sellers', okx({ bidPx: '3.3' })],
    ['bybit', 'api.bybit.com', 'a refusal', { retCode: 10001, retMsg: 'Not supported symbols', result: {}, time: NOW }],
    ['bybit', 'api.bybit.com', 'a price that is no number', bybit({ ask1Price: 'NaN' })],
    ['bybit', 'api.bybit.com', 'a price of nothing', bybit({ bid1Price: '0', ask1Price: '0' })],
  ])('go on without %s (%s) when it gives %s', async (source, host, _, answer) => {
    const { rates, warnings } = setup({ ...RECORDED, [host]: answer });
    await rates.refresh();
    expect(rates.current()).toMatchObject({ value: { sources: ALL.filter((name) => name !== source) } });
    expect(warnings).toMatchObject([{ source }]);
  });

  it.each<[string, object]>([
    ['an old time', okx({ ts: String(NOW - MAX_AGE_MS - 1) })],
    ['a time to come', okx({ ts: String(NOW + MAX_AGE_MS + 1) })],
    ['another price than all others', okx({ bidPx: '4.21', askPx: '4.22' })],
  ])('leave out a source with %s', async (_, answer) => {
    const { rates } = setup({ ...RECORDED, 'www.okx.com': answer });
    await rates.refresh();
    expect(rates.current()).toMatchObject({ value: { sources: ['tonapi', 'coingecko', 'bybit'] } });
  });

  it('are none when two sources are left and contradict each other: nothing is quoted, and a text says so', async () => {
    const { rates, warnings } = setup({ ...alone('tonapi.io'), 'www.okx.com': okx({ bidPx: '6.4', askPx: '6.41' }) });
    await rates.refresh();
    const current = rates.current();
    expect(current).toEqual({ ok: false, fault: { code: 'rate_stale' } });
    expect(warnings).toHaveLength(3);
    if (current.ok) throw new Error('it is stale');
    for (const language of ['en', 'ru'] as const) expect(errorText(current.fault, language)).toMatch(/\S{3,}.{20,}/);
  });

  it('keep the last rate through an outage, but not for longer than it is fresh', async () => {
    const { clock, rates, answers } = setup({ ...RECORDED });
    await rates.refresh();
    for (const host of Object.keys(RECORDED)) answers[host] = DOWN;
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
