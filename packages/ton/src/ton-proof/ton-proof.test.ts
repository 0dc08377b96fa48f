import { beginCell, contractAddress, storeStateInit } from '@ton/core';
import {
  WalletContractV3R1,
  WalletContractV3R2,
  WalletContractV4,
  WalletContractV5Beta,
  WalletContractV5R1,
} from '@ton/ton';
import { beforeAll, describe, expect, test } from 'vitest';
import { okxProof } from '../testing/okx-wallet.ts';
import type { TonProof } from './proof.ts';
import { TonProofSchema } from './proof.ts';
import { checkProofPayload, makeProofPayload } from './proof-payload.ts';
import { verifyTonProof } from './verify-ton-proof.ts';
import { walletKey } from './wallet-key.ts';

const nowSeconds = 1_790_000_000;
const secret = 'a secret of the server';
const alice = 'a1'.repeat(32);
const mallory = 'b2'.repeat(32);
const payload = makeProofPayload(secret, 'account-alice', nowSeconds);

const rules = {
  domains: ['app.spindle.test', 'localhost:3900'],
  networkId: -239,
  networkName: 'mainnet',
  nowSeconds,
  isPayloadOurs: (text: string) => checkProofPayload(secret, 'account-alice', nowSeconds, text).ok,
};
const ask = { seed: alice, version: 'v5r1', domain: 'app.spindle.test', payload, timestamp: nowSeconds } as const;

describe('a proof made by another wallet core', () => {
  test.each(['v4r2', 'v5r1'] as const)('of a %s wallet is accepted', async (version) => {
    const proof = TonProofSchema.parse(await okxProof({ ...ask, version }));
    const { address, publicKey } = proof;
    expect(verifyTonProof(proof, rules)).toEqual({ ok: true, value: { address, publicKey, payload } });
  });

  test('may write its time as text, and be a little old or ahead', async () => {
    const proof = await okxProof(ask);
    const asText = { ...proof, proof: { ...proof.proof, timestamp: String(nowSeconds) } };
    expect(verifyTonProof(asText, rules).ok).toBe(true);
    expect(verifyTonProof(await okxProof({ ...ask, timestamp: nowSeconds - 299 }), rules).ok).toBe(true);
    expect(verifyTonProof(await okxProof({ ...ask, timestamp: nowSeconds + 59 }), rules).ok).toBe(true);
  });
});

describe('a proof is refused', () => {
  let good: TonProof;
  let evil: TonProof;
  beforeAll(async () => {
    good = await okxProof(ask);
    evil = await okxProof({ ...ask, seed: mallory });
  });
  const codeOf = (proof: TonProof) => {
    const result = verifyTonProof(proof, rules);
    return result.ok ? 'ok' : result.fault.code;
  };
  const altered = (change: Partial<TonProof['proof']>) => ({ ...good, proof: { ...good.proof, ...change } });

  test('on another network', () => {
    expect(codeOf({ ...good, network: '-3' })).toBe('proof_network');
    expect(codeOf({ ...good, network: '' })).toBe('proof_network');
  });

  test('for another site, or with a length that lies', async () => {
    expect(codeOf(await okxProof({ ...ask, domain: 'evil.test' }))).toBe('proof_domain');
    expect(codeOf(await okxProof({ ...ask, domain: 'app.spindle.test.evil.test' }))).toBe('proof_domain');
    expect(codeOf(altered({ domain: { lengthBytes: 3, value: 'app.spindle.test' } }))).toBe('proof_domain');
  });

  test('outside its time, on both sides', async () => {
    expect(codeOf(await okxProof({ ...ask, timestamp: nowSeconds - 301 }))).toBe('proof_time');
    expect(codeOf(await okxProof({ ...ask, timestamp: nowSeconds + 61 }))).toBe('proof_time');
    expect(codeOf(altered({ timestamp: 'soon' }))).toBe('proof_time');
    expect(codeOf(altered({ timestamp: nowSeconds + 0.5 }))).toBe('proof_time');
  });

  test('for a payload that is not this account’s, or has expired', async () => {
    const forBob = makeProofPayload(secret, 'account-bob', nowSeconds);
    const old = makeProofPayload(secret, 'account-alice', nowSeconds - 16 * 60);
    expect(codeOf(await okxProof({ ...ask, payload: forBob }))).toBe('proof_payload');
    expect(codeOf(await okxProof({ ...ask, payload: old }))).toBe('proof_payload');
    expect(codeOf(await okxProof({ ...ask, payload: 'made up' }))).toBe('proof_payload');
  });

  test('when any part is somebody else’s', () => {
    expect(codeOf({ ...evil, address: good.address })).toBe('proof_signature');
    expect(codeOf({ ...evil, address: good.address, walletStateInit: good.walletStateInit })).toBe('proof_signature');
    expect(codeOf({ ...good, publicKey: evil.publicKey })).toBe('proof_signature');
    expect(codeOf({ ...good, proof: evil.proof })).toBe('proof_signature');
    expect(codeOf({ ...good, address: good.address.replace('0:', '-1:') })).toBe('proof_signature');
  });

  test('when a part is none at all', () => {
    expect(codeOf({ ...good, address: 'nowhere' })).toBe('proof_signature');
    expect(codeOf({ ...good, walletStateInit: 'AAAA' })).toBe('proof_signature');
    expect(codeOf({ ...good, publicKey: 'zz' })).toBe('proof_signature');
    expect(codeOf(altered({ signature: '' }))).toBe('proof_signature');
    expect(codeOf(altered({ timestamp: nowSeconds + 1 }))).toBe('proof_signature');
  });
});

describe('the key of a wallet', () => {
  const publicKey = Buffer.alloc(32, 0xa5);
  const wallets = {
    v3r1: WalletContractV3R1.create({ workchain: 0, publicKey }),
    v3r2: WalletContractV3R2.create({ workchain: 0, publicKey }),
    v4r2: WalletContractV4.create({ workchain: 0, publicKey }),
    v5beta: WalletContractV5Beta.create({ publicKey }),
    v5r1: WalletContractV5R1.create({ publicKey }),
  };
  const boc = (init: Parameters<typeof storeStateInit>[0]) =>
    beginCell().store(storeStateInit(init)).endCell().toBoc().toString('base64');

  test.each(Object.entries(wallets))('is found in the state init of %s', (_, { address, init }) => {
    expect(walletKey(address, boc(init))?.equals(publicKey)).toBe(true);
  });

  test('is not looked for in code that nobody knows', () => {
    const init = { code: beginCell().storeUint(1, 8).endCell(), data: wallets.v4r2.init.data };
    expect(walletKey(contractAddress(0, init), boc(init))).toBeNull();
  });
});

describe('the payload', () => {
  test('fits TonConnect and is never the same twice', () => {
    expect(payload.length).toBeLessThanOrEqual(128);
    expect(makeProofPayload(secret, 'account-alice', nowSeconds)).not.toBe(payload);
  });

  test('lives fifteen minutes, for its account, under its secret, in one spelling', () => {
    const check = (text: string, account = 'account-alice', now = nowSeconds, key = secret) =>
      checkProofPayload(key, account, now, text).ok;
    expect(checkProofPayload(secret, 'account-alice', nowSeconds + 899, payload)).toEqual({
      ok: true,
      value: { expiresAtSeconds: nowSeconds + 900 },
    });
    expect(check(payload, 'account-alice', nowSeconds + 900)).toBe(false);
    expect(check(payload, 'account-bob')).toBe(false);
    expect(check(payload, 'account-alice', nowSeconds, 'another secret')).toBe(false);
    expect(check(`${payload}==`)).toBe(false);
    expect(check(` ${payload}`)).toBe(false);
    expect(check('')).toBe(false);
    expect(check(`${payload[0] === 'A' ? 'B' : 'A'}${payload.slice(1)}`)).toBe(false);
  });
});
