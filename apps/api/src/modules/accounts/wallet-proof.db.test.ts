import { afterAll, describe, expect, it } from 'vitest';
import { okxProof } from '../../../../../packages/ton/src/testing/okx-wallet.ts';
import { openTestDatabase, testClock } from '../../platform/testing/open-test-database.ts';
import type { Actor, WalletProofInput } from './shapes.ts';
import { makeAccount } from './testing/make-account.ts';
import { forgetWallet, makeWalletProofPayload, proofSecretOf, proveWallet, walletOf } from './wallet-proof.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const DOMAIN = 'app.spindle.test';
let lastSeed = 0;

async function setup() {
  const clock = testClock();
  lastSeed += 1;
  const seed = lastSeed.toString(16).padStart(64, '7');
  const proofSecret = proofSecretOf('ab'.repeat(32));
  const deps = { db, clock, proofSecret, proofDomains: [DOMAIN], networkId: -217 };
  const actor = await makeAccount(db);
  const sign = async (who: Actor = actor, change: { domain?: string; payload?: string; timestamp?: number } = {}) => {
    const { payload } = makeWalletProofPayload(deps, who);
    const timestamp = clock.nowMs() / 1_000;
    const answer = await okxProof({ seed, version: 'v5r1', domain: DOMAIN, payload, timestamp, ...change });
    return toInput(answer);
  };
  const codeOf = async (input: WalletProofInput, who: Actor = actor) => {
    const result = await proveWallet(deps, who, input);
    return result.ok ? 'ok' : result.fault.code;
  };
  return { deps, clock, actor, sign, codeOf };
}

function toInput(answer: Awaited<ReturnType<typeof okxProof>>): WalletProofInput {
  const { network, walletStateInit, proof, ...rest } = answer;
  return {
    ...rest,
    networkId: Number(network),
    stateInit: walletStateInit,
    proof: { ...proof, timestamp: Number(proof.timestamp) },
  };
}

describe('a wallet', () => {
  it('is bound to the account that proves it', async () => {
    const { deps, clock, actor, sign } = await setup();
    const input = await sign();
    const wallet = { address: input.address, networkId: -239, provenAt: clock.nowMs() };
    expect(await proveWallet(deps, actor, input)).toMatchObject({ ok: true, value: { wallet } });
    expect(await walletOf(deps, actor)).toMatchObject({
      value: { address: input.address, publicKey: input.publicKey },
    });
  });

  it('is not bound by the same proof twice', async () => {
    const { deps, actor, sign, codeOf } = await setup();
    const input = await sign();
    expect(await codeOf(input)).toBe('ok');
    await forgetWallet(deps, actor);
    expect(await codeOf(input)).toBe('proof_payload');
    expect(await walletOf(deps, actor)).toMatchObject({ fault: { code: 'wallet_required' } });
  });

  it('keeps its payload good when the signature was wrong', async () => {
    const { sign, codeOf } = await setup();
    const input = await sign();
    const damaged = { ...input, proof: { ...input.proof, signature: Buffer.alloc(64).toString('base64') } };
    expect(await codeOf(damaged)).toBe('proof_signature');
    expect(await codeOf(input)).toBe('ok');
  });

  it('is refused for another site, time, person or network', async () => {
    const { clock, sign, codeOf } = await setup();
    const bob = await makeAccount(db);
    expect(await codeOf(await sign(undefined, { domain: 'evil.test' }))).toBe('proof_domain');
    expect(await codeOf(await sign(undefined, { timestamp: clock.nowMs() / 1_000 - 3_600 }))).toBe('proof_time');
    expect(await codeOf(await sign(bob))).toBe('proof_payload');
    expect(await codeOf({ ...(await sign()), networkId: -3 })).toBe('proof_network');
    const late = await sign();
    clock.pass(16 * 60_000);
    expect(await codeOf({ ...late, proof: { ...late.proof, timestamp: clock.nowMs() / 1_000 } })).toBe('proof_payload');
  });

  it('belongs to one account: of two that prove it at once, one gets it', async () => {
    const { actor, sign, codeOf } = await setup();
    const bob = await makeAccount(db);
    const proofs = [await sign(actor), await sign(bob)] as const;
    const codes = await Promise.all([codeOf(proofs[0], actor), codeOf(proofs[1], bob)]);
    expect(codes.toSorted()).toEqual(['ok', 'wallet_taken']);
  });

  it('may be proven again, and given to another account once forgotten', async () => {
    const { deps, actor, sign, codeOf } = await setup();
    const bob = await makeAccount(db);
    expect(await codeOf(await sign())).toBe('ok');
    expect(await codeOf(await sign())).toBe('ok');
    expect(await codeOf(await sign(bob), bob)).toBe('wallet_taken');
    await forgetWallet(deps, actor);
    expect(await codeOf(await sign(bob), bob)).toBe('ok');
  });
});
