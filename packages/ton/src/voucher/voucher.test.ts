import { hex } from '@spindle/shared';
import { toNano } from '@ton/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimBody, closeAgreementCell, voucherCell } from '../channel/messages.ts';
import { LOCAL_NETWORK_ID, NETWORKS } from '../networks.ts';
import { makeWorld } from '../testing/world.ts';
import { checkVoucher, verifyCloseAgreement, verifyVoucher } from './check-voucher.ts';
import { promiseBytes } from './promise-bytes.ts';
import type { Voucher } from './promises.ts';
import { exportSessionKey, generateSessionKey, importSessionKey } from './session-key.ts';
import { closeAgreementHash, signCloseAgreement, signVoucher, voucherHash } from './sign-promise.ts';

const anyVoucher: fc.Arbitrary<Voucher> = fc.record({
  networkId: fc.oneof(
    fc.constantFrom(...Object.values(NETWORKS)),
    fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }),
  ),
  channel: fc
    .tuple(fc.constantFrom('0', '-1'), fc.uint8Array({ minLength: 32, maxLength: 32 }))
    .map(([workchain, hash]) => `${workchain}:${hex(hash)}`),
  cumulativeNano: fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 120n - 1n }), fc.bigInt({ min: 0n, max: 2n ** 64n })),
});

describe('the hash made by hand', () => {
  test('is the hash of @ton/core’s cell, for any voucher and agreement', async () => {
    const same = fc.asyncProperty(anyVoucher, async (voucher) => {
      expect(hex(await voucherHash(voucher))).toBe(voucherCell(voucher).hash().toString('hex'));
      const agreement = { ...voucher, totalNano: voucher.cumulativeNano };
      expect(hex(await closeAgreementHash(agreement))).toBe(closeAgreementCell(agreement).hash().toString('hex'));
    });
    await fc.assert(same, { numRuns: 300 });
  });

  test('is what the contract accepts, whatever the size of the amount', async () => {
    const world = await makeWorld();
    await world.deposit('1000');
    const cumulatives = [1n, 255n, 256n, 65_535n, 65_536n, toNano('1'), 2n ** 32n, toNano('999')];
    for (const cumulativeNano of cumulatives) {
      const voucher = await signVoucher(world.key, {
        networkId: LOCAL_NETWORK_ID,
        channel: world.channel,
        cumulativeNano,
      });
      expect(await world.send(world.payee, claimBody(cumulativeNano, voucher))).toBe('ok');
    }
  });

  test('there is none for what cannot stand in the cell', async () => {
    const channel = `0:${'ab'.repeat(32)}`;
    expect(promiseBytes('voucher', -239, 'EQ-not-raw', 1n)).toBeNull();
    expect(promiseBytes('voucher', -239, `0:${'ab'.repeat(31)}`, 1n)).toBeNull();
    expect(promiseBytes('voucher', 2 ** 31, channel, 1n)).toBeNull();
    expect(promiseBytes('voucher', -239, channel, -1n)).toBeNull();
    expect(promiseBytes('voucher', -239, channel, 2n ** 120n)).toBeNull();
    await expect(voucherHash({ networkId: -239, channel, cumulativeNano: -1n })).rejects.toThrow(RangeError);
  });
});

describe('the session key', () => {
  test('comes back from secure storage as it was', async () => {
    const key = await generateSessionKey();
    const seed = await exportSessionKey(key);
    expect(seed).toMatch(/^[0-9a-f]{64}$/);
    expect((await importSessionKey(seed))?.publicKey).toBe(key.publicKey);
    expect((await generateSessionKey()).publicKey).not.toBe(key.publicKey);
  });

  test('knows the vector of RFC 8032', async () => {
    const key = await importSessionKey('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');
    expect(key?.publicKey).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
  });

  test.each(['', 'ab', 'zz'.repeat(32), 'ab'.repeat(33)])('is null when storage holds %j', async (seed) => {
    expect(await importSessionKey(seed)).toBeNull();
  });
});

describe('the server', async () => {
  const key = await generateSessionKey();
  const address = `0:${'ab'.repeat(32)}`;
  const channel = {
    networkId: LOCAL_NETWORK_ID,
    address,
    sessionKey: key.publicKey,
    signedNano: toNano('0.2'),
    depositedNano: toNano('1'),
  };
  const voucherOf = (coins: string) =>
    signVoucher(key, { networkId: LOCAL_NETWORK_ID, channel: address, cumulativeNano: toNano(coins) });

  test('accepts a voucher above the last and within the deposit', async () => {
    const voucher = await voucherOf('0.5');
    expect(checkVoucher(voucher, channel)).toEqual({ ok: true, value: voucher });
    expect(checkVoucher(await voucherOf('1'), channel).ok).toBe(true);
  });

  test('refuses each bad one with its own code', async () => {
    const good = await voucherOf('0.5');
    const stranger = await signVoucher(await generateSessionKey(), good);
    const refused = [
      [{ ...good, networkId: NETWORKS.mainnet }, 'voucher_wrong_channel'],
      [{ ...good, channel: `0:${'cd'.repeat(32)}` }, 'voucher_wrong_channel'],
      [{ ...good, channel: 'no address' }, 'voucher_wrong_channel'],
      [{ ...good, cumulativeNano: toNano('0.6') }, 'voucher_signature'],
      [{ ...good, cumulativeNano: -1n }, 'voucher_signature'],
      [{ ...good, signature: 'ab' }, 'voucher_signature'],
      [{ ...good, signature: 'not hex' }, 'voucher_signature'],
      [stranger, 'voucher_signature'],
      [await voucherOf('0.2'), 'voucher_stale'],
      [await voucherOf('0.1'), 'voucher_stale'],
      [await voucherOf('1.000000001'), 'voucher_over_deposit'],
    ] as const;
    for (const [voucher, code] of refused) expect(checkVoucher(voucher, channel)).toMatchObject({ fault: { code } });
  });

  test('does not take a close agreement for a voucher, nor a key that is none', async () => {
    const agreement = await signCloseAgreement(key, {
      networkId: LOCAL_NETWORK_ID,
      channel: address,
      totalNano: toNano('0.5'),
    });
    expect(verifyCloseAgreement(agreement, key.publicKey)).toBe(true);
    expect(verifyVoucher({ ...agreement, cumulativeNano: agreement.totalNano }, key.publicKey)).toBe(false);
    expect(verifyCloseAgreement(agreement, 'ff'.repeat(32))).toBe(false);
    expect(verifyCloseAgreement(agreement, '')).toBe(false);
  });
});

test('nothing that the first load of the Mini App takes imports @ton/core or node:', async () => {
  const { build } = await import('esbuild');
  const entry = new URL('../browser.ts', import.meta.url).pathname;
  const built = await build({ entryPoints: [entry], bundle: true, write: false, format: 'esm', metafile: true });
  const inputs = Object.keys(built.metafile.inputs);
  expect(inputs.filter((path) => /@ton\/|node:|generated/.test(path))).toEqual([]);
});
