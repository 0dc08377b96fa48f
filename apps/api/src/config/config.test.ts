import { describe, expect, it } from 'vitest';
import { readConfig } from './index.ts';

const GOOD = {
  SPINDLE_ENV: 'dev',
  PUBLIC_URL: 'http://127.0.0.1:3900/',
  DATABASE_URL: 'postgresql://postgres@127.0.0.1:5432/spindle',
  TON_API_URL: 'http://127.0.0.1:3901',
  TON_NETWORK_ID: '-217',
  MARKET_ADDRESS: `0:${'a'.repeat(64)}`,
  BROKER_SEED: 'f'.repeat(64),
};

describe('config', () => {
  it('reads a local world', () => {
    const read = readConfig({ ...GOOD, FIXED_RATE_USD: '3.2', SPINDLE_DEV_LOGIN_SECRET: 'x'.repeat(20) });
    expect(read).toMatchObject({
      ok: true,
      config: {
        env: 'dev',
        publicUrl: 'http://127.0.0.1:3900',
        fixedRateMicroUsdPerCoin: 3_200_000n,
        proofDomains: ['127.0.0.1:3900'],
      },
    });
  });

  it('has limits of patience with machines, which a deployment may change within reason', () => {
    expect(readConfig(GOOD)).toMatchObject({
      config: { relay: { firstTokenMs: 30_000, idleMs: 20_000, takeOverMs: 10_000 } },
    });
    const changed = { ...GOOD, RELAY_FIRST_TOKEN_MS: '1500', RELAY_IDLE_MS: '800', RELAY_TAKE_OVER_MS: '0' };
    expect(readConfig(changed)).toMatchObject({
      config: { relay: { firstTokenMs: 1_500, idleMs: 800, takeOverMs: 0 } },
    });
    expect(readConfig({ ...GOOD, RELAY_IDLE_MS: '0' })).toMatchObject({ ok: false });
  });

  it('takes several servers of the chain, with one key for all or one for each', () => {
    const of = (more: object) => {
      const read = readConfig({ ...GOOD, ...more });
      return read.ok ? read.config.chain.endpoints : read.faults;
    };
    const two = 'https://one.example/, https://two.example';
    expect(of({})).toEqual([{ baseUrl: 'http://127.0.0.1:3901' }]);
    expect(of({ TON_API_URL: two, TON_API_KEY: 'k' })).toEqual([
      { baseUrl: 'https://one.example', apiKey: 'k' },
      { baseUrl: 'https://two.example', apiKey: 'k' },
    ]);
    expect(of({ TON_API_URL: two, TON_API_KEY: ',b' })).toEqual([
      { baseUrl: 'https://one.example' },
      { baseUrl: 'https://two.example', apiKey: 'b' },
    ]);
    expect(of({ TON_API_URL: two, TON_API_KEY: 'a,b,c' })).toEqual([expect.stringContaining('TON_API_KEY')]);
    expect(of({ TON_API_URL: 'https://one.example,two' })).toEqual([expect.stringContaining('TON_API_URL')]);
    expect(of({ TON_API_URL: 'https://one.example,https://one.example/v' })).toEqual([
      expect.stringContaining('names a server twice'),
    ]);
  });

  it('names every fault at once', () => {
    const read = readConfig({ PORT: 'many', DATABASE_URL: 'mysql://x', BROKER_SEED: 'short' });
    expect(read.ok).toBe(false);
    const faults = read.ok ? [] : read.faults;
    for (const name of ['PORT', 'DATABASE_URL', 'BROKER_SEED', 'PUBLIC_URL', 'TON_API_URL', 'MARKET_ADDRESS']) {
      expect(
        faults.some((fault) => fault.startsWith(`${name}:`)),
        name,
      ).toBe(true);
    }
  });

  it('has no development login beside a real bot token', () => {
    const read = readConfig({
      ...GOOD,
      SPINDLE_DEV_LOGIN_SECRET: 'x'.repeat(20),
      TELEGRAM_BOT_TOKEN: `123456:${'A'.repeat(35)}`,
    });
    expect(read).toMatchObject({ ok: false, faults: [expect.stringContaining('SPINDLE_DEV_LOGIN_SECRET')] });
  });

  it('has an exchange only with its whole way', () => {
    const route = `2.1,${[1, 2, 3, 4].map((digit) => `0:${String(digit).repeat(64)}`).join(',')}`;
    const api = { SWAP_API_URL: 'https://api.ston.fi' };
    expect(readConfig(GOOD)).toMatchObject({ config: { swap: null } });
    expect(readConfig({ ...GOOD, ...api, SWAP_ROUTE: route })).toMatchObject({
      config: {
        swap: { route: { version: '2.1', router: `0:${'1'.repeat(64)}`, routerJettonWallet: `0:${'4'.repeat(64)}` } },
      },
    });
    for (const some of [
      api,
      { SWAP_ROUTE: route },
      { ...api, SWAP_ROUTE: '2.1,EQ' },
      { ...api, SWAP_ROUTE: `1${route.slice(1)}` },
    ]) {
      expect(readConfig({ ...GOOD, ...some })).toMatchObject({ ok: false });
    }
  });

  it('has none of the local world’s conveniences in production', () => {
    const read = readConfig({
      ...GOOD,
      SPINDLE_ENV: 'production',
      TELEGRAM_BOT_ID: '1',
      FIXED_RATE_USD: '3',
      DEV_WALLET_URL: 'http://127.0.0.1:3901',
    });
    expect(read.ok ? [] : read.faults).toEqual([
      expect.stringContaining('DEV_WALLET_URL'),
      expect.stringContaining('FIXED_RATE_USD'),
    ]);
  });
});

describe('the market’s wallet', () => {
  const seed = '11'.repeat(32);
  const { MARKET_ADDRESS: named, ...rest } = GOOD;
  const of = (more: object) => {
    const read = readConfig({ ...rest, ...more });
    return read.ok ? read.config.chain.marketAddress : read.faults;
  };

  it('is that of its key, or the one that is named, in any form of an address', () => {
    expect(of({ MARKET_ADDRESS: named })).toBe(named);
    expect(of({ MARKET_ADDRESS: 'UQCqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqgsf' })).toEqual([
      expect.stringContaining('is no address on TON'),
    ]);
    const own = of({ TREASURY_SEED: seed });
    expect(own).toMatch(/^0:[0-9a-f]{64}$/);
    expect(of({ TREASURY_SEED: seed, MARKET_ADDRESS: own })).toBe(own);
  });

  it('must be there, and the one of its key', () => {
    expect(of({})).toEqual([expect.stringMatching(/^MARKET_ADDRESS: needed, or TREASURY_SEED/)]);
    expect(of({ TREASURY_SEED: seed, MARKET_ADDRESS: named })).toEqual([
      expect.stringMatching(/^MARKET_ADDRESS: is not the wallet of TREASURY_SEED/),
    ]);
    expect(of({ TREASURY_SEED: 'short' })).toEqual([
      expect.stringMatching(/^TREASURY_SEED/),
      expect.stringMatching(/^MARKET_ADDRESS/),
    ]);
  });
});
