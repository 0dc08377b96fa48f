import { makeMockIntel } from '@spindle/devnet/attestation';
import type { TdxCollateral } from '@spindle/sealed/attestation';
import { expect, it, onTestFinished } from 'vitest';
import { startFakePcs } from '../testing/fake-pcs.ts';
import { CollateralCache } from './collateral-cache.ts';

const NOW_MS = Date.parse('2026-03-01T00:00:00Z');
const HOUR_MS = 3600_000;
const PLATFORM = { fmspc: '4d4f434b0000', ca: 'platform' } as const;
const intel = await makeMockIntel({ seed: 'one', nowMs: NOW_MS });

async function setup(isHex = false) {
  const clock = { now: NOW_MS };
  const pcs = await startFakePcs(await intel.collateral(), { isHex });
  onTestFinished(() => pcs.close());
  const cache = new CollateralCache({ base: pcs.url, fetch, nowMs: () => clock.now });
  const codeOf = async () => {
    const found = await cache.of(PLATFORM);
    return found.ok ? null : found.fault.code;
  };
  return { clock, pcs, cache, codeOf };
}

it.each([false, true])('gives Intel’s statements exactly as they are signed (lists in hex: %s)', async (isHex) => {
  const { cache, pcs } = await setup(isHex);
  const found = await cache.of(PLATFORM);
  expect(found.ok && found.value.collateral).toEqual(pcs.collateral);
  expect(found.ok && found.value.untilMs).toBeGreaterThan(NOW_MS);
});

it('fetches once, anew after half a day, and uses what it has while nobody answers', async () => {
  const { clock, cache, pcs, codeOf } = await setup();
  await cache.of(PLATFORM);
  await cache.of(PLATFORM);
  expect(pcs.asked).toHaveLength(4);
  clock.now += 12 * HOUR_MS;
  pcs.status = 503;
  expect(await codeOf()).toBeNull();
  expect(pcs.asked.length).toBeGreaterThan(4);
  const found = await cache.of(PLATFORM);
  clock.now = found.ok ? found.value.untilMs : 0;
  expect(await codeOf()).toBe('collateral_unreachable');
});

it.each<[string, Partial<TdxCollateral>, string]>([
  ['no statement', { tcb_info: '"x"' }, 'collateral_strange'],
  ['no signature', { qe_identity_signature: 'zz' }, 'collateral_strange'],
  ['no chain', { tcb_info_issuer_chain: 'hello' }, 'collateral_strange'],
  ['no list', { pck_crl: '00' }, 'collateral_strange'],
])('refuses an answer that is %s', async (_, wrong, code) => {
  const { pcs, codeOf } = await setup();
  pcs.collateral = { ...pcs.collateral, ...wrong };
  expect(await codeOf()).toBe(code);
});

it('says when the statements themselves have ended', async () => {
  const { clock, codeOf } = await setup();
  clock.now += 400 * 24 * HOUR_MS;
  expect(await codeOf()).toBe('collateral_ended');
});
